import { expect, test } from "vitest";
import type { Talk } from "../companion/definition.js";
import { read } from "../read/read.js";
import { bind } from "./bind.js";

const steps = (markdown: string, talk?: Talk) => {
	const { script, problems } = read(markdown, "t.md");
	const companion = talk ? { path: "t.talk.ts", talk } : null;
	const binding = bind(script, { companion, runId: "r" });
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
	const skip = [{ of: { statement: "reboot" }, because: "nobody would come back" }];
	expect(steps(markdown, { skip })[1]?.skip).toEqual({ code: "text", text: "nobody would come back" });
});

test("timeout, for every statement of the block; the companion's comes first", () => {
	const markdown = "<!-- charla: timeout 2m -->\n\n```\na\nb\n```\n\n    c\n";
	expect(steps(markdown).map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([120, 120, 120]);
	expect(steps(markdown.replace("2m", "5s")).map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([5, 5, 120]);
	const timeouts = [{ of: { statement: "b" }, seconds: 7 }];
	expect(steps(markdown, { timeouts })[1]?.timeoutSeconds).toBe(7);
});

test("fails, for the block's last statement; the companion's pattern comes first", () => {
	const markdown = "<!-- charla: fails /no/i -->\n\n```\na\nb\n```\n";
	expect(steps(markdown).map(({ fails }) => fails)).toEqual([undefined, { pattern: "no", flags: "i" }]);
	const fails = [{ of: { statement: "b" }, output: /yes/ }];
	expect(steps(markdown, { fails })[1]?.fails).toEqual({ pattern: "yes", flags: "" });
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
