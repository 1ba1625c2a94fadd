import { join } from "node:path";
import escapeStringRegexp from "escape-string-regexp";

/**
 * What a word leaves open until it runs, as characters that nobody types: a path with holes is a path otherwise.
 */
export const holes = {
	/** A glob's `*`: any characters in names that are there. */
	any: "\uE000",
	/** A glob's `?` or `[…]`: one character in names that are there. */
	one: "\uE001",
	/** What a command or a variable puts there, possibly a new name. */
	unknown: "\uE002",
} as const;

const hole = /[\uE000-\uE002]/;

/** Whether a text has holes. */
export function hasHoles(text: string): boolean {
	return hole.test(text);
}

/** Whether a name may come into being where a text has its holes: a glob only finds what is there. */
export function mayMake(text: string): boolean {
	return text.includes(holes.unknown);
}

/** Whether something of a name is known: `n?` as opposed to `?`. */
export function isPartlyKnown(name: string): boolean {
	return /[^\uE000-\uE002]/.test(name);
}

/** Whether a name of a path, holes in it, may be this one. */
export function fits(pattern: string, name: string): boolean {
	const source = escapeStringRegexp(pattern).replace(/[\uE000-\uE002]/g, (each) => {
		return each === holes.one ? "." : ".*";
	});
	return new RegExp(`^${source}$`, "su").test(name);
}

/** The folder above the first hole, and the names from there on. */
export function splitAtHole(path: string): { folder: string; names: string[] } {
	const names = path.split("/").slice(1);
	const first = names.findIndex(hasHoles);
	return { folder: `/${names.slice(0, first).join("/")}`, names: names.slice(first) };
}

/**
 * The paths that are there and that a path with holes may be.
 *
 * @param list the names in a folder
 * @param most no more than these
 */
export async function pathsThere(
	path: string,
	list: (folder: string) => Promise<readonly string[]>,
	most: number,
): Promise<string[]> {
	const { folder, names } = splitAtHole(path);
	let found = [folder];
	for (const name of names) {
		const next: string[] = [];
		for (const each of found) {
			const there = (await list(each)).filter((one) => fits(name, one));
			next.push(...there.map((one) => join(each, one)));
			if (next.length > most) return next.slice(0, most + 1);
		}
		found = next;
	}
	return found;
}
