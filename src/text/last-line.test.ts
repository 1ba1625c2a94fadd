import { expect, test } from "vitest";
import { lastLine } from "./last-line.js";

test.each([
	["one\n  two  \n\n", "two"],
	["\u001b[31mError: no\u001b[0m\n", "Error: no"],
	["", null],
	[" \n", null],
])("%j", (printed, line) => {
	expect(lastLine(printed)).toBe(line);
});
