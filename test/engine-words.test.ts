import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Words that are an engine's own: its client, its bridge, its folder. */
const words = /\blxc\b|\blxdbr0\b|\blxcbr0\b|\bincusbr0\b|\/var\/lib\/(lxd|incus)\b/;

/** Where they may stand: the table of engines; texts for people; lists of programs' names; the carrier that knows LXD alone. */
const excused = /^((engines|messages|machines\/system)\/|shell-language\/programs[.]ts|read\/blocks\/shown[.]ts)/;

const isComment = (line: string) => /^\s*(\*|\/\/|\/\*)/.test(line);

/** The lines of a source file that have an engine's words in them, comments aside. */
function wordsIn(source: string): string[] {
	const lines = source.split("\n").map((line, at): [number, string] => [at + 1, line]);
	return lines.filter(([, line]) => !isComment(line) && words.test(line)).map(([at, line]) => `${at}: ${line.trim()}`);
}

test("finds an engine's words in code, and not in comments", () => {
	expect(wordsIn("/** `lxc list` */\nconst client = 'lxc';\nconst lxcfs = 'a';\n\t * lxdbr0\n")).toEqual([
		"2: const client = 'lxc';",
	]);
});

test("has the words of an engine in its row of src/engines, and nowhere else", async () => {
	const root = new URL("../src/", import.meta.url).pathname;
	const files = (await readdir(root, { recursive: true })).filter(
		(file) => /\.ts$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !excused.test(file),
	);
	expect(files.length).toBeGreaterThan(100);
	const found = await Promise.all(
		files.map(async (file) => wordsIn(await readFile(join(root, file), "utf8")).map((line) => `${file}:${line}`)),
	);
	expect(found.flat()).toEqual([]);
});
