import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { expect, test } from "vitest";
import { read } from "../read/read.js";
import remarkCharlaDefault, { remarkCharla } from "./remark-charla.js";

const markdown = "# A\n\nOn the host:\n\n```\nls # x\n```\n\n```sh\necho 'a\n```\n";

test("is an ordinary plugin: the result on the file's data, the problems among its messages, the tree untouched", async () => {
	const file = await remark().use(remarkGfm).use(remarkCharla).process({ value: markdown, path: "a.md" });
	const reading = read(markdown, "a.md");
	expect(file.data.charla).toEqual(reading.script);
	expect(file.messages.map(String)).toEqual([
		expect.stringMatching(/^a\.md:10:6: This does not parse as shell: unterminated single quote\./),
	]);
	expect(String(file)).toBe(markdown);
	expect(remarkCharlaDefault).toBe(remarkCharla);
});

test("takes options", async () => {
	const cues = [{ language: "de", place: "host" as const, words: "auf dem host" }];
	const file = await remark().use(remarkCharla, { cues }).process("Auf dem Host:\n\n```\nls\n```");
	expect(file.data.charla?.statements[0]?.rule).toBe("cue");
});
