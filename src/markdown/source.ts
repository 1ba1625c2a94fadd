import { location } from "vfile-location";
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
	const places = location(text);
	const point = (offset: number): Point => {
		const { line = 1, column = 1 } = places.toPoint(Math.min(offset, text.length)) ?? {};
		return { line, column: line === 1 ? Math.max(1, column - shift) : column, offset };
	};
	const startOf = (line: number): number =>
		(places.toOffset({ line, column: 1 }) ?? text.length) + (line === 1 ? shift : 0);
	return {
		text,
		shift,
		point,
		range: (start, end) => ({ start: point(start), end: point(end) }),
		line: (line) => {
			const start = startOf(line);
			const ending = text.slice(start, startOf(line + 1)).search(/[\r\n]*$/);
			return { start, end: start + ending };
		},
	};
}
