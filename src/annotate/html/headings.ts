import type { Element, Root } from "hast";
import { toString as textOf } from "hast-util-to-string";
import { h } from "hastscript";
import { visit } from "unist-util-visit";

/** An entry of the table of contents. */
export interface Entry {
	id: string;
	text: string;
	level: number;
}

/**
 * Closes gaps between heading levels, which screen readers announce: a `####` right below a `##` becomes the third level.
 * @returns the entries of the table of contents
 */
export function levelHeadings(tree: Root): Entry[] {
	const entries: Entry[] = [];
	const open: number[] = [];
	visit(tree, "element", (node) => {
		const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
		if (depth === undefined) return;
		while ((open.at(-1) ?? 0) >= Number(depth)) open.pop();
		open.push(Number(depth));
		const level = open.length;
		node.tagName = `h${level}`;
		entries.push({ id: String(node.properties.id ?? ""), text: textOf(node), level });
	});
	return entries;
}

/** The table of contents as nested lists. */
export function contentsList(entries: readonly Entry[]): Element {
	const [first] = entries;
	const level = Math.min(...entries.map((entry) => entry.level));
	if (first === undefined) return h("ul");
	const items: Element[] = [];
	for (const [index, entry] of entries.entries()) {
		if (entry.level !== level) continue;
		const next = entries.findIndex((other, at) => at > index && other.level === level);
		const below = entries.slice(index + 1, next === -1 ? undefined : next);
		items.push(
			h("li", h("a", { href: `#${entry.id}` }, entry.text), ...(below.length > 0 ? [contentsList(below)] : [])),
		);
	}
	return h("ul", ...items);
}
