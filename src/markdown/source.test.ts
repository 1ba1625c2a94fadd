import { expect, test } from "vitest";
import { sourceOf } from "./source.js";

test("lines end at \\n, \\r\\n and a lone \\r", () => {
	const source = sourceOf("a\nbc\r\nd\re");
	expect([0, 2, 3, 6, 8].map((offset) => source.point(offset))).toEqual([
		{ line: 1, column: 1, offset: 0 },
		{ line: 2, column: 1, offset: 2 },
		{ line: 2, column: 2, offset: 3 },
		{ line: 3, column: 1, offset: 6 },
		{ line: 4, column: 1, offset: 8 },
	]);
	expect([1, 2, 3, 4].map((line) => source.line(line))).toEqual([
		{ start: 0, end: 1 },
		{ start: 2, end: 4 },
		{ start: 6, end: 7 },
		{ start: 8, end: 9 },
	]);
});

test("a byte order mark counts in offsets and not in columns", () => {
	const source = sourceOf("\uFEFFa\nb");
	expect(source.shift).toBe(1);
	expect(source.point(1)).toEqual({ line: 1, column: 1, offset: 1 });
	expect(source.point(3)).toEqual({ line: 2, column: 1, offset: 3 });
});

test("places after the end are at the end", () => {
	expect(sourceOf("a").line(9)).toEqual({ start: 1, end: 1 });
});
