import { expect, test } from "vitest";
import { SourcePlaces } from "./source-places.js";

const claims = `import { claim, type Look } from "charla";

const both = { es: "uno", en: "one" };

function made(id: string, quote: string) {
	return claim({
		id,
		quote,
		under: "Made",
	});
}

export const claims = [
	claim<{ n: number }>({
		id: "first", quote: "One.",
		because: both,
		counterexample: { because: "x", without: "nett" },
	}),
	made("second", "Two."),
];
export const more = [{ statement: \`ls\`, because: "imported" as string }, { statement: "ls", timeout: 2 }];
`;

const main = `import { defineCompanion } from "charla";
import { claims, more } from "./claims.js";

export default defineCompanion({
	// statement: "ls" is not said here
	language: "en",
	statements: [
		{ statement: "ls", timeout: 1 },
		...more,
		{ "statement": 'echo {a}', expect: { kind: "glob", ignoring: ["pid", "ip"] } },
	],
	claims: [...claims],
});
`;

const first = {
	...{ id: "first", quote: "One.", because: { es: "uno", en: "one" } },
	counterexample: { because: "x", without: "nett" },
};
const companion = {
	language: "en",
	statements: [
		{ statement: "ls", timeout: 1 },
		{ statement: "ls", because: "imported" },
		{ statement: "ls", timeout: 2 },
		{ statement: "echo {a}", expect: { kind: "glob", ignoring: ["pid", "ip"] } },
	],
	claims: [first, { id: "second", quote: "Two.", under: "Made" }],
};

const places = new SourcePlaces(companion, [
	{ path: "a.charla.ts", text: main },
	{ path: "claims.ts", text: claims },
]);

test.each([
	[[], "a.charla.ts:4:32"],
	[["language"], "a.charla.ts:6:2"],
	[["statements", 0], "a.charla.ts:8:3"],
	[["statements", 0, "timeout"], "a.charla.ts:8:22"],
	[["statements", 1, "statement"], "claims.ts:21:24"],
	[["statements", 2, "timeout"], "claims.ts:21:93"],
	[["statements", 3, "statement"], "a.charla.ts:10:5"],
	[["statements", 3, "expect", "ignoring", 1], "a.charla.ts:10:72"],
	[["claims", 0, "counterexample", "without"], "claims.ts:17:35"],
	[["claims", 0, "because", "en"], "claims.ts:3:27"],
	[["claims", 1, "under"], "claims.ts:9:3"],
])("%j is at %s", (path, expected) => {
	const place = places.of(path);
	expect(`${place?.path}:${place?.line}:${place?.column}`).toBe(expected);
});

test("what is written nowhere is where the thing around it is", () => {
	expect(places.of(["statements", 0, "since"])).toEqual(places.of(["statements", 0]));
	expect(places.of(["placeholders", "a"])).toEqual(places.of([]));
});

test("a file that does not parse, or none, has no place", () => {
	expect(new SourcePlaces(companion, [{ path: "a", text: "export default {{" }]).of(["claims"])).toBeNull();
	expect(new SourcePlaces(companion, []).of([])).toBeNull();
});
