import { VFileMessage } from "vfile-message";
import { expect, test } from "vitest";
import type { Problem } from "../model/problem.js";
import { inLanguage, toMessages } from "./problems.js";

const place = { start: { line: 3, column: 5, offset: 40 }, end: { line: 3, column: 9, offset: 44 } };
const warning: Problem = {
	rule: "mark-without-block",
	data: { found: "host" },
	file: "document",
	place,
	fatal: false,
};
const error: Problem = { rule: "two-claims", data: { id: "c" }, file: "companion", place: null, fatal: true };

test("a problem becomes a message with the path of its file, place, rule and source", () => {
	const [message] = toMessages([warning], { document: "a.md" });
	expect(message).toMatchObject({
		source: "charla",
		ruleId: "mark-without-block",
		fatal: false,
		line: 3,
		column: 5,
		file: "a.md",
		place,
		problem: warning,
	});
	expect(String(message)).toMatch(/^a\.md:3:5-3:9: No block follows the mark “host”\./);
});

test("the document's problems come before the companion's", () => {
	const messages = toMessages([error, warning], { document: "a.md", companion: "a.ts" });
	expect(messages.map(({ file, fatal }) => [file, fatal])).toEqual([
		["a.md", false],
		["a.ts", true],
	]);
});

test("a problem is said in each language, and in English as any vfile message", () => {
	const [message = expect.fail()] = toMessages([error], {});
	expect(inLanguage(message, "en")).toBe(message.reason);
	expect(inLanguage(message, "es")).toMatch(/^Dos afirmaciones se llaman c\./);
});

test("the messages of other tools stay as they are", () => {
	expect(inLanguage(new VFileMessage("Nope"), "es")).toBe("Nope");
});

test("it is an error that can be thrown", () => {
	expect(toMessages([error], {})[0]).toBeInstanceOf(Error);
});
