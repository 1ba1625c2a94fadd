import { expect, test } from "vitest";
import { verdictsOf } from "../../test/verdicts.fixture.js";

const incomplete = (markdown: string, count: number) => {
	const { steps, incomplete: is } = verdictsOf(
		markdown,
		Array.from({ length: count }, () => ({})),
	).verdicts;
	return [steps.map(({ verdict, reason }) => `${verdict} ${reason?.code ?? ""}`.trim()), is];
};

test("a way that is not taken does not make a run incomplete", () => {
	const tab = (title: string, command: string) => `=== "${title}"\n\n    ~~~sh\n    ${command}\n    ~~~\n\n`;
	expect(incomplete(tab("CLI", "ls") + tab("API", "id"), 2)).toEqual([["as-written", "skipped another-way"], false]);
});

test("what is typed elsewhere, and what does not parse, does", () => {
	expect(incomplete("```sh\nssh db\nls\n```\n", 2)).toEqual([["skipped goes-elsewhere", "skipped elsewhere"], true]);
	expect(incomplete("```sh\nls\necho 'a\n```\n", 2)).toEqual([["skipped unparsed", "skipped unparsed"], true]);
});
