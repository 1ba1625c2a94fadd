import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile, WriteError } from "./replace-file.js";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-replace-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("writes a new file, and an old one through its link with its mode", async () => {
	const [file, link] = [join(folder, "a.md"), join(folder, "link.md")];
	await replaceFile(file, "one");
	await replaceFile(join(folder, "b/c.md"), "made with its folder");
	expect(await readFile(file, "utf8")).toBe("one");
	await chmod(file, 0o640);
	await symlink("a.md", link);
	await replaceFile(link, "two");
	expect(await readFile(file, "utf8")).toBe("two");
	expect((await stat(file)).mode & 0o777).toBe(0o640);
	expect(await readdir(folder)).toEqual(["a.md", "b", "link.md"]);
});

test("says what a full disk says, and what stands in the way, and leaves nothing", async () => {
	await expect(replaceFile("/dev/full", "x")).rejects.toMatchObject({
		path: "/dev/full",
		message: expect.stringMatching(/^ENOSPC/),
	});
	await writeFile(join(folder, "file"), "");
	await expect(replaceFile(join(folder, "file/a.md"), "x")).rejects.toBeInstanceOf(WriteError);
	expect(await readdir(folder)).toEqual(["file"]);
});
