import { expect, test } from "vitest";
import type { Companion } from "../companion/definition.js";
import type { StatementEntry } from "../companion/statement-entry.js";
import { read } from "../read/read.js";
import { bind } from "./bind.js";

const steps = (markdown: string, companion?: Companion) => {
	const { script, problems } = read(markdown, "t.md");
	const file = companion ? { path: "t.charla.ts", companion } : null;
	const binding = bind(script, { companion: file, runId: "r" });
	expect([...problems, ...binding.problems]).toEqual([]);
	return binding.plan.steps;
};

test("skip, for every statement of the block; the companion's reason comes first", () => {
	const markdown = "<!-- charla: skip because it reboots -->\n\n```\nsync\nreboot\n```\n\n    ls\n";
	expect(steps(markdown).map(({ skip }) => skip)).toEqual([
		{ code: "text", text: "it reboots" },
		{ code: "text", text: "it reboots" },
		null,
	]);
	const skip: StatementEntry = { statement: "reboot", skip: true, because: "nobody would come back" };
	expect(steps(markdown, { statements: [skip] })[1]?.skip).toEqual({ code: "text", text: "nobody would come back" });
});

test("timeout, for every statement of the block; the companion's comes first", () => {
	const markdown = "<!-- charla: timeout 2m -->\n\n```\na\nb\n```\n\n    ls\n";
	expect(steps(markdown).map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([120, 120, 120]);
	expect(steps(markdown.replace("2m", "5s")).map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([5, 5, 120]);
	expect(steps(markdown, { statements: [{ statement: "b", timeout: 7 }] })[1]?.timeoutSeconds).toBe(7);
});

test("fails, for the block's last statement; the companion's pattern comes first", () => {
	const markdown = "<!-- charla: fails /no/i -->\n\n```\na\nb\n```\n";
	expect(steps(markdown).map(({ fails }) => fails)).toEqual([undefined, { pattern: "no", flags: "i" }]);
	expect(steps(markdown, { statements: [{ statement: "b", fails: /yes/ }] })[1]?.fails).toEqual({
		pattern: "yes",
		flags: "",
	});
});

test("expect, for what the block shows; several marks before one block", () => {
	const markdown = "<!-- charla: expect glob, ip -->\n<!-- charla: timeout 5s -->\n```console\n$ a\n1*\n```\n";
	expect(steps(markdown)[0]).toMatchObject({
		timeoutSeconds: 5,
		expected: { kind: "glob", ignoring: ["ip"], text: "1*", shares: 0, today: null, uncompared: null },
	});
});

test("a companion's own words for a place", () => {
	const { script } = read("# T\n\nAuf dem Wirt:\n\n    ls\n", "t.md", {
		cues: [{ language: "de", place: "host", words: "auf dem Wirt" }],
	});
	expect(script.statements[0]?.rule).toBe("cue");
});
