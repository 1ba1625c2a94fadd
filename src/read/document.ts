import type { Code, InlineCode, Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { isFenced } from "../markdown/code-lines.js";
import { innerTree } from "../markdown/nested.js";
import type { Source } from "../markdown/source.js";
import { type Tab, Tabs } from "../markdown/tabs.js";

/** Where a part stands: under which headings, in which tabs, in which list item. */
export interface Standing {
	path: string[];
	/** The tabs around it, outermost first. */
	tabs: readonly Tab[];
	/** The innermost list item around it, by a number of its own; null outside of lists. */
	item: number | null;
}

/** What a document consists of, for a reader who types: in the order in which it stands. */
export type Part =
	| ({ type: "heading"; text: string } & Standing)
	| ({ type: "prose"; nodes: PhrasingContent[] } & Standing)
	| ({ type: "code"; node: Code; kind: "fenced" | "indented" } & Standing)
	| ({ type: "inline"; node: InlineCode } & Standing)
	| { type: "html"; value: string; start: number }
	/** A list item ends. */
	| { type: "item-end"; item: number };

/** Whether a line of prose is a cue, for the inline code on the line after it. */
export type IsCue = (nodes: PhrasingContent[]) => boolean;

interface Heading {
	depth: number;
	text: string;
}

/** Lays a Markdown tree out into its parts. */
export function partsOf(tree: Root, source: Source, isCue: IsCue): Part[] {
	const layout = new Layout(source, isCue);
	layout.visit(tree, [], { parents: [], before: undefined }, { tabs: [], item: null });
	return layout.parts;
}

type Around = Omit<Standing, "path">;

/** A node's neighbours: what it stands in, innermost first, and what stands before it there. */
interface Neighbours {
	parents: Nodes[];
	before: Nodes | undefined;
}

/** Goes through a tree and lays out what it meets. */
class Layout {
	readonly parts: Part[] = [];
	readonly #source: Source;
	readonly #isCue: IsCue;
	#groups = 0;
	#items = 0;

	constructor(source: Source, isCue: IsCue) {
		this.#source = source;
		this.#isCue = isCue;
	}

	/** `headings` are those above the node, to which it may add. */
	visit(node: Nodes, headings: Heading[], { parents, before }: Neighbours, around: Around): void {
		const source = this.#source;
		const path = headings.map((heading) => heading.text);
		const inner = innerTree(node, before, source);
		if (inner !== null) {
			this.visit(inner, [...headings], { parents, before: undefined }, around);
			return;
		}
		switch (node.type) {
			case "heading": {
				while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
				headings.push({ depth: node.depth, text: textOf(node).replace(/\s+/g, " ").trim() });
				const text = textOf(node);
				this.parts.push({ type: "heading", text, path: headings.map((heading) => heading.text), ...around });
				this.parts.push(...htmlIn(node.children, source));
				return;
			}
			case "code":
				this.parts.push({ type: "code", node, kind: isFenced(source, node) ? "fenced" : "indented", path, ...around });
				return;
			case "html":
				this.parts.push(...htmlIn([node], source));
				return;
			case "paragraph":
				this.parts.push(...paragraphParts(node, source, { path, ...around }, this.#isCue, isBullet(node, parents)));
				return;
			case "tableCell":
				this.parts.push({ type: "prose", nodes: node.children, path, ...around }, ...htmlIn(node.children, source));
				return;
			case "listItem": {
				const item = ++this.#items;
				this.#children(node, [...headings], parents, { ...around, item });
				this.parts.push({ type: "item-end", item });
				return;
			}
			default:
				// A heading inside a quote or a list is a heading for what is in there with it.
				if ("children" in node) this.#children(node, node.type === "root" ? headings : [...headings], parents, around);
		}
	}

	#children(node: Nodes & { children: Nodes[] }, headings: Heading[], parents: Nodes[], around: Around): void {
		const tabs = new Tabs(() => ++this.#groups, this.#source);
		let before: Nodes | undefined;
		for (const child of node.children) {
			const tab = tabs.of(child);
			const here = tab === null ? around : { ...around, tabs: [...around.tabs, tab] };
			this.visit(child, headings, { parents: [node, ...parents.slice(0, 1)], before }, here);
			before = child;
		}
	}
}

function htmlIn(nodes: PhrasingContent[], source: Source): Part[] {
	return nodes.flatMap((node): Part[] =>
		node.type === "html"
			? [{ type: "html", value: node.value, start: (node.position?.start.offset ?? 0) + source.shift }]
			: [],
	);
}

/** `- \`src/\``: an entry of an enumeration, which is seldom a command. An entry of a numbered list is a step. */
function isBullet(node: Paragraph, [item, list]: Nodes[]): boolean {
	return item?.type === "listItem" && item.children[0] === node && list?.type === "list" && !list.ordered;
}

/** A line of a paragraph: its nodes, without line ends. */
type Line = PhrasingContent[];

/**
 * A paragraph is a block where it is nothing but inline code, each of them one. Where its lines are a cue and then lines of
 * nothing but inline code, the cue is prose and each code is a block. All else is prose, the code in it too.
 */
function paragraphParts(node: Paragraph, source: Source, at: Standing, isCue: IsCue, bullet: boolean): Part[] {
	const html = htmlIn(node.children, source);
	const prose: Part[] = [{ type: "prose", nodes: node.children, ...at }, ...html];
	if (!node.children.some((child) => child.type === "inlineCode")) return prose;

	const lines = linesOf(node.children, source).filter((line) => line.length > 0);
	const codes = lines.map(onlyCode);
	if (codes.every((code) => code !== null)) {
		return bullet ? prose : [...codes.flat().map((code): Part => ({ type: "inline", node: code, ...at })), ...html];
	}
	const parts: Part[] = [];
	let words: Line = [];
	let ready = false;
	for (const [index, line] of lines.entries()) {
		const code = codes[index];
		if (code) {
			if (!ready && !isCue(words)) return prose;
			if (!ready) parts.push({ type: "prose", nodes: words, ...at });
			parts.push(...code.map((inline): Part => ({ type: "inline", node: inline, ...at })));
			ready = true;
			words = [];
		} else {
			words = [...words, ...line];
			ready = false;
		}
	}
	return ready ? [...html, ...parts] : prose;
}

function onlyCode(line: Line): InlineCode[] | null {
	const words = line.filter((node) => !(node.type === "text" && node.value.trim() === ""));
	const codes = words.filter((node) => node.type === "inlineCode");
	return codes.length > 0 && codes.length === words.length ? codes : null;
}

/** Divides the content of a paragraph at its line ends; those inside marks (`**…**`) divide nothing. */
function linesOf(nodes: PhrasingContent[], source: Source): Line[] {
	const lines: Line[] = [[]];
	for (const node of nodes) {
		if (node.type === "break") lines.push([]);
		else if (node.type === "text" && /[\r\n]/.test(node.value)) lines.push(...textLines(node, source, lines));
		else lines.at(-1)?.push(node);
	}
	return lines;
}

type Text = Extract<PhrasingContent, { type: "text" }>;

/** Adds a text's first line to the line begun, and gives the others. */
function textLines(node: Text, source: Source, lines: Line[]): Line[] {
	const start = node.position?.start;
	if (!start || node.position === undefined) return [];
	const { end } = node.position;
	const values = node.value.split(/\r\n|\n|\r/);
	const pieces = values.map((value, index): Line => {
		const line = source.line(start.line + index);
		const from = index === 0 ? (start.offset ?? 0) : line.start - source.shift;
		const to = index === values.length - 1 ? (end.offset ?? 0) : line.end - source.shift;
		const text = source.text.slice(from + source.shift, to + source.shift);
		const margin = index === 0 ? 0 : (/^[ \t>]*/.exec(text)?.[0].length ?? 0);
		if (value === "") return [];
		const piece: Text = {
			type: "text",
			value,
			position: {
				start: { ...source.point(from + margin + source.shift), offset: from + margin },
				end: { ...source.point(to + source.shift), offset: to },
			},
		};
		return [piece];
	});
	lines.at(-1)?.push(...(pieces[0] ?? []));
	return pieces.slice(1);
}
