import { VFile } from "vfile";
import { VFileMessage } from "vfile-message";
import { expect, test } from "vitest";
import { complain, inLanguage, Problem } from "./problem.js";

test("a problem is a message of the file, with place, rule and source", () => {
	const file = new VFile({ path: "a.md" });
	const place = { start: { line: 3, column: 5, offset: 40 }, end: { line: 3, column: 9, offset: 44 } };
	const problem = complain(file, "mark-without-block", { found: "host" }, place);
	expect(file.messages).toEqual([problem]);
	expect(problem).toMatchObject({
		source: "charla",
		ruleId: "mark-without-block",
		fatal: false,
		line: 3,
		column: 5,
		file: "a.md",
		place,
		params: { found: "host" },
	});
	expect(String(problem)).toMatch(/^a\.md:3:5-3:9: The mark “host” stands before no block/);
});

test("it can be said in Spanish", () => {
	const problem = complain(new VFile(), "shell-syntax", { found: "x" }, undefined, { fatal: true });
	expect(problem.fatal).toBe(true);
	expect(inLanguage(problem, "en")).toBe(problem.reason);
	expect(inLanguage(problem, "es")).toMatch(/^Esto no se puede leer como shell: x\./);
});

test("the messages of other tools stay as they are", () => {
	expect(inLanguage(new VFileMessage("Nope"), "es")).toBe("Nope");
});

test("it is an error that can be thrown and told apart", () => {
	const problem = new Problem("not-shell", { found: "x" });
	expect(problem).toBeInstanceOf(Error);
	expect(problem).toBeInstanceOf(VFileMessage);
});
