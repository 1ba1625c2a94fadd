import { expect, test } from "vitest";
import { defineTalk, stub } from "./definition.js";
import { shapeProblems } from "./validate.js";

const of = { statement: "ls" };

test("a companion of every kind of entry", () => {
	const talk = defineTalk({
		language: "en",
		cues: [{ language: "de", place: "host", words: "auf dem Wirt" }],
		images: ["a"],
		placeholders: { a: "a", b: { perSection: "b" }, c: { exactly: "c" }, d: { fillIn: "d" } },
		preparations: [
			{ before: of, because: "x", run: "true" },
			{ before: of, because: { es: "x", en: "x" }, ensure: { instance: "a", state: "running" } },
		],
		adaptations: [{ of, use: "x", expects: /x/, because: "x", since: "x" }],
		expect: [
			{ of, kind: "glob", ignoring: ["pid"] },
			{ of, uncompared: "an example" },
		],
		fails: [{ of, output: /x/ }, { of }],
		claims: [stub({ id: "a", quote: "b" })],
		notClaims: [{ quote: ["a"], because: "x" }],
	});
	expect(shapeProblems(talk)).toEqual([]);
});

test.each([
	[{ placeholder: {} }, /^the key “placeholder” is not .* Expected one of: language, .* The nearest is “placeholders”/],
	[{ placeholders: 3 }, /^placeholders: .*expected record/],
	[{ placeholders: { a: 3 } }, /^placeholders\.a: /],
	[{ claims: [{}] }, /^claims\[0\]\.id: .*expected string/],
	[{ claims: [{ ...stub({ id: "a", quote: "b" }), judge: 3 }] }, /^claims\[0\]\.judge: expected a function/],
	[{ timeouts: [{ of, seconds: "1m" }] }, /^timeouts\[0\]\.seconds: .*expected number/],
	[
		{ preparations: [{ before: of, because: "x", ensure: { instance: "a", state: "up" } }] },
		/^preparations\[0\]: ensure\.state: .*"running"/,
	],
	[{ expect: [{ of, kind: "fuzzy" }] }, /^expect\[0\]: kind: .*"glob"/],
])("%j", (talk, problem) => {
	expect(
		shapeProblems(talk)
			.map(({ text }) => text)
			.join("\n"),
	).toMatch(problem);
});
