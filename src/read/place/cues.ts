import type { Cue } from "../../model/cue.js";
import type { PlaceKind } from "../../model/words.js";

const rows = (language: string, place: PlaceKind, words: string[]): Cue[] =>
	words.map((phrase) => ({ language, place, words: phrase }));

/** `a × b`: every first with every second. */
const each = (firsts: string[], seconds: string[]): string[] =>
	firsts.flatMap((first) => seconds.map((second) => `${first} ${second}`));

const spanishContainers = ["contenedor", "container"];
const portugueseContainers = ["contêiner", "container", "contentor"];

const englishMachines = [
	"client",
	"client machine",
	"client computer",
	"remote machine",
	"remote server",
	"remote host",
	"worker",
	"worker node",
	"target machine",
	"target server",
	"target cluster",
	"second machine",
	"second server",
	"second node",
	"other machine",
	"other server",
	"other node",
];
const englishOthers = ["machines", "servers", "nodes", "workers", "worker nodes", "cluster members", "clients"];
const spanishMachines = [
	"cliente",
	"equipo cliente",
	"equipo remoto",
	"servidor remoto",
	"otro equipo",
	"otro servidor",
	"otro nodo",
	"nodo trabajador",
	"segundo servidor",
	"segundo nodo",
	"servidor de destino",
];
const spanishOthers = ["servidores", "nodos", "equipos", "clientes", "máquinas"];
const portugueseMachines = [
	"cliente",
	"máquina cliente",
	"servidor remoto",
	"máquina remota",
	"outro servidor",
	"outro nó",
	"segundo servidor",
];
const portugueseOthers = ["servidores", "nós", "clientes", "máquinas"];

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
	...rows("en", "elsewhere", each(["on the", "on a", "from the", "on your", "on each", "on every"], englishMachines)),
	...rows(
		"en",
		"elsewhere",
		each(["on all the other", "on all other", "on the other", "on all", "on each of the", "on both"], englishOthers),
	),
	...rows("es", "elsewhere", each(["en el", "desde el", "en tu", "en su", "en cada", "en un"], spanishMachines)),
	...rows(
		"es",
		"elsewhere",
		each(
			["en los otros", "en los demás", "en todos los", "en las otras", "en las demás", "en todas las"],
			spanishOthers,
		),
	),
	...rows("pt", "elsewhere", each(["no", "na", "em cada", "a partir do"], portugueseMachines)),
	...rows(
		"pt",
		"elsewhere",
		each(["nos outros", "nos demais", "em todos os", "nas outras", "em todas as"], portugueseOthers),
	),
	...rows("en", "elsewhere", [
		"on {name}",
		"on node {name}",
		"on the {name} machine",
		"on the {name} node",
		"on the {name} server",
	]),
	...rows("es", "elsewhere", ["en {name}", "en el nodo {name}", "en la máquina {name}", "en el servidor {name}"]),
	...rows("pt", "elsewhere", ["em {name}", "no nó {name}", "na máquina {name}", "no servidor {name}"]),
];

/** Words for the machine in front of the reader. In a guide to a server that is another one than the guide's. */
const atHand: [string, string[]][] = [
	[
		"en",
		each(
			["on your", "from your"],
			["local machine", "local computer", "own computer", "local system", "laptop", "workstation"],
		),
	],
	[
		"es",
		each(
			["en tu", "en su", "desde tu", "desde su"],
			[
				"computadora local",
				"ordenador local",
				"equipo local",
				"máquina local",
				"propia computadora",
				"propio ordenador",
			],
		),
	],
	[
		"pt",
		each(
			["no seu", "na sua", "em sua", "a partir do seu"],
			["computador local", "máquina local", "próprio computador"],
		),
	],
];

/** The cues for the machine in front of the reader: elsewhere in a guide to a server, the host in all others. */
export function cuesAtHand(place: PlaceKind): Cue[] {
	return atHand.flatMap(([language, words]) => rows(language, place, words));
}

