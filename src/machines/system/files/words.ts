import type { Word, WordPart } from "unbash";
import { holes } from "./holes.js";

/** What a variable may be when a statement runs; a hole where that is not known. */
export type Values = (name: string) => Promise<readonly string[]>;

/** A word that may be more than this many texts is one that is not known. */
const MOST_TEXTS = 64;

/** The texts that a word of a shell's may be, with holes for what is known only when it runs. */
export async function textsOf(word: Word, values: Values): Promise<string[]> {
	if (word.parts === undefined) return word.text.startsWith("~") ? withHome(word.value, values) : [word.value];
	const first = word.parts[0];
	let texts = [""];
	for (const part of word.parts) {
		const may =
			part === first && part.type === "Literal" && part.value.startsWith("~")
				? await withHome(part.value, values)
				: await mayBe(part, values, false);
		texts = texts.flatMap((text) => may.map((each) => text + each));
		if (texts.length > MOST_TEXTS) return [holes.unknown];
	}
	return [...new Set(texts)];
}

async function mayBe(part: WordPart, values: Values, quoted: boolean): Promise<readonly string[]> {
	switch (part.type) {
		case "Literal":
		case "SingleQuoted":
		case "AnsiCQuoted":
			return [part.value];
		case "DoubleQuoted":
		case "LocaleString": {
			let texts = [""];
			for (const child of part.parts) {
				const may = await mayBe(child, values, true);
				texts = texts.flatMap((text) => may.map((each) => text + each));
				if (texts.length > MOST_TEXTS) return [holes.unknown];
			}
			return texts;
		}
		case "Glob":
			return [part.kind === "star" ? holes.any : holes.one];
		case "ExtendedGlob":
			return [holes.any];
		case "BraceExpansion":
			return braces(part.text);
		case "SimpleExpansion": {
			const name = part.text.slice(1);
			return /^[A-Za-z_]\w*$/.test(name) ? split(await values(name), quoted) : [holes.unknown];
		}
		case "ParameterExpansion": {
			const plain = part.prefix === undefined && part.index === undefined && part.operation === undefined;
			const isName = /^[A-Za-z_]\w*$/.test(part.parameter);
			return plain && isName ? split(await values(part.parameter), quoted) : [holes.unknown];
		}
		default:
			return [holes.unknown];
	}
}

/** Values where no quotes keep them together: each of their words, and the globs among them. */
function split(values: readonly string[], quoted: boolean): string[] {
	if (quoted) return [...values];
	return values.flatMap((value) => {
		const words = value.split(/\s+/).filter(Boolean);
		const all = words.length > 1 ? [value, ...words] : [value];
		return all.map((one) => one.replaceAll("*", holes.any).replaceAll("?", holes.one));
	});
}

async function withHome(text: string, values: Values): Promise<string[]> {
	const [name = "", ...rest] = text.split("/");
	const below = rest.length === 0 ? "" : `/${rest.join("/")}`;
	return name === "~" ? (await values("HOME")).map((home) => home + below) : [holes.unknown + below];
}

/** `{a,b}` and `{1..3}`. */
function braces(text: string): string[] {
	const inner = text.slice(1, -1);
	if (/[{}$`"'\\]/.test(inner)) return [holes.unknown];
	if (inner.includes(",")) return inner.split(",");
	const range = /^(\d+)\.\.(\d+)$/.exec(inner);
	if (range === null) return [holes.unknown];
	const [from, to] = [Number(range[1]), Number(range[2])];
	const count = Math.abs(to - from) + 1;
	if (count > MOST_TEXTS) return [holes.unknown];
	return Array.from({ length: count }, (_, index) => String(from < to ? from + index : from - index));
}
