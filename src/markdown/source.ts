import type { Point, Position } from "../model/position.js";

/** The Markdown as it is on disk, with a place for every offset. */
export interface Source {
	text: string;
	/** How much an offset of remark is behind an offset of the text: 1 where the document begins with a byte order mark. */
	shift: number;
	point(offset: number): Point;
	range(start: number, end: number): Position;
	/** The offsets between which a line's characters are, its line ending not included. Lines count from 1. */
	line(line: number): { start: number; end: number };
}

/**
 * Indexes a document's text by its lines, as CommonMark counts them (`\n`, `\r\n`, a lone `\r`).
 *
 * A byte order mark counts in offsets, since it is a character of the text, but not in columns, since no editor shows it.
 */
export function sourceOf(text: string): Source {
	const shift = text.startsWith("\uFEFF") ? 1 : 0;
	const starts = [shift];
	for (const ending of text.matchAll(/\r\n|\n|\r/g)) starts.push(ending.index + ending[0].length);

	const lineAt = (offset: number): number => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	};
	const point = (offset: number): Point => {
		const line = lineAt(offset);
		return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1, offset };
	};
	return {
		text,
		shift,
		point,
		range: (start, end) => ({ start: point(start), end: point(end) }),
		line: (line) => {
			const start = starts[line - 1] ?? text.length;
			const next = starts[line] ?? text.length;
			const end = text.slice(start, next).replace(/[\r\n]+$/, "").length + start;
			return { start, end };
		},
	};
}
