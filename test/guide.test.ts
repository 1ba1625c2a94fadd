import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCompanion } from "../src/companion/load.js";

const guide = "docs/guide";
const documents = (await readdir(guide)).filter((name) => name.endsWith(".md"));
const texts = await Promise.all(
	documents.map(async (name) => [name, await readFile(join(guide, name), "utf8")] as const),
);
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-guide-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** The companions that a guide shows: in blocks of TypeScript, and in those that it writes into a file. */
const companions = texts.flatMap(([name, text]) =>
	[...text.matchAll(/^import [^\n]*from "charla";\n[\s\S]*?^\}\);$/gm)].map(
		([source], at) => [`${name} ${at + 1}`, source] as const,
	),
);

test("the guides show companions", () => {
	expect(companions.length).toBeGreaterThan(3);
});

test.each(companions)("the companion in %s is one", async (name, source) => {
	const path = join(folder, name.replaceAll(/\W/g, "-"));
	await writeFile(`${path}.charla.ts`, source);
	expect(await loadCompanion(`${path}.md`)).not.toBeNull();
});

test("links between the guides lead somewhere", () => {
	const targets = texts.flatMap(([, text]) => [...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, target]) => target));
	expect(targets.length).toBeGreaterThan(5);
	expect(targets.filter((target) => !documents.includes(target ?? ""))).toEqual([]);
});
