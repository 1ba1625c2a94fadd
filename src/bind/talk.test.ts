import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { type CompanionFile, loadCompanion } from "../companion/load.js";
import { read } from "../read/read.js";
import { bind } from "./bind.js";

const path = "docs/ubuconla-lxd/README.md";
let companion: CompanionFile | null;
let markdown: string;

beforeAll(async () => {
	companion = await loadCompanion(path);
	markdown = await readFile(path, "utf8");
});

const bindTalk = (text: string) => bind(read(text, path).script, { companion, runId: "abcd" });

test("the talk binds without a problem: 50 statements, and not a sentence uncovered", () => {
	const { plan, problems } = bindTalk(markdown);
	expect(problems).toEqual([]);
	expect(plan.steps).toHaveLength(50);
	expect(plan.claims.length).toBeGreaterThanOrEqual(29);
	expect(plan.sentences.filter((sentence) => sentence.class === "uncovered")).toEqual([]);
});

test("one word changed in its prose is an error at that line", () => {
	const { problems } = bindTalk(markdown.replace("lxcbr0 es el bridge", "virbr0 es el bridge"));
	expect(problems).toMatchObject([
		{ rule: "no-such-sentence", fatal: true, file: "document", place: { start: { line: 149 } } },
	]);
});

test("one word changed in a command that the companion names is an error that names it", () => {
	const { problems } = bindTalk(markdown.replace("apt install lxd", "apt install lxc"));
	expect(problems.map(({ rule, file }) => `${file} ${rule}`)).toContain("companion no-such-statement");
});

test("every claim says how it is shown to be able to fail", () => {
	const claims = companion?.companion.claims ?? [];
	expect(claims.length).toBeGreaterThanOrEqual(29);
	for (const { id, counterexample } of claims) {
		expect(Object.keys(counterexample), id).toHaveLength(2);
	}
});
