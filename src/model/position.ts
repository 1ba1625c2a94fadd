/** A point in the Markdown: `line` and `column` count from 1, `offset` from 0, in UTF-16 code units (unist). */
export interface Point {
	line: number;
	column: number;
	offset: number;
}

/** A range in the Markdown; `end` is the point after the last character. */
export interface Position {
	start: Point;
	end: Point;
}

/** A stretch of text, by offsets. */
export interface Span {
	start: number;
	end: number;
}
