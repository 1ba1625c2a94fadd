import type { Code, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { withoutOptions } from "./directives.js";
import { plain } from "./parser.js";
import type { Source } from "./source.js";
import { type CodeLine, codeLines } from "./typed.js";

/** The Markdown in a block that CommonMark takes for code: its tree, with the places that it has in the whole document. */
export function innerTree(source: Source, node: Code): Root {
	return treeOf(withoutOptions(codeLines(source, node)), source);
}

/** The tree of lines of a document, with the places that they have in it. */
export function treeOf(lines: readonly CodeLine[], source: Source): Root {
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