/** What a sentence says about where the next commands run. */
export interface FoundCue {
	language: string;
	place: PlaceKind;
	/** The container, or the machine elsewhere, that it names; null where it names none. */
	container: string | null;
	/** Whether it announces what comes right after it; else it only sends its reader there. */
	announces: boolean;
	/** It is said of the whole document. */
	lasting?: true;
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

/** A machine that is one of several: `worker1`, `node-2`; not a version of something. */
const numberedName =
	"(?<name>`[a-z][\\w.-]*\\d`|(?!(?:ubuntu|debian|fedora|centos|rhel|rocky|alma|el|python|php|java|ipv|port|step|version|v)-?\\d)[a-z][a-z-]*\\d+)";

/** What tells a reader to go to a machine, or to make sure to be at it; the machine comes later in the sentence. */
const goes = "(?:(?:make sure|ensure|be sure|asegurate|asegurese|certifique-se)\\b.*?)";

/** `The commands in this lab must be run on each node`: said of all that is typed. */
const everyCommand =
	/^(?:all )?(?:the |(?<es>todos los |los ))?(?:commands|steps|comandos|pasos) (?:in|of|de|en) (?:this|este|esta) (?:lab|guide|tutorial|page|document|guia|laboratorio|pagina) (?:must|should|have to|need to|are|deben|se) (?:be )?(?:run|executed|typed|ejecutar(?:se)?|ejecutan) (?:on|en) (?<where>(?:each|every|all|cada|todos|todas)\b[^:.,;]*)/;

/** A sentence that ends with a place directs its reader there only if it is short or speaks of typing: not `… will change in the container:`. */
const directs =
	/^(?:\S+ ){0,9}\S+$|\b(?:run|runs|running|execut\w*|type|typed?|typing|enter|commands?|ejecut\w*|escrib\w*|tecle\w*|comandos?|corr(?:e|a|er|emos)|lanz\w+|rod[ea]\w*|digit\w+)\b/;

/** `Run the same commands as you did on the host`: there something was done before. */
const compares = /\b(?:same|mism[oa]s?|mesm[oa]s?)\b.*\b(?:as|that|que)\b[^,;]*$|\b(?:as|than) (?:you|we) \w+$/;

/** What is typed, right before the machine: not `Run this to make a network on all nodes:`. */
const typedThere =
	"\\b(?:commands?|this|these|it|them|following|steps|run|comandos?|esto|siguientes?|isto|seguintes?) ";

/** `Log on to each machine via SSH`: a reader goes to machines that are not the one here. */
const logsOn =
	/^(?:log ?(?:on|in) ?to|connect to|ssh (?:in)?to|conectate a|conectese a|inicia sesion en|acceda a|conecte-se a|acesse) (?:each|every|all|the other|the remote|the second|another|cada|todos|todas|los demas|las demas|otro|otra|outro|outra|os outros)\b[^.]*?(?=[.,:;]|$)/;

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

/** A cue's words as a pattern whose group is the name. A plain word is a name only where nothing but punctuation follows. */
function pattern(cue: Cue): string {
	const words = fold(cue.words.toLowerCase()).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
	const name = `(?<name>${quotedName}|${plainName})`;
	if (words.includes("{name}")) return words.replace("{name}", cue.place === "elsewhere" ? numberedName : name);
	if (cue.place === "host") return words;
	if (cue.place === "elsewhere") return words.replace(/^(a partir d[oa]|\S+) (.*)$/, "$1 (?<name>$2)");
	return `${words}(?: (?:llamado |called |named |chamado )?(?<name>${quotedName}|${plainName}(?=[:.,]|$)))?`;
}

interface CompiledCue {
	cue: Cue;
	/** Words that a sentence has in any case. */
	literal: string[];
	/** Strongest first: begins with the words, ends with them. */
	beforeColon: RegExp[];
	alone: RegExp;
	/** For a machine elsewhere: wherever in a sentence that sends the reader there. */
	sent: RegExp | null;
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
				literal: fold(cue.words.toLowerCase())
					.split(" {name}")
					.join("{name}")
					.split("{name}")
					.map((part) => part.trim()),
				beforeColon: [
					new RegExp(`^${openers}${words}(?:[ ,:].*)?:$`, "u"),
					new RegExp(`${cue.place === "elsewhere" ? typedThere : "[ ,(]"}${words}:$`, "u"),
				],
				alone: new RegExp(`^${openers}${words}[.]?$`, "u"),
				sent: cue.place === "elsewhere" ? new RegExp(`^${openers}${goes}\\b${words}\\b`, "u") : null,
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
	const colon = /:\s*$/.test(text);
	if (!colon && !alone && !/^[malecisbtp]/i.test(text)) return null;
	const sentence = fold(text).toLowerCase();
	if (
		!colon &&
		!alone &&
		!/^(?:make|ensure|be sure|aseg|certif|log|connect|ssh|conect|inicia|acceda|acesse|(?:all |the |todos |los )*(?:commands|steps|comandos|pasos) )/.test(
			sentence,
		)
	)
		return null;
	const compiled = compile(table).filter(({ literal }) => literal.every((part) => sentence.includes(part)));
	const there = sentTo(sentence, compiled);
	if (there) return there;
	if (!colon && !alone) return null;
	for (const strength of colon ? [0, 1] : [-1]) {
		for (const row of compiled) {
			const match = (strength < 0 ? row.alone : row.beforeColon[strength])?.exec(sentence);
			if (!match || (strength === 1 && (!directs.test(sentence) || compares.test(sentence.slice(0, match.index)))))
				continue;
			const name = match.groups?.name;
			const container = name === undefined ? null : asWritten(text, name);
			const plain = name !== undefined && !/^[`[]/.test(name);
			return { language: row.cue.language, place: row.cue.place, container, plain, announces: true };
		}
	}
	return null;
}

/** The machine that a sentence sends its reader to, or null. */
function sentTo(sentence: string, compiled: CompiledCue[]): FoundCue | null {
	const all = everyCommand.exec(sentence)?.groups;
	if (all)
		return {
			language: all.es ? "es" : "en",
			place: "elsewhere",
			container: all.where ?? null,
			plain: false,
			announces: true,
			lasting: true,
		};
	const language = /^(?:log|connect|ssh)/.test(sentence)
		? "en"
		: /^(?:conect[ea]t?e? |inicia|acceda)/.test(sentence)
			? "es"
			: "pt";
	const [going] = logsOn.exec(sentence) ?? [];
	if (going !== undefined)
		return { language, place: "elsewhere", container: null, plain: false, announces: sentence.endsWith(":") };
	if (!/^(?:make|ensure|be sure|aseg|certif)/.test(sentence)) return null;
	const row = compiled.find(({ sent }) => sent?.test(sentence));
	const announces = sentence.endsWith(":");
	return row ? { language: row.cue.language, place: "elsewhere", container: null, plain: false, announces } : null;
}

/** A name with the letters that the sentence has it in, without backticks. */
function asWritten(text: string, name: string): string {
	const at = text.toLowerCase().indexOf(name);
	return (at < 0 ? name : text.slice(at, at + name.length)).replace(/^`|`$/g, "");
}
