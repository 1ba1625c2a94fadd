import type { Element, ElementContent, Root as HastRoot } from "hast";
import { h } from "hastscript";
import type { BlockContent, Code, Nodes, Parents } from "mdast";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema, type Options as Schema } from "rehype-sanitize";
import rehypeSlug from "rehype-slug";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import type { MarkdownSource } from "../../markdown/source-tree.js";
import { type Note, notesByRange } from "../notes.js";
import { stepShape } from "../verdicts.js";

/** Renders the notes, and the box at the head of the page. */
interface NoteRenderer {
	head: Element;
	notes: (notes: readonly Note[]) => ElementContent[];
}

/** Renders the document as sanitised HTML, with the head after its title and each note after its block. */
export function documentTree(
	source: MarkdownSource,
	notes: readonly Note[],
	{ head, notes: render }: NoteRenderer,
): HastRoot {
	const places = placesIn(source);
	const ranges = places.map(({ node }) => ({
		start: node.position?.start.line ?? 0,
		end: node.position?.end.line ?? 0,
	}));
	const byPlace = notesByRange(notes, ranges);
	for (const [index, { node }] of places.entries()) {
		if (node.type === "code") markLines(node, byPlace[index] ?? [], source.text);
	}
	for (const [index, { node, parent }] of [...places.entries()].reverse()) {
		if ((byPlace[index] ?? []).length === 0) continue;
		const slot = slotFor(String(index));
		if (node.type === "listItem") node.children.push(slot);
		else insertAfter(parent.children, node, slot);
	}
	const title = source.tree.children.slice(0, 2).findIndex((node) => node.type === "heading" && node.depth === 1);
	const front = source.tree.children[0]?.type === "yaml" ? 0 : -1;
	source.tree.children.splice((title === -1 ? front : title) + 1, 0, slotFor("head"));
	const tree = harmless(source);
	fill(tree, (slot) => (slot === "head" ? [head] : render(byPlace[Number(slot)] ?? [])));
	showMarks(tree);
	return tree;
}

interface NotePlace {
	node: Nodes;
	parent: Parents;
}

/** Every block that a note can follow. The document's own HTML is none. */
function placesIn({ tree }: MarkdownSource): NotePlace[] {
	const places: NotePlace[] = [];
	visit(tree, (node, _index, parent) => {
		if (parent === undefined) return undefined;
		if (node.type === "listItem" || node.type === "code" || node.type === "heading" || node.type === "table") {
			places.push({ node, parent });
		}
		if (node.type === "paragraph" && parent.type !== "listItem") places.push({ node, parent });
		return node.type === "table" ? SKIP : undefined;
	});
	return places;
}

function insertAfter(siblings: Nodes[], node: Nodes, slot: Nodes): void {
	siblings.splice(siblings.indexOf(node) + 1, 0, slot);
}

/** A placeholder for a note: an element that the sanitiser keeps, and that is replaced afterwards. */
function slotFor(slot: string): BlockContent {
	return { type: "blockquote", children: [], data: { hName: "div", hProperties: { dataNote: slot } } };
}

/** Stores the verdicts of each line of a code block on the block. */
function markLines(node: Code, notes: readonly Note[], text: string): void {
	const start = node.position?.start;
	if (start === undefined) return;
	const fenced = /^(?:```|~~~)/.test(text.slice(start.offset ?? 0));
	const marks = node.value.split("\n").map((_, index) => {
		const line = start.line + index + (fenced ? 1 : 0);
		return notes.flatMap((note) => {
			if (note.kind !== "step" || note.line !== line) return [];
			const { verdict, declared } = note.note.step;
			return [verdict === declared ? stepShape[verdict] : "✗"];
		});
	});
	if (marks.some((line) => line.length > 0)) {
		node.data = { ...node.data, hProperties: { dataMarks: marks.map((line) => line.join("")).join(",") } };
	}
}

const allowed = defaultSchema.attributes ?? {};
const schema: Schema = {
	...defaultSchema,
	clobber: [],
	attributes: {
		...allowed,
		div: [...(allowed.div ?? []), "dataNote"],
		code: [...(allowed.code ?? []), "dataMarks"],
	},
};

function harmless({ tree }: MarkdownSource): HastRoot {
	const processor = unified()
		.use(remarkRehype, { allowDangerousHtml: true })
		.use(rehypeRaw)
		.use(rehypeSanitize, schema)
		.use(rehypeSlug, { prefix: "sec-" });
	const made = processor.runSync(tree);
	visit(made, "element", (node, index, parent) => {
		if (node.tagName === "pre") node.properties.tabIndex = 0;
		if (node.tagName === "img" && parent && index !== undefined) parent.children[index] = linkToImage(node);
	});
	return made;
}

/** Replaces an image by a link to it: the page loads nothing from the network. */
function linkToImage({ properties }: Element): Element {
	const { src, alt } = properties;
	return h("a", { href: String(src ?? ""), class: "image" }, String(alt ?? "") || String(src ?? ""));
}

function fill(tree: HastRoot, contentOf: (slot: string) => ElementContent[]): void {
	visit(tree, "element", (node, index, parent) => {
		const slot = node.properties.dataNote;
		if (slot === undefined || parent === undefined || index === undefined) return undefined;
		const content = contentOf(String(slot));
		parent.children.splice(index, 1, ...content);
		return [SKIP, index + content.length];
	});
}

/** Shows each line's verdicts beside it, as an attribute: copying the block does not copy them. */
function showMarks(tree: HastRoot): void {
	visit(tree, "element", (node) => {
		const marks = node.properties.dataMarks;
		if (marks === undefined) return;
		delete node.properties.dataMarks;
		const byLine = String(marks).split(",");
		const [text] = node.children;
		if (text?.type !== "text") return;
		const lines = text.value.replace(/\n$/, "").split("\n");
		node.children = lines.map((line, index) =>
			h("span", { class: "line", dataMark: byLine[index] || undefined }, `${line}\n`),
		);
	});
}
