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
 */
export function innerTree(node: Nodes, parent: Nodes | undefined, source: Source): Root | null {
	if (node.type === "code" && isMarkdown(node, parent)) {
		return treeOf(withoutOptions(codeLines(source, node)), source);
	}
	return node.type === "paragraph" ? heldBy(node, source) : null;
}

function isMarkdown(node: Code, parent: Nodes | undefined): boolean {
	if (holdsMarkdown(node.lang)) return true;
	if (node.lang || !parent || !("children" in parent)) return false;
	if (fence.test(node.value)) return true;
	const siblings: readonly Nodes[] = parent.children;
	const before = siblings[siblings.indexOf(node) - 1];
	return before?.type === "paragraph" && opensAdmonition(textOf(before));
}

function heldBy({ position }: Paragraph, source: Source): Root | null {
	const [first, last] = [position?.start.line ?? 0, position?.end.line ?? 0];
	const lines = Array.from({ length: last - first + 1 }, (_, at): CodeLine => {
		const { start, end } = source.line(first + at);
		const text = source.text.slice(start, end);
		const indent = Math.min(4, /^[ \t]*/.exec(text)?.[0].length ?? 0);
		return { text: text.slice(indent), offset: start + indent };
	});
	const [title, ...rest] = lines;
	const opens = title !== undefined && (opensAdmonition(title.text.trim()) || /^:{3,}\s*\{?[\w-]/.test(title.text));
	return opens && rest.some(({ text }) => fence.test(text)) ? treeOf(rest, source) : null;
}

/** The tree of lines of a document, with the places that they have in it. */
function treeOf(lines: readonly CodeLine[], source: Source): Root {
	const tree = plain.parse(lines.map(({ text }) => text).join("\n"));
	visit(tree, (inner: Nodes) => {
		if (!inner.position) return;
		inner.position = {
			start: moved(inner.position.start, lines, source),
			end: moved(inner.position.end, lines, source),
		};
	});
	return tree;
}

type Point = NonNullable<Nodes["position"]>["start"];

/** A point of the lines as one of the document; offsets of a tree do not count a byte order mark. */
function moved({ offset = 0 }: Point, lines: readonly CodeLine[], source: Source): Point {
	let start = 0;
	let at = 0;
	while (at < lines.length - 1 && start + (lines[at]?.text.length ?? 0) < offset) {
		start += (lines[at]?.text.length ?? 0) + 1;
		at++;
	}
	const point = source.point((lines[at]?.offset ?? 0) + offset - start);
	return { ...point, offset: point.offset - source.shift };
}
