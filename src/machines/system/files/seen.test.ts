import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { handsOf } from "./hands.js";
import { look, namesSeen, treeSeen, treeUpTo } from "./seen.js";

const act = handsOf(null);

async function folderOf(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "charla-test-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	await mkdir(join(folder, "a|b"));
	await writeFile(join(folder, "a|b", "new\nline"), "x", { mode: 0o640 });
	await symlink("nowhere", join(folder, "link"));
	return folder;
}

test("the system's answer and the program's are the same", async () => {
	const folder = await folderOf();
	const tree = await treeSeen(folder, act);
	expect(tree.map(({ path }) => path.slice(folder.length)).sort()).toEqual(["", "/a|b", "/a|b/new\nline", "/link"]);
	for (const { path, seen } of tree) expect(await look(path, act)).toEqual(seen);
	expect(await look(join(folder, "a|b", "new\nline"), act)).toMatchObject({ kind: "file", mode: 0o640, size: 1 });
	expect(await look(join(folder, "link"), act)).toMatchObject({ kind: "link" });
});

test("a moved file is known again, and nothing is nothing", async () => {
	const folder = await folderOf();
	const before = await look(join(folder, "a|b"), act);
	await rename(join(folder, "a|b"), join(folder, "c"));
	expect((await look(join(folder, "c"), act))?.identity).toBe(before?.identity);
	expect(await look(join(folder, "a|b"), act)).toBe(null);
	expect(await look(join(folder, "link", "x"), act)).toBe(null);
	expect(await namesSeen(join(folder, "none"), act)).toEqual([]);
});

test("a tree is listed up to a number", async () => {
	const folder = await folderOf();
	expect((await treeUpTo(folder, 9, act))?.folders).toEqual([folder, join(folder, "a|b")]);
	expect(await treeUpTo(folder, 3, act)).toBe(null);
});
