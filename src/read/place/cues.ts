import type { Cue } from "../../model/cue.js";
import type { PlaceKind } from "../../model/words.js";

const rows = (language: string, place: PlaceKind, words: string[]): Cue[] =>
	words.map((phrase) => ({ language, place, words: phrase }));

/** `a × b`: every first with every second. */
const each = (firsts: string[], seconds: string[]): string[] =>
	firsts.flatMap((first) => seconds.map((second) => `${first} ${second}`));

const spanishContainers = ["contenedor", "container"];
const portugueseContainers = ["contêiner", "container", "contentor"];

/** The cues of the languages that charla reads; option `cues` adds to them. */
export const cues: Cue[] = [
	...rows(
		"es",
		"host",
		each(["en el", "en tu", "en su", "desde el", "de vuelta en el"], ["host", "anfitrión", "servidor host"]),
	),
	...rows("es", "host", each(["en la", "en tu", "en su", "desde la"], ["máquina anfitriona", "máquina host"])),
	...rows("es", "host", ["en el sistema anfitrión"]),
	...rows(
		"es",
		"container",
		each(["en el", "en este", "en nuestro", "desde el", "dentro del", "ya en el"], spanishContainers),
	),
	...rows("es", "container", each(["dentro de este", "dentro de un", "en un"], spanishContainers)),
	...rows(
		"en",
		"host",
		each(["on the", "on your", "from the", "back on the"], ["host", "host machine", "host system"]),
	),
	...rows(
		"en",
		"container",
		each(["in the", "inside the", "within the", "from inside the", "from within the"], ["container"]),
	),
	...rows("en", "container", each(["in", "inside", "within"], ["container", "your container", "this container"])),
	...rows("en", "container", each(["in the", "inside the", "within the", "in", "inside"], ["{name} container"])),
	...rows("pt", "host", each(["no", "no seu", "de volta ao", "a partir do"], ["host", "hospedeiro", "anfitrião"])),
	...rows("pt", "host", ["na máquina hospedeira", "na máquina host"]),
	...rows("pt", "container", each(["no", "dentro do", "de dentro do", "neste", "dentro deste"], portugueseContainers)),
];

/** What a sentence says about where the next commands run. */
export interface FoundCue {
	language: string;
	place: PlaceKind;
	/** The container that it names, or null. */
	container: string | null;
	/** Whether the name is a plain word, which could as well be another one: "In the running container:". */
	plain: boolean;
}

/** Words that may come before a cue without changing it. */
const openers =
	"(?:(?:now|then|next|finally|back|and|first|ahora|luego|después|finalmente|y|primero|agora|depois|em seguida|e|primeiro),? )*";

/** A name in a cue: in backticks, in brackets, or a plain word, but not one of those that follow a cue as well. */
const quotedName = "`[^`]+`|\\[[^\\]]+\\]";
const noNames =
	"the|an?|this|your|our|now|again|itself|run|type|do|execute|enter|ahora|mismo|ejecute|ejecuta|ejecutar|escriba|teclee|agora|rode|digite";
const plainName = `(?!(?:${noNames})\\b)[a-z0-9][a-z0-9-]*`;

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/** A cue's words as a pattern whose group is the name. A plain word is a name only where nothing but punctuation follows. */
function pattern(cue: Cue): string {
	const words = fold(cue.words.toLowerCase()).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
	const name = `(?<name>${quotedName}|${plainName})`;
	if (words.includes("{name}")) return words.replace("{name}", name);
	if (cue.place === "host") return words;
	return `${words}(?: (?:llamado |called |named |chamado )?(?<name>${quotedName}|${plainName}(?=[:.,]|$)))?`;
}

interface CompiledCue {
	cue: Cue;
	/** Strongest first: begins with the words, ends with them. */
	beforeColon: RegExp[];
	alone: RegExp;
}

const compiledTables = new WeakMap<Cue[], CompiledCue[]>();

/** A table as patterns, the longest words first; made once a table. */
function compile(table: Cue[]): CompiledCue[] {
	const known = compiledTables.get(table);
	if (known) return known;
	const compiled = [...table]
		.sort((a, b) => b.words.length - a.words.length)
		.map((cue) => {
			const words = pattern(cue);
			return {
				cue,
				beforeColon: [new RegExp(`^${openers}${words}(?:[ ,:].*)?:$`, "u"), new RegExp(`[ ,(]${words}:$`, "u")],
				alone: new RegExp(`^${openers}${words}[.]?$`, "u"),
			};
		});
	compiledTables.set(table, compiled);
	return compiled;
}

/**
 * Finds the cue in a sentence, or null.
 *
 * A sentence is a cue where it is nothing but the cue's words, alone in its paragraph ("En el container", "On the host."),
 * or where it ends with a colon and either begins with them ("On the host, run:") or ends with them ("Run this on the
 * host:"). Those that it begins with are stronger. `text` has its inline code in backticks.
 */
export function findCue(text: string, alone: boolean, table: Cue[] = cues): FoundCue | null {
	const sentence = fold(text).toLowerCase();
	const colon = sentence.endsWith(":");
	if (!colon && !alone) return null;
	const compiled = compile(table);
	for (const strength of colon ? [0, 1] : [-1]) {
		for (const row of compiled) {
			const match = (strength < 0 ? row.alone : row.beforeColon[strength])?.exec(sentence);
			if (!match) continue;
			const name = match.groups?.name;
			const container = name === undefined ? null : asWritten(text, name);
			const plain = name !== undefined && !/^[`[]/.test(name);
			return { language: row.cue.language, place: row.cue.place, container, plain };
		}
	}
	return null;
}

/** A name with the letters that the sentence has it in, without backticks. */
function asWritten(text: string, name: string): string {
	const at = text.toLowerCase().indexOf(name);
	return (at < 0 ? name : text.slice(at, at + name.length)).replace(/^`|`$/g, "");
}
