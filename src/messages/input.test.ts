import { expect, test } from "vitest";
import { InputError, type InputFault } from "../model/input-fault.js";
import { languages } from "../model/words.js";
import { inputText } from "./input.js";

const place = "README.charla.ts:3:2";
const examples: InputFault[] = [
	{ code: "not-utf8", path: "a.md", line: 3, byte: 0xe9 },
	{ code: "unknown-key", place, at: "", key: "statment", nearest: "statement", known: ["statement", "under"] },
	{ code: "missing-reason", place, at: "statements[0].because", of: "skip" },
	{ code: "copy-of-another", path: "a.annotated.md", of: "b.md", document: "a.md" },
	{ code: "unknown-machine", name: "debian:11/lxd", known: ["debian:12/lxd", "system"] },
];

test.each(examples)("$code: says the data in both languages, each in its own words", (fault) => {
	const texts = languages.map((language) => inputText(new InputError(fault), language));
	const { code, ...data } = fault;
	for (const text of texts) {
		expect(text).not.toContain(code);
		for (const value of Object.values(data).flat()) {
			if (value !== "")
				expect(text).toContain(typeof value === "number" && value > 9 ? value.toString(16) : String(value));
		}
	}
	expect(texts[0]).not.toBe(texts[1]);
});

test("several faults are a line each, and the same one is said once", () => {
	const [one, other] = [examples[0], examples[4]] as [InputFault, InputFault];
	expect(inputText(new InputError([one, other, one]), "en").split("\n")).toHaveLength(2);
});
