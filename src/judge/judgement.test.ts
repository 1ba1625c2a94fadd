import { expect, test } from "vitest";
import { claim } from "../companion/definition.js";
import { judgementOf } from "./judgement.js";

/** A claim whose `judge` is what somebody might write who has no compiler. */
const entry = (judge: () => unknown) =>
	Object.assign(
		claim({
			id: "c",
			quote: "c",
			observe: async () => ({}),
			judge: () => ({ verdict: "holds", evidence: [] }),
			counterexample: { because: "x", falsify: () => ({}) },
		}),
		{ judge },
	);

test("a judgement is handed on", () => {
	const judged = { verdict: "holds", evidence: [{ what: "x", value: "1" }], note: { es: "a", en: "b" } };
	expect(
		judgementOf(
			entry(() => judged),
			{},
		),
	).toEqual(judged);
});

test.each<[string, () => unknown, string | null]>([
	["a promise", async () => ({ verdict: "holds", evidence: [] }), null],
	["a promise that rejects", () => Promise.reject(new Error("x")), null],
	["no evidence", () => ({ verdict: "holds" }), "{ verdict: 'holds' }"],
	["another word", () => ({ verdict: "hold", evidence: [] }), "{ verdict: 'hold', evidence: [] }"],
	["nothing", () => undefined, "undefined"],
])("%s is none, and the reason says what was returned", (_, judge, returned) => {
	expect(judgementOf(entry(judge), {})).toEqual({ code: "bad-judgement", returned });
});

test("what throws is none", () => {
	const judge = () => {
		throw new Error("no such thing");
	};
	expect(judgementOf(entry(judge), {})).toEqual({ code: "text", text: "no such thing" });
});
