import { expect, test } from "vitest";
import { tooDeepAt, tooLongAt } from "./depth.js";

test("marks that stand too deep in each other are found, whatever they are", () => {
	for (const mark of ["> ", "- ", "* ", "1. ", ">"]) expect(tooDeepAt(`a\n${mark.repeat(20_000)}b`)).toBe(2);
	expect(tooDeepAt(`${" ".repeat(2000)}- a`)).toBe(0);
});

test("rules, tables, words and usual nesting are not", () => {
	for (const line of [
		"- ".repeat(500),
		"*".repeat(500),
		"a > ".repeat(500),
		"> > - 1. a",
		`| ${"a | ".repeat(500)}`,
		" ".repeat(2000),
	]) {
		expect(tooDeepAt(line)).toBeNull();
	}
});

test("a line of very many words is found, and one of very many letters is not", () => {
	expect(tooLongAt(`a\n${"b ".repeat(300_000)}`)).toBe(2);
	expect(tooLongAt("b".repeat(900_000))).toBeNull();
});
