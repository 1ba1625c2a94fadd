import type { Html, Literal, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { type MarkdownSource, parseMarkdown } from "../../markdown/source-tree.js";
import { html } from "./nodes.js";

/** A part of the document, byte for byte. */
interface Verbatim extends Literal {
	type: "verbatim";
}

declare module "mdast" {
	interface RootContentMap {
		verbatim: Verbatim;
	}
}

const opening = "<!-- charla-note -->";
const closing = "<!-- /charla-note -->";

/** Nodes to insert at an offset of the text: 0, or the end of a top-level node. */
export interface Insertion {
	offset: number;
	nodes: RootContent[];
}

/**
 * Inserts notes between the blocks of a document and serialises the result.
 *
 * The document's own blocks are copied byte for byte. Each note stands between two comments; `withoutNotes` removes the
 * comments with the note and gives the document back.
 */
export function assemble(source: MarkdownSource, insertions: readonly Insertion[]): string {
	const children: RootContent[] = [];
	let offset = 0;
	for (const insertion of [...insertions].sort((a, b) => a.offset - b.offset)) {
		if (insertion.nodes.length === 0) continue;
		if (insertion.offset > offset) children.push(...stretch(source.text.slice(offset, insertion.offset), children));
		offset = insertion.offset;
		children.push(html(opening), ...insertion.nodes, html(closing));
	}
	children.push(...stretch(source.text.slice(offset), children));
	return source.restore(stringify({ type: "root", children }));
}

/** Starts the part after a note on a new line. That line ending replaces the one that the part starts with. */
function stretch(text: string, before: readonly RootContent[]): Verbatim[] {
	if (text === "") return [];
	const value = before.length === 0 ? text : text.startsWith("\n") ? text.slice(1) : `\n${text}`;
	return [{ type: "verbatim", value }];
}

function stringify(tree: Root): string {
	return unified()
		.use(remarkGfm, { tablePipeAlign: false })
		.use(remarkStringify, {
			bullet: "-",
			handlers: { verbatim: (node: Verbatim) => node.value },
			join: [(_left, right) => (right.type === "verbatim" ? 0 : undefined)],
		})
		.stringify(tree);
}

/** Removes the notes: gives the document that a copy was made from. */
export function withoutNotes(annotated: string): string {
	const source = parseMarkdown(annotated);
	let text = source.text;
	for (const [start, end] of notesIn(source).reverse()) {
		text = start === 0 ? text.slice(end + 2) : text.slice(0, start - 2) + text.slice(end);
	}
	return source.restore(text);
}

/** Where the notes of an annotated document begin and end, by offset. */
export function notesIn({ tree }: MarkdownSource): [number, number][] {
	const notes: [number, number][] = [];
	let start: number | null = null;
	for (const node of tree.children) {
		if (isComment(node, opening)) start = node.position?.start.offset ?? null;
		if (isComment(node, closing) && start !== null) {
			notes.push([start, node.position?.end.offset ?? start]);
			start = null;
		}
	}
	return notes;
}

function isComment(node: RootContent, value: string): node is Html {
	return node.type === "html" && node.value === value;
}
