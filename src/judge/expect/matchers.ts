import type { ExpectationKind } from "../../model.js";
import type { LineMatcher } from "./lines.js";

/** How a shown line is compared with a printed one, by kind. JSON is not compared by lines. */
export const lineMatchers: Record<Exclude<ExpectationKind, "json">, LineMatcher> = {
	exact: (shown, printed) => shown === printed,
	glob: (shown, printed) => shown === printed || globPattern(shown).test(printed),
	regex: (shown, printed) => shown === printed || (linePattern(shown)?.test(printed) ?? false),
};

const patterns = new Map<string, RegExp>();

/** `*` any characters, `?` one; a backslash takes the meaning from either. */
function globPattern(glob: string): RegExp {
	const known = patterns.get(glob);
	if (known) return known;
	const source = glob.replace(/\\[*?\\]|[\s\S]/g, (part) => {
		if (part === "*") return ".*";
		if (part === "?") return ".";
		return (part.length === 2 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	});
	const pattern = new RegExp(`^${source}$`, "su");
	patterns.set(glob, pattern);
	return pattern;
}

function linePattern(source: string): RegExp | null {
	try {
		return new RegExp(`^(?:${source})$`);
	} catch {
		return null;
	}
}
