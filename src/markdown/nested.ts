import type { Code, Nodes, Paragraph, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { type CodeLine, codeLines } from "./code-lines.js";
import { holdsMarkdown, opensAdmonition, withoutOptions } from "./directives.js";
import { plain } from "./parser.js";
import type { Source } from "./source.js";

const fence = /^\s*(?:`{3}|~{3})/;

/**
 * The Markdown in what CommonMark takes for something else: its tree, with the places that it has in the whole document; null
 * where there is none. It is in a directive; in the indented block below the line that opens an admonition or a tab; in the
 * paragraph that begins with such a line and has a fence in it; in an indented block that begins with a fence.
 * `before` is the node before it under the same parent.
 */
export function innerTree(node: Nodes, before: Nodes | undefined, source: Source): Root | null {
	if (node.type === "code" && isMarkdown(node, before)) {
		return treeOf(withoutOptions(codeLines(source, node)), source);
	}
	return node.type === "paragraph" ? heldBy(node, source) : null;
}

function isMarkdown(node: Code, before: Nodes | undefined): boolean {
	if (holdsMarkdown(node.lang)) return true;
	if (node.lang) return false;
	if (fence.test(node.value)) return true;
	return before?.type === "paragraph" && opensAdmonition(textOf(before));
}

function heldBy({ position }: Paragraph, source: Source): Root | null {
	const [first, last] = [position?.start.line ?? 0, position?.end.line ?? 0];
	const opening = lineOf(first, source);
	if (!opensAdmonition(opening.text.trim()) && !/^:{3,}\s*\{?[\w-]/.test(opening.text)) return null;
	const rest = Array.from({ length: last - first }, (_, at) => lineOf(first + 1 + at, source));
	return rest.some(({ text }) => fence.test(text)) ? treeOf(rest, source) : null;
}

/** A line of the document without the indentation of an admonition's content. */
function lineOf(number: number, source: Source): CodeLine {
	const { start, end } = source.line(number);
	const text = source.text.slice(start, end);
	const indent = Math.min(4, /^[ \t]*/.exec(text)?.[0].length ?? 0);
	return { text: text.slice(indent), offset: start + indent };
}

/** The tree of lines of a document, with the places that they have in it. */
function treeOf(lines: readonly CodeLine[], source: Source): Root {
	const starts: number[] = [];
	let length = 0;
	for (const { text } of lines) {
		starts.push(length);
		length += text.length + 1;
	}
	/** Offsets of a tree do not count a byte order mark. */
	const moved = ({ offset = 0 }: Point): Point => {
		const at = lastAtMost(starts, offset);
		const point = source.point((lines[at]?.offset ?? 0) + offset - (starts[at] ?? 0));
		return { ...point, offset: point.offset - source.shift };
	};
	const tree = plain.parse(lines.map(({ text }) => text).join("\n"));
	visit(tree, (inner: Nodes) => {
		if (inner.position) inner.position = { start: moved(inner.position.start), end: moved(inner.position.end) };
	});
	return tree;
}

type Point = NonNullable<Nodes["position"]>["start"];

/** The index of the last number that is not greater, of numbers in ascending order. */
function lastAtMost(numbers: readonly number[], limit: number): number {
	let [low, high] = [0, numbers.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((numbers[middle] ?? 0) <= limit) low = middle;
		else high = middle - 1;
	}
	return low;
}
