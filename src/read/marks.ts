import type { PlaceKind } from "../model.js";

/** What an HTML comment says about the block after it. */
export type Mark =
	| { kind: "place"; place: PlaceKind; container: string | null }
	| { kind: "skip"; because: string }
	| { kind: "fails"; pattern: string; flags: string }
	| { kind: "timeout"; seconds: number };

/** The marks as they are written, for those who mistype one. */
export const knownMarks = "host, container NAME, skip because …, fails /…/, timeout 60s";

const units: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Reads the words after `charla:`; null where they are no mark. */
export function parseMark(text: string): Mark | null {
	const words = text.trim();
	if (words === "host") return { kind: "place", place: "host", container: null };
	const container = /^container(?:\s+(\S+|\[[^\]]+\]))?$/.exec(words);
	if (container) return { kind: "place", place: "container", container: container[1] ?? null };
	const skip = /^skip\s+because\s+(.+)$/s.exec(words);
	if (skip?.[1]) return { kind: "skip", because: skip[1].replace(/\s+/g, " ") };
	const fails = /^fails(?:\s+\/(.+)\/([imsu]*))?$/.exec(words);
	if (fails) return isPattern(fails[1] ?? "", fails[2] ?? "") ? failing(fails[1], fails[2]) : null;
	const timeout = /^timeout\s+(\d+)\s*([smh]?)$/.exec(words);
	if (timeout) return { kind: "timeout", seconds: Number(timeout[1]) * (units[timeout[2] ?? ""] ?? 1) };
	return null;
}

const failing = (pattern = "", flags = ""): Mark => ({ kind: "fails", pattern, flags });

function isPattern(pattern: string, flags: string): boolean {
	try {
		new RegExp(pattern, flags);
		return true;
	} catch {
		return false;
	}
}

/** The texts of the `<!-- charla: … -->` comments in a piece of HTML, with their offsets in it. */
export function marksIn(html: string): { text: string; start: number; end: number }[] {
	return [...html.matchAll(/<!--\s*charla:\s*(.*?)\s*-->/gs)].map((match) => ({
		text: match[1] ?? "",
		start: match.index,
		end: match.index + match[0].length,
	}));
}
