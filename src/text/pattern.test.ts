import { expect, test } from "vitest";
import { found } from "./pattern.js";

test("a pattern is found where it is", () => {
	expect(found(/b+$/, "abb")).toBe(true);
	expect(found(/^b/, "abb")).toBe(false);
	expect(found(/É/iu, "é")).toBe(true);
});

test("one that goes astray is not found, and does not keep anybody waiting", () => {
	const started = performance.now();
	for (let times = 0; times < 100; times++) expect(found(/^(a+)+$/, `${"a".repeat(60)}b`)).toBe(false);
	expect(performance.now() - started).toBeLessThan(10_000);
	expect(found(/^(a+)$/, "aa")).toBe(true);
});
