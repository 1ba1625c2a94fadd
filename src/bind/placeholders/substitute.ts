import type { PlaceholderUse } from "../../model/script.js";

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

/** A companion's own text with the placeholders that have a value replaced, wherever they stand in brackets of some kind. */
export function substituteNames(text: string, lookUp: (name: string) => string | undefined): string {
	return text.replace(inBrackets, (whole, square?: string, curly?: string, angle?: string) => {
		return lookUp(square ?? curly ?? angle ?? "") ?? whole;
	});
}

const inBrackets = /\[([^[\]]+)\]|\{\{ *([^{}]+?) *\}\}|<([A-Za-z][\w .-]*)>/g;

/** The name in a word that consists of one placeholder. */
export function nameOf(word: string): string | null {
	const match = new RegExp(`^(?:${inBrackets.source})$`).exec(word);
	return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}
