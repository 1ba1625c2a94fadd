import { effects } from "../engine.js";
import type { Adaptation, EngineCall, Language, Statement } from "../model.js";

/** The public image servers that clients know from the start. */
const publicImage = /^(ubuntu|ubuntu-daily|ubuntu-minimal|ubuntu-minimal-daily|images):(.+)$/;

/** What clients say where such a server cannot be reached, or has not got the image for them (any more). */
const outOfReach =
	"no such host|name resolution|connection refused|no route to host|network is unreachable|i/o timeout|deadline exceeded|" +
	"TLS handshake|server misbehaving|couldn't be found|not found|40[134]|certificate";

const because: Record<Language, (image: string) => string> = {
	en: (image) => `no image server gave ${image} to this machine: its own image stands in for it`,
	es: (image) => `ningún servidor de imágenes dio ${image} a esta máquina: su propia imagen hace sus veces`,
};

/** The same command with the machine's own image, for where the written one reaches no image server. */
export function standIn({ text, engine }: Statement, bound: string, language: Language): Adaptation | null {
	const image = engine.map(imageOf).find((word) => word !== null);
	if (!image || !text.includes(image)) return null;
	return {
		command: bound.replace(image, aliasOf(image)),
		expects: { output: outOfReach, flags: "i" },
		because: because[language](image),
		since: "",
		standIn: true,
	};
}

/**
 * The aliases that the machine's own image needs for a document that says nothing of it: those of images that it uses and
 * never makes, and those that stand in for images of public servers.
 */
export function imagesNeeded(statements: readonly Statement[]): string[] {
	const made = new Set<string>();
	const needed = new Set<string>();
	for (const { engine } of statements) {
		for (const call of engine) {
			const { uses, defines } = effects(call);
			const images = uses.filter(({ kind, name }) => kind === "image" && /^[\w./-]+$/.test(name) && !made.has(name));
			for (const { name } of creates(call) ? images : []) needed.add(name);
			for (const { kind, name } of defines) if (kind === "image") made.add(name);
			const image = imageOf(call);
			if (image) needed.add(aliasOf(image));
		}
	}
	return [...needed];
}

const creates = ({ words }: EngineCall): boolean => ["launch", "init", "create"].includes(words[0] ?? "");

function imageOf(call: EngineCall): string | null {
	return creates(call) ? (call.words.find((word) => publicImage.test(word)) ?? null) : null;
}

const aliasOf = (image: string): string => image.replace(":", "/");
