import type { Code, InlineCode, Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { isFenced } from "../markdown/code-lines.js";
import { innerTree } from "../markdown/nested.js";
import type { Source } from "../markdown/source.js";

/** What a document consists of, for a reader who types: in the order in which it stands. */
export type Part =
	| { type: "heading"; text: string; path: string[] }
	| { type: "prose"; nodes: PhrasingContent[]; path: string[] }
	| { type: "code"; node: Code; kind: "fenced" | "indented"; path: string[] }
	| { type: "inline"; node: InlineCode; path: string[] }
	| { type: "html"; value: string; start: number };

/** Whether a line of prose is a cue, for the inline code on the line after it. */
export type IsCue = (nodes: PhrasingContent[]) => boolean;

/** Lays a Markdown tree out into its parts. */
export function partsOf(tree: Root, source: Source, isCue: IsCue): Part[] {
	const parts: Part[] = [];
	const visit = (node: Nodes, headings: { depth: number; text: string }[], parents: Nodes[]): void => {
		const path = headings.map((heading) => heading.text);
		const inner = innerTree(node, parents[0], source);
		if (inner !== null) {
			visit(inner, [...headings], parents);
			return;
		}
		switch (node.type) {
			case "heading": {
				while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
				headings.push({ depth: node.depth, text: textOf(node).replace(/\s+/g, " ").trim() });
				parts.push({ type: "heading", text: textOf(node), path: headings.map((heading) => heading.text) });
				parts.push(...htmlIn(node.children, source));
				return;
			}
			case "code":
				parts.push({ type: "code", node, kind: isFenced(source, node) ? "fenced" : "indented", path });
				return;
			case "html":
				parts.push(...htmlIn([node], source));
				return;
			case "paragraph":
				parts.push(...paragraphParts(node, source, path, isCue, isBullet(node, parents)));
				return;
			case "tableCell":
				parts.push({ type: "prose", nodes: node.children, path }, ...htmlIn(node.children, source));
				return;
			case "root":
				for (const child of node.children) visit(child, headings, [node, ...parents]);
				return;
			default:
				// A heading inside a quote or a list is a heading for what is in there with it.
				if ("children" in node) {
					const inner = [...headings];
					for (const child of node.children) visit(child, inner, [node, ...parents]);
				}
		}
	};
	visit(tree, [], []);
	return parts;
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
function paragraphParts(node: Paragraph, source: Source, path: string[], isCue: IsCue, bullet: boolean): Part[] {
	const html = htmlIn(node.children, source);
	const prose: Part[] = [{ type: "prose", nodes: node.children, path }, ...html];
	if (!node.children.some((child) => child.type === "inlineCode")) return prose;

	const lines = linesOf(node.children, source).filter((line) => line.length > 0);
	const codes = lines.map(onlyCode);
	if (codes.every((code) => code !== null)) {
		return bullet ? prose : [...codes.flat().map((code): Part => ({ type: "inline", node: code, path })), ...html];
	}
	const parts: Part[] = [];
	let words: Line = [];
	let ready = false;
	for (const [index, line] of lines.entries()) {
		const code = codes[index];
		if (code) {
			if (!ready && !isCue(words)) return prose;
			if (!ready) parts.push({ type: "prose", nodes: words, path });
			parts.push(...code.map((inline): Part => ({ type: "inline", node: inline, path })));
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
