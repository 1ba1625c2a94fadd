import { describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { claim, defineCompanion } from "../companion/definition.js";
import type { Failure, Reason } from "../model/reason.js";
import type { Attempt, ClaimRecord, StepRecord, Transcript } from "../model/transcript.js";
import { read } from "../read/read.js";
import { isIncomplete, judge, judgeStep } from "./judge.js";

const markdown = "# T\n\n```sh\none\ntwo\n```\n\nTwo is two.\n";

/** A claim that is true while two is two. */
const companion = (since?: "refuted") =>
	defineCompanion({
		statements: [{ statement: "two", adapt: { to: "deux", when: /gone/ }, because: "two is gone", since: "1.0" }],
		claims: [
			claim<{ two: number }>({
				id: "two",
				quote: "Two is two.",
				declared: since ?? "holds",
				observe: async () => ({ two: 2 }),
				judge: ({ two }) => {
					if (two < 0) throw new Error("no such number");
					return { verdict: two === 2 ? "holds" : "refuted", evidence: [{ what: "two", value: String(two) }] };
				},
				counterexample: { because: "x", without: "net" },
			}),
		],
	});

function attempt(failure: Failure | null = null): Attempt {
	return {
		command: "c",
		exitCode: failure ? 1 : 0,
		stdout: "",
		stderr: "last words\n",
		output: [],
		durationMs: 1,
		failure,
	};
}

const no: Reason = { code: "text", text: "no" };
const gone: Failure = { kind: "exit-code", exitCode: 1 };
const record = (id: string, attempts: Attempt[], skipped: Reason | null = null): StepRecord => ({
	id,
	attempts,
	failedAsExpected: attempts.length > 1,
	skipped,
	namespaces: {},
	startedMs: 0,
});
const seen = (observed: unknown, more: Partial<ClaimRecord> = {}): ClaimRecord => ({
	id: "two",
	observed,
	trouble: null,
	counterexample: null,
	without: [],
	durationMs: 1,
	...more,
});

function transcript(steps: StepRecord[], claims: ClaimRecord[], leftovers: string[] = []): Transcript {
	const { script } = read(markdown, "t.md");
	const { plan } = bind(script, { companion: { path: "t.charla.ts", companion: companion() }, runId: "abcd" });
	const facts = {
		name: "",
		host: "",
		engine: "",
		engineVersion: "",
		kernel: "",
		disposable: true,
		image: null,
		cached: [],
	};
	return {
		plan,
		machine: facts,
		steps,
		claims,
		preparations: [],
		topology: null,
		leftovers,
		startedAt: "",
		durationMs: 1,
	};
}

const good = [record("s1", [attempt()]), record("s2", [attempt(gone), attempt()])];
const verdictOf = (steps: StepRecord[], claims = [seen({ two: 2 })], leftovers: string[] = []) => {
	const { works, incomplete } = judge(transcript(steps, claims, leftovers), companion());
	return { works, incomplete };
};

describe("a step", () => {
	const [one, two] = transcript([], []).plan.steps;
	if (!one || !two) throw new Error("two steps");

	test("is as written, adapted, failed or skipped", () => {
		expect(judgeStep(one, record("s1", [attempt()]))).toMatchObject({ verdict: "as-written", reason: null });
		expect(judgeStep(two, record("s2", [attempt(gone), attempt()]))).toMatchObject({
			verdict: "adapted",
			reason: { code: "text", text: "two is gone" },
		});
		expect(judgeStep(one, record("s1", [attempt(gone)]))).toMatchObject({
			verdict: "failed",
			reason: { code: "failure", failure: gone, last: "last words" },
		});
		expect(judgeStep(one, record("s1", [], no))).toMatchObject({ verdict: "skipped", reason: no });
		expect(judgeStep(one, undefined)).toMatchObject({ verdict: "skipped", reason: { code: "not-reached" } });
	});

	test("whose adaptation fails too has failed", () => {
		expect(judgeStep(two, record("s2", [attempt(gone), attempt(gone)])).verdict).toBe("failed");
	});

	test("that works again as written is not as declared", () => {
		expect(judgeStep(two, record("s2", [attempt()]))).toMatchObject({
			verdict: "as-written",
			declared: "adapted",
		});
	});
});

describe("a document works", () => {
	test("when every verdict is the declared one", () => {
		expect(verdictOf(good)).toEqual({ works: true, incomplete: false });
	});

	test("not when a step failed, or a drift has healed", () => {
		expect(verdictOf([record("s1", [attempt(gone)]), ...good.slice(1)]).works).toBe(false);
		expect(verdictOf([...good.slice(0, 1), record("s2", [attempt()])]).works).toBe(false);
	});

	test("not when a claim is refuted", () => {
		expect(verdictOf(good, [seen({ two: 3 })])).toEqual({ works: false, incomplete: false });
	});

	test("not when a claim does not fail under its counterexample", () => {
		const under = (two: number) => [seen({ two: 2 }, { counterexample: { observed: { two }, trouble: null } })];
		expect(verdictOf(good, under(3)).works).toBe(true);
		expect(verdictOf(good, under(2)).works).toBe(false);
		// Negative numbers are not judged; a judge that does not decide has not seen the claim fail.
		expect(verdictOf(good, under(-1)).works).toBe(false);
	});

	test("not when something was left behind", () => {
		expect(verdictOf(good, [seen({ two: 2 })], ["a bridge"]).works).toBe(false);
	});

	test("of what was asked for, what was left out does not count", () => {
		const skipped = transcript([record("s1", [], no), ...good.slice(1)], [seen({ two: 2 })]);
		const verdicts = judge(skipped, companion());
		expect(isIncomplete(verdicts, true)).toBe(true);
		const [first, ...others] = skipped.plan.steps;
		if (!first) expect.fail();
		const plan = { ...skipped.plan, steps: [{ ...first, notAsked: true as const }, ...others] };
		expect(isIncomplete(judge({ ...skipped, plan }, companion()), true)).toBe(false);
		expect(judge({ ...skipped, plan }, companion()).incomplete).toBe(true);
		expect(isIncomplete(judge({ ...skipped, plan, claims: [] }, companion()), true)).toBe(false);
	});

	test("incompletely when what its companion asks for could not be prepared", () => {
		const prepared = { before: "s1", executed: "make", exitCode: 2, reason: no, durationMs: 1 };
		const whole = {
			...transcript(good, [seen({ two: 2 })]),
			preparations: [prepared, { ...prepared, failed: no }],
		};
		expect(judge(whole, companion())).toMatchObject({ works: true, incomplete: true });
		expect(judge({ ...whole, preparations: [prepared] }, companion())).toMatchObject({
			works: true,
			incomplete: false,
		});
	});

	test("incompletely when a step was skipped or a claim not reached", () => {
		expect(verdictOf([record("s1", [], no), ...good.slice(1)])).toEqual({ works: true, incomplete: true });
		expect(verdictOf(good, [])).toEqual({ works: true, incomplete: true });
	});
});

describe("a claim", () => {
	const judged = (claimRecord: ClaimRecord) => judge(transcript(good, [claimRecord]), companion()).claims[0];

	test("has its evidence", () => {
		expect(judged(seen({ two: 2 }))).toMatchObject({ verdict: "holds", evidence: [{ what: "two", value: "2" }] });
	});

	test("that could not be observed, or not be judged, is inconclusive and not as declared", () => {
		expect(judged(seen(null, { trouble: no }))).toMatchObject({
			verdict: "inconclusive",
			reason: no,
		});
		expect(judged(seen({ two: -1 }))).toMatchObject({
			verdict: "inconclusive",
			reason: { code: "text", text: "no such number" },
		});
		expect(verdictOf(good, [seen(null, { trouble: no })])).toEqual({ works: false, incomplete: true });
	});

	test("carries the verdict under its counterexample", () => {
		expect(judged(seen({ two: 2 }, { counterexample: { observed: { two: 3 }, trouble: null } }))?.counterexample).toBe(
			"refuted",
		);
		expect(judged(seen({ two: 2 }, { counterexample: { observed: { two: 2 }, trouble: null } }))?.counterexample).toBe(
			"holds",
		);
	});

	test("is made true by the namespaces without which it is refuted", () => {
		const without: ClaimRecord["without"] = [
			{ namespace: "net", observed: { two: 3 }, trouble: null },
			{ namespace: "pid", observed: { two: 2 }, trouble: null },
			{ namespace: "mnt", observed: null, trouble: no },
		];
		const { isolation } = judge(transcript(good, [seen({ two: 2 }, { without })]), companion());
		expect(isolation?.rows).toMatchObject([
			{
				claim: "two",
				needs: ["net"],
				verdict: { net: "refuted", pid: "holds", mnt: "inconclusive", ipc: "untestable" },
			},
		]);
	});
});
