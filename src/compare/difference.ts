import { diffArrays } from "diff";
import { type LineMatcher, leavesOut } from "./lines.js";

/** Lines around a difference that are shown with it. */
const context = 2;
/** The longest difference that is shown, in lines. */
const longest = 40;

/** The lines that differ, with some context: `-` as the document shows them, `+` as they were printed. */
export function difference(shown: readonly string[], printed: readonly string[], matches: LineMatcher): string {
	const changes = diffArrays([...shown], [...printed], { comparator: matches });
	const lines = changes.flatMap(({ value, added, removed }) =>
		value.map((text) => ({ sign: added ? "+" : removed ? "-" : " ", text })),
	);
	const near = lines.map((_, at) => lines.slice(Math.max(0, at - context), at + context + 1).some(differs));
	const kept: string[] = [];
	for (const [at, line] of lines.entries()) {
		if (near[at]) kept.push(`${line.sign} ${line.text}`.trimEnd());
		else if (near[at - 1]) kept.push("  …");
	}
	if (kept.at(-1) === "  …") kept.pop();
	return kept.length > longest
		? [...kept.slice(0, longest), `  … +${kept.length - longest}`].join("\n")
		: kept.join("\n");
}

function differs({ sign, text }: { sign: string; text: string }): boolean {
	return sign !== " " && !(sign === "-" && leavesOut(text));
}
