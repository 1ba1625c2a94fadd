import type { PlaceholderUse } from "../model.js";

/** A statement's text with its placeholders replaced; one without a value stays as it is. */
export function substitute(
	text: string,
	uses: readonly PlaceholderUse[],
	lookUp: (name: string) => string | undefined,
): string {
	let [bound, from] = ["", 0];
	for (const use of uses) {
		bound += text.slice(from, use.start) + (lookUp(use.name) ?? text.slice(use.start, use.end));
		from = use.end;
	}
	return bound + text.slice(from);
}

/** A companion's own text with the placeholders that have a value replaced, wherever they stand in brackets. */
export function substituteNames(text: string, lookUp: (name: string) => string | undefined): string {
	return text.replace(/\[([^[\]]+)\]/g, (whole, name: string) => lookUp(name) ?? whole);
}
