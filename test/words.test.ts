import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** The lines of a file that choose words by a language: a table with a key `es`, or a choice between two texts. */
async function choices(file: string): Promise<string[]> {
	const lines = (await readFile(join("src", file), "utf8")).split("\n");
	return lines.flatMap((line, at) => {
		const code = line.replace(/^\s*(?:\*|\/\*|\/\/).*/, "");
		const found = /(?<![\w.$])["']?es["']?:(?!:)/.test(code) || /=== "es"\s*\?\s*(?!\s|"es")/.test(code);
		return found ? [`${file}:${at + 1}: ${line.trim()}`] : [];
	});
}

/** Source files in a folder, without tests. */
async function filesIn(folder: string): Promise<string[]> {
	const names = await readdir(join("src", folder), { recursive: true });
	return names.filter((name) => /(?<!\.test|\.fixture)\.ts$/.test(name)).map((name) => join(folder, name));
}

test("words for people are in messages/, and in no other folder", async () => {
	// read/ knows the words of documents: by them it tells what is typed, printed and claimed.
	const files = (await filesIn("")).filter((file) => !/^(?:messages|read)\//.test(file));
	expect(files.length).toBeGreaterThan(100);
	expect((await Promise.all(files.map(choices))).flat()).toEqual([]);
});

/** Whether a file exports more than types. */
async function exportsValues(file: string): Promise<boolean> {
	return /^export (?:const|function|class)/m.test(await readFile(join("src", file), "utf8"));
}

test("the search finds every table in messages/", async () => {
	const silent = await Promise.all(
		(await filesIn("messages")).map(async (file) =>
			(await exportsValues(file)) && (await choices(file)).length === 0 ? [file] : [],
		),
	);
	expect(silent.flat()).toEqual([]);
});

test("no folder of messages/ has more than a dozen files", async () => {
	const counts = new Map<string, number>();
	for (const file of await filesIn("messages")) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
	expect(counts.size).toBeGreaterThan(0);
	expect([...counts].filter(([, count]) => count > 12)).toEqual([]);
});
