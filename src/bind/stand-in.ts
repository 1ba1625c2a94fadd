import { effects } from "../engines/effects.js";
import type { Adaptation } from "../model/plan.js";
import type { EngineCall, Statement } from "../model/script.js";

/** The public image servers that clients know from the start. */
const publicImage = /^(ubuntu|ubuntu-daily|ubuntu-minimal|ubuntu-minimal-daily|images):(.+)$/;

/** What clients say where such a server cannot be reached, or has not got the image for them (any more). */
const outOfReach =
	"no such host|name resolution|connection refused|no route to host|network is unreachable|i/o timeout|deadline exceeded|" +
	"TLS handshake|server misbehaving|couldn't be found|not found|40[134]|certificate";

/** The same command with the machine's own image, for where the written one reaches no image server. */
export function standIn({ text, engine }: Statement, bound: string): Adaptation | null {
	const call = engine.find((one) => imageOf(one) !== null);
	const image = call && imageOf(call);
	if (!call || !image || !text.includes(image)) return null;
	const command = creates(call) ? bound.replace(image, aliasOf(image)) : aliased(call, image);
	if (command === null) return null;
	return {
		command,
		expects: { output: outOfReach, flags: "i" },
		because: { code: "image-stand-in", image },
		since: "",
		standIn: true,
	};
}

/** The aliases that a copy would have, for the machine's own image: an engine copies no image to itself. */
function aliased({ client, words }: EngineCall, image: string): string | null {
	const aliases = words.flatMap(
		(word, at) => /^--alias=(.+)$/.exec(word)?.[1] ?? (word === "--alias" ? (words[at + 1] ?? []) : []),
	);
	if (aliases.length === 0 || aliases.some((alias) => !/^[\w./-]+$/.test(alias))) return null;
	const fingerprint = `$(${client} image list --format csv --columns F ${aliasOf(image)})`;
	return aliases.map((alias) => `${client} image alias create ${alias} "${fingerprint}"`).join(" && ");
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

const copies = ({ words }: EngineCall): boolean =>
	words[0] === "image" && ["copy", "cp"].includes(words[1] ?? "") && words.includes("local:");

function imageOf(call: EngineCall): string | null {
	return creates(call) || copies(call) ? (call.words.find((word) => publicImage.test(word)) ?? null) : null;
}

const aliasOf = (image: string): string => image.replace(":", "/");
