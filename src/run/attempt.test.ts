import { describe, expect, test } from "vitest";
import { attemptOf, failedAsExpected } from "./attempt.js";
import type { Outcome } from "./shell/order.js";

const outcome = (more: Partial<Outcome>): Outcome => ({
	exitCode: 0,
	stdout: "",
	stderr: "",
	output: [],
	durationMs: 1,
	empty: [],
	ended: "normally",
	leftWith: null,
	...more,
});
const attempt = (more: Partial<Outcome>, leaves = false) =>
	attemptOf("cmd", outcome(more), { timeoutSeconds: 5, leaves });

describe("a statement fails", () => {
	test("by its exit code", () => {
		expect(attempt({}).failure).toBeNull();
		expect(attempt({ exitCode: 3 }).failure).toEqual({ kind: "exit-code", exitCode: 3 });
	});

	test("by an assignment that comes out empty, though it exits 0", () => {
		expect(attempt({ empty: ["pid"] }).failure).toEqual({ kind: "empty-assignment", variable: "pid" });
	});

	test("by never ending, and by ending its shell, unless it is meant to leave it", () => {
		expect(attempt({ exitCode: null, ended: "timeout" }).failure).toEqual({ kind: "timeout", seconds: 5 });
		expect(attempt({ exitCode: null, ended: "shell-ended" }).failure).toMatchObject({ kind: "shell-ended" });
		expect(attempt({ exitCode: null, ended: "shell-ended" }, true).failure).toBeNull();
	});

	test("by not having been run, and by leaving its shell without an answer", () => {
		expect(attempt({ exitCode: null, ended: "not-run" }).failure).toEqual({ kind: "not-run" });
		expect(attempt({ exitCode: null, ended: "no-answer" }, true).failure).toEqual({ kind: "no-answer" });
	});
});

describe("an adaptation is for one way to fail only", () => {
	const base = { command: "today", because: { code: "text", text: "" } as const, since: "" };
	const missing = { ...base, expects: { output: "command not found", flags: "" } };
	const empty = { ...base, expects: { empty: "pid" } };

	test("by what was printed", () => {
		expect(failedAsExpected(attempt({ exitCode: 127, stderr: "bash: x: command not found" }), missing)).toBe(true);
		expect(failedAsExpected(attempt({ exitCode: 1, stderr: "no network" }), missing)).toBe(false);
		expect(failedAsExpected(attempt({ exitCode: 0, stderr: "command not found" }), missing)).toBe(false);
		expect(failedAsExpected(attempt({ ended: "timeout", stderr: "command not found" }), missing)).toBe(false);
	});

	test("by the variable that is empty", () => {
		expect(failedAsExpected(attempt({ empty: ["pid"] }), empty)).toBe(true);
		expect(failedAsExpected(attempt({ empty: ["other"] }), empty)).toBe(false);
		expect(failedAsExpected(attempt({ exitCode: 1 }), empty)).toBe(false);
	});
});
