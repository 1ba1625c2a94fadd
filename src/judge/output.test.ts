import { describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { type Companion, defineCompanion } from "../companion/definition.js";
import type { Attempt, StepRecord } from "../model/transcript.js";
import { read } from "../read/read.js";
import { judgeStep } from "./judge.js";

const session = "```console\n$ greet\nhello\n```\n";

/** The verdict on the last step of a document, which printed something. */
function verdict(markdown: string, said: Partial<Attempt>[], companion: Companion | null = null) {
	const file = companion && { path: "t.charla.ts", companion };
	const { plan, problems } = bind(read(markdown, "t.md").script, { companion: file, runId: "r" });
	expect(problems).toEqual([]);
	const records = said.map((one, index): StepRecord => {
		const attempt = { command: "c", exitCode: 0, stdout: "", stderr: "", output: [], durationMs: 0, failure: null };
		const id = plan.steps[index]?.id ?? "";
		return {
			id,
			attempts: [{ ...attempt, ...one }],
			failedAsExpected: false,
			skipped: null,
			namespaces: {},
			startedMs: 0,
		};
	});
	const step = plan.steps.at(-1);
	if (!step) throw new Error("no step");
	const { verdict, declared, reason, diff } = judgeStep(step, records.at(-1), records.slice(0, -1));
	return [verdict, declared, reason, diff];
}

const failed: Partial<Attempt> = {
	exitCode: 1,
	failure: { kind: "exit-code", exitCode: 1 },
	stderr: "Error: already running\n",
};

describe("output that a document shows", () => {
	const other = { code: "other-output" };

	test("is what must be printed", () => {
		expect(verdict(session, [{ stdout: "hello\n" }])).toEqual(["as-written", "as-written", null, undefined]);
		expect(verdict(session, [{ stdout: "bye\n" }])).toEqual(["failed", "as-written", other, "- hello\n+ bye"]);
	});

	test("is also that of the statements before it at the same prompt", () => {
		const markdown = "```console\n$ echo a; echo b\na\nb\n```\n";
		expect(verdict(markdown, [{ stdout: "a\n" }, { stdout: "b\n" }])[0]).toBe("as-written");
		expect(verdict(markdown, [{ stdout: "b\n" }, { stdout: "b\n" }])[3]).toBe("- a\n  b\n+ b");
	});

	test("is read as its mark says", () => {
		const markdown = `<!-- charla: expect glob, pid -->\n\n${session.replace("hello", "h* pid 7")}`;
		expect(verdict(markdown, [{ stdout: "hola pid 12\n" }])[0]).toBe("as-written");
	});

	test("is read as the companion says", () => {
		const companion = defineCompanion({ statements: [{ statement: "greet", expect: { kind: "regex" } }] });
		expect(verdict(session.replace("hello", "h.*o"), [{ stdout: "hello\n" }], companion)[0]).toBe("as-written");
	});

	test("that has changed is drift, and has healed once it is printed again", () => {
		const because = "it is shorter now";
		const companion = defineCompanion({
			statements: [{ statement: "greet", expect: { today: "hi" }, because, since: "2.0" }],
		});
		expect(verdict(session, [{ stdout: "hi\n" }], companion)).toEqual([
			"adapted",
			"adapted",
			{ code: "text", text: because },
			undefined,
		]);
		expect(verdict(session, [{ stdout: "hello\n" }], companion).slice(0, 2)).toEqual(["as-written", "adapted"]);
		expect(verdict(session, [{ stdout: "ho\n" }], companion)).toEqual(["failed", "adapted", other, "- hi\n+ ho"]);
	});

	test("is not compared where the companion says why", () => {
		const companion = defineCompanion({
			statements: [{ statement: "greet", expect: { uncompared: true }, because: "an example" }],
		});
		expect(verdict(session, [{ stdout: "x\n" }], companion)[0]).toBe("as-written");
	});

	test("may have the shell's farewell, which only a terminal sees", () => {
		const left = "```console\n$ lxc exec web -- bash\nroot@web:~# exit\nlogout\n```\n";
		expect(verdict(left, [{}, {}])[0]).toBe("as-written");
	});

	test("does not save a statement that fails", () => {
		expect(verdict(session, [{ ...failed, stdout: "hello\n" }])[0]).toBe("failed");
	});
});

describe("a statement that is meant to fail", () => {
	const marked = "<!-- charla: fails /already running/i -->\n\n```\nstart\n```\n";

	test("is as written where it fails so", () => {
		expect(verdict(marked, [failed])).toEqual(["as-written", "as-written", null, undefined]);
	});

	test("has failed where it succeeds, or fails in another way", () => {
		expect(verdict(marked, [{}])).toEqual(["failed", "as-written", { code: "did-not-fail" }, undefined]);
		expect(verdict(marked, [{ ...failed, stderr: "no such thing\n" }])[2]).toEqual({
			code: "failed-otherwise",
			...{ pattern: "already running", flags: "i" },
			failure: { kind: "exit-code", exitCode: 1 },
			last: "no such thing",
		});
		expect(verdict(marked, [{ ...failed, failure: { kind: "timeout", seconds: 3 } }])[2]).toMatchObject({
			code: "failure",
			failure: { kind: "timeout", seconds: 3 },
		});
	});

	test("may say so in the companion, and its output counts as well", () => {
		const companion = defineCompanion({ statements: [{ statement: "start", fails: true }] });
		const markdown = "```console\n$ start\nError: already running\n```\n";
		expect(verdict(markdown, [failed], companion)[0]).toBe("as-written");
		expect(verdict(markdown.replace("already", "not"), [failed], companion)[3]).toBe(
			"- Error: not running\n+ Error: already running",
		);
		expect(verdict(markdown, [{}], companion)[0]).toBe("failed");
	});
});
