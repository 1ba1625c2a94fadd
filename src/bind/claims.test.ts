import { describe, expect, test } from "vitest";
import type { ClaimEntry, Companion } from "../companion/definition.js";
import { read } from "../read/read.js";
import { bindClaims } from "./claims.js";
import { Complaints } from "./complaints.js";

const markdown = [
	"# Demo",
	"",
	"Before anything is typed.",
	"",
	"## One",
	"```",
	"ls # It lists.",
	"pwd",
	"```",
	"It ends. 😀 Faces count, and so do words.",
	"",
	"## Two",
	"```",
	"id",
	"```",
	"It ends.",
	"",
].join("\n");

const claim = (quote: string, more: Partial<ClaimEntry> = {}): ClaimEntry => ({
	id: "c",
	quote,
	observe: async () => ({}),
	judge: () => ({ verdict: "holds", evidence: [] }),
	counterexample: { because: "x", falsify: () => ({}) },
	...more,
});

function bound(companion: Companion, text = "") {
	const path = "demo.charla.ts";
	const complaints = new Complaints({ path, companion, sources: [{ path, text }] });
	const { script } = read(markdown, "demo.md");
	const namesAfter = (statement: string) => ({ after: statement });
	return { ...bindClaims({ script, companion, complaints, namesAfter }), problems: complaints.problems };
}

const faces = "😀 Faces count, and so do words.";

describe("a claim", () => {
	test("is observed after the last statement before its sentence, with the names of then", () => {
		const { claims, problems } = bound({ claims: [claim("It ends.", { under: "Two" })] });
		expect(problems).toEqual([]);
		expect(claims).toMatchObject([
			{ id: "c", after: "s3", names: { after: "s3" }, declared: "holds", isolates: false },
		]);
		expect(claims[0]?.position.start.line).toBe(16);
	});

	test("in a comment is observed after the statement that the comment trails", () => {
		expect(bound({ claims: [claim("It lists.")] }).claims).toMatchObject([{ after: "s1" }]);
	});

	test("that names a statement is observed after that one", () => {
		const { claims } = bound({ claims: [claim("It ends.", { under: "Two", after: { statement: "ls" } })] });
		expect(claims).toMatchObject([{ after: "s1" }]);
	});

	test("is bound to every sentence of its words where they are repeated, and observed after the last", () => {
		const { claims, sentences, problems } = bound({ claims: [claim("It ends.", { repeated: true })] });
		expect(problems).toEqual([]);
		expect(claims).toMatchObject([{ after: "s3", position: { start: { line: 10 } } }]);
		expect(sentences.filter((one) => one.class === "claim").map(({ text }) => text)).toEqual(["It ends.", "It ends."]);
	});

	test("carries what is declared, and whether it is about isolation", () => {
		const because = { es: "por", en: "for" };
		const counterexample = { because: "x", without: "net" } as const;
		const { claims } = bound({
			claims: [claim("It lists.", { declared: "refuted", because, since: "2.0", counterexample })],
		});
		expect(claims).toMatchObject([{ declared: "refuted", because, since: "2.0", isolates: true }]);
	});
});

describe("a sentence", () => {
	const classes = (content: Companion) => bound(content).sentences.map((one) => [one.text, one.class, one.because]);

	test("is covered by a claim, by a reason why it is none, or by nothing", () => {
		const notClaims = [{ quote: ["It lists.", "Before anything is typed."], because: "an aside" }];
		expect(classes({ claims: [claim(faces)], notClaims })).toEqual([
			["Before anything is typed.", "not-a-claim", "an aside"],
			["It lists.", "not-a-claim", "an aside"],
			["It ends.", "uncovered", null],
			[faces, "claim", null],
			["It ends.", "uncovered", null],
		]);
	});

	test("may be quoted in parts, by several claims", () => {
		const parts = [claim("Faces count", { id: "faces" }), claim("and so do words", { id: "words" })];
		const { claims, problems } = bound({ claims: parts });
		expect(problems).toEqual([]);
		expect(claims.map(({ id }) => id)).toEqual(["faces", "words"]);
	});
});

describe("what is wrong", () => {
	const problems = (content: Companion, source?: string) => bound(content, source).problems;

	test("a sentence that is not there, with the nearest one and its place", () => {
		const source = 'export default\n{ claims: [{ quote: "It list." }] }';
		expect(problems({ claims: [claim("It list.")] }, source)).toMatchObject([
			{
				rule: "no-such-sentence",
				data: { id: "c", quote: "It list.", nearest: "It lists.", entry: "demo.charla.ts:2:14" },
				file: "document",
				place: { start: { line: 7 } },
				fatal: true,
			},
		]);
	});

	test("a sentence that no other is near to, without a suggestion, and of no claim where none quotes it", () => {
		const source = 'export default\n{ notClaims: [\n{ quote: "Nothing", because: "x" }] }';
		expect(problems({ notClaims: [{ quote: "Nothing", because: "x" }] }, source)).toMatchObject([
			{ rule: "no-such-sentence", data: { id: null, nearest: null }, file: "companion", place: { line: 3 } },
		]);
	});

	test("a sentence that stands under another heading", () => {
		expect(problems({ claims: [claim("It lists.", { under: "Two" })] })).toMatchObject([
			{ rule: "no-such-sentence", data: { headings: ["One"] } },
		]);
	});

	test("a sentence that is there twice, at the companion's line", () => {
		expect(
			problems({ claims: [claim("It ends.")] }, 'export default\n{ claims: [{ quote: "It ends." }] }'),
		).toMatchObject([
			{ rule: "ambiguous-sentence", data: { lines: [10, 16] }, file: "companion", place: { line: 2, column: 14 } },
		]);
	});

	test("words that no part quotes, counted in characters whatever stands before them", () => {
		expect(problems({ claims: [claim("Faces count, and so do")] })).toMatchObject([
			{ rule: "partly-quoted", data: { sentence: faces, rest: expect.stringMatching(/^😀 +words\.$/) } },
		]);
	});

	test("two claims of one id, of which the first stays", () => {
		const content = { claims: [claim("It lists."), claim(faces)] };
		const source = `export default { claims: [{ quote: "It lists." },\n{ id: "c", quote: "${faces}" }] }`;
		expect(problems(content, source)).toMatchObject([{ rule: "two-claims", place: { line: 2, column: 3 } }]);
		expect(bound(content).claims.map(({ text }) => text)).toEqual(["It lists."]);
	});

	test("a claim before the first statement, and one after a statement that is not there", () => {
		const early = bound({ claims: [claim("Before anything is typed.")] });
		expect(early.problems).toMatchObject([{ rule: "claim-without-step", data: { id: "c" } }]);
		const lost = bound({ claims: [claim("It lists.", { after: { statement: "lss" } })] });
		expect(lost.problems).toMatchObject([{ rule: "no-such-statement", data: { statement: "lss", nearest: "ls" } }]);
		expect([early.claims, lost.claims]).toEqual([[], []]);
	});
});
