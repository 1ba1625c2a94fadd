import { describe, expect, test } from "vitest";
import { asTerminal } from "./terminal.js";

describe("asTerminal", () => {
	test("shows the last state of progress that overwrites itself", () => {
		const progress = "\rCopying: 1% (205MB/s)\r                     \rCopied!\n";
		expect(asTerminal(progress)).toBe("Copied!\n");
	});

	test("lets the tail of a longer line stand, as a terminal does", () => {
		expect(asTerminal("abcdef\rXY")).toBe("XYcdef");
		expect(asTerminal("abcdef\rXY\u001b[K")).toBe("XY");
	});

	test("keeps colours and drops every other escape", () => {
		expect(asTerminal("\u001b[31mred\u001b[0m \u001b]0;title\u0007plain\u001b[2J")).toBe(
			"\u001b[0m\u001b[31mred\u001b[0m plain",
		);
	});

	test("takes a Windows line ending for a line ending", () => {
		expect(asTerminal("a\r\nb")).toBe("a\nb");
	});
});
