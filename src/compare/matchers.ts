import escapeStringRegexp from "escape-string-regexp";
import type { ExpectationKind } from "../model/words.js";
import { found } from "../text/pattern.js";
import type { LineMatcher } from "./lines.js";

/** How a shown line is compared with a printed one, by kind. JSON is not compared by lines. */
export const lineMatchers: Record<Exclude<ExpectationKind, "json">, LineMatcher> = {
	exact: (shown, printed) => shown === printed,
	glob: (shown, printed) => shown === printed || found(globPattern(shown), printed),
	regex: (shown, printed) => shown === printed || lineFound(shown, printed),
};

const patterns = new Map<string, RegExp>();

/** `*` any characters, `?` one; a backslash takes the meaning from either. */
function globPattern(glob: string): RegExp {
	const known = patterns.get(glob);
	if (known) return known;
	const source = glob.replace(/\\[*?\\]|[\s\S]/g, (part) => {
		if (part === "*") return ".*";
		if (part === "?") return ".";
		return escapeStringRegexp(part.length === 2 ? part.slice(1) : part);
	});
	const pattern = new RegExp(`^${source}$`, "su");
	patterns.set(glob, pattern);
	return pattern;
}

function lineFound(source: string, printed: string): boolean {
	try {
		return found(new RegExp(`^(?:${source})$`), printed);
	} catch {
		return false;
	}
}
