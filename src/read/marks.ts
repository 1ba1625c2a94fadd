import type { Comparison } from "../model/script.js";
import {
	type ExpectationKind,
	expectationKinds,
	longestSeconds,
	type PlaceKind,
	type VolatileName,
	volatileNames,
} from "../model/words.js";

/** What an HTML comment says about the block after it. */
export type Mark =
	| { kind: "place"; place: PlaceKind; container: string | null; machine?: string | null }
	| { kind: "typed"; typed: boolean }
	| { kind: "skip"; because: string }
	| { kind: "fails"; pattern: string; flags: string }
	| { kind: "timeout"; seconds: number }
	| { kind: "expect"; comparison: Comparison }
	/** Nobody writes these: the statement stands in a session above the first prompt; its block does not parse. */
	| { kind: "unprompted" }
	| { kind: "unparsed"; error: string };

/** The marks as they are written, for those who mistype one. */
export const knownMarks =
	"host, container NAME, elsewhere NAME, typed, not typed, skip because …, fails /…/, timeout 60s (24h at most), expect glob, pid, ip";

const kinds: readonly string[] = expectationKinds;
const volatile: readonly string[] = volatileNames;

const units: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Reads the words after `charla:`; null where they are no mark. */
export function parseMark(text: string): Mark | null {
	const words = text.trim();
	if (words === "host") return { kind: "place", place: "host", container: null };
	const container = /^container(?:\s+(\S+|\[[^\]]+\]))?$/.exec(words);
	if (container) return { kind: "place", place: "container", container: container[1] ?? null };
	const elsewhere = /^elsewhere(?:\s+(\S+))?$/.exec(words);
	if (elsewhere) return { kind: "place", place: "elsewhere", container: null, machine: elsewhere[1] ?? null };
	const typed = /^(not\s+)?typed$/.exec(words);
	if (typed) return { kind: "typed", typed: typed[1] === undefined };
	const skip = /^skip\s+because\s+(.+)$/s.exec(words);
	if (skip?.[1]) return { kind: "skip", because: skip[1].replace(/\s+/g, " ") };
	const fails = /^fails(?:\s+\/(.+)\/([imsu]*))?$/.exec(words);
	if (fails) return isPattern(fails[1] ?? "", fails[2] ?? "") ? failing(fails[1], fails[2]) : null;
	const timeout = /^timeout\s+(\d+)\s*([smh]?)$/.exec(words);
	if (timeout) {
		const seconds = Number(timeout[1]) * (units[timeout[2] ?? ""] ?? 1);
		return seconds > 0 && seconds <= longestSeconds ? { kind: "timeout", seconds } : null;
	}
	const expect = /^expect\s+(.+)$/s.exec(words);
	return expect?.[1] ? comparing(expect[1].split(/[\s,]+/)) : null;
}

/** `glob`, `glob, pid, ip`, `pid`: a kind and what to ignore, in any order. */
function comparing(words: string[]): Mark | null {
	const comparison: Comparison = { kind: "exact", ignoring: [] };
	for (const word of words) {
		if (isKind(word)) comparison.kind = word;
		else if (isVolatile(word)) comparison.ignoring.push(word);
		else return null;
	}
	return { kind: "expect", comparison };
}

const isKind = (word: string): word is ExpectationKind => kinds.includes(word);
const isVolatile = (word: string): word is VolatileName => volatile.includes(word);

const failing = (pattern = "", flags = ""): Mark => ({ kind: "fails", pattern, flags });

/** Whether a regular expression is one. */
export function isPattern(pattern: string, flags = ""): boolean {
	try {
		new RegExp(pattern, flags);
		return true;
	} catch {
		return false;
	}
}

/** The texts of the `<!-- charla: … -->` comments in a piece of HTML, with their offsets in it. */
export function marksIn(html: string): { text: string; start: number; end: number }[] {
	return [...html.matchAll(/<!--\s*charla\s*:\s*(.*?)\s*-->/gis)].map((match) => ({
		text: match[1] ?? "",
		start: match.index,
		end: match.index + match[0].length,
	}));
}
