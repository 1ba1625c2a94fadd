import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it as test } from "vitest";
import { workingTree } from "./working-tree.js";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-tree-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function files(...paths: string[]): Promise<void> {
	for (const path of paths) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), path);
	}
}

const git = (below: string, ...argv: string[]) => promisify(execFile)("git", argv, { cwd: join(folder, below) });
const listed = async (path = folder) => (await workingTree(path)).paths.sort();

test("lists what git tracks and does not ignore, also new files, and not what is deleted", async () => {
	await git("", "init", "-q");
	await files("tracked", "gone", "new ñ", "node_modules/a.js", ".gitignore", "-rf");
	await writeFile(join(folder, ".gitignore"), "node_modules\n");
	await symlink("/etc/passwd", join(folder, "link"));
	await git("", "add", "tracked", "gone");
	await rm(join(folder, "gone"));
	expect(await listed()).toEqual(["-rf", ".gitignore", "link", "new ñ", "tracked"]);
});

test("lists of a folder below a repository's top only that folder", async () => {
	await git("", "init", "-q");
	await files("other", "package/a", "package/b/c");
	expect(await listed(join(folder, "package"))).toEqual(["a", "b/c"]);
});

test("lists a repository within by its own git", async () => {
	await git("", "init", "-q");
	await files("a", "within/b", "within/ignored", "within/.gitignore");
	await writeFile(join(folder, "within/.gitignore"), "ignored\n");
	await git("within", "init", "-q");
	expect(await listed()).toEqual(["a", "within/.gitignore", "within/b"]);
});

test("starts no program of the repository's configuration", async () => {
	await git("", "init", "-q");
	await files("a");
	await git("", "config", "core.fsmonitor", `touch ${join(folder, "started")}; false`);
	expect(await listed()).toEqual(["a"]);
	await git("", "ls-files", "--others");
	// git does start it where nobody forbids it.
	expect(await listed()).toEqual(["a", "started"]);
});

test("lists all of a folder without git, and its size", async () => {
	await files("a", "node_modules/b");
	await mkdir(join(folder, "empty"));
	const { paths, bytes } = await workingTree(folder);
	expect(paths.sort()).toEqual(["a", "empty", "node_modules", "node_modules/b"]);
	expect(bytes).toBe("a".length + "node_modules/b".length);
});

test("refuses what is not there, what is no folder, and an empty one", async () => {
	await files("file");
	await mkdir(join(folder, "empty"));
	const fault = (name: string) => workingTree(join(folder, name)).catch(({ fault }) => fault.code);
	expect(await fault("nowhere")).toBe("no-files");
	expect(await fault("file")).toBe("no-folder");
	expect(await fault("empty")).toBe("nothing-to-bring");
});

test("stops counting where it is too much", async () => {
	await files("a", "b", "c");
	const tooMany = workingTree(folder, { bytes: 2 ** 20, files: 1 });
	await expect(tooMany).rejects.toMatchObject({ fault: { code: "files-too-large", files: 2, most: 1, mostMiB: 1 } });
	const tooLarge = workingTree(folder, { bytes: 2, files: 100 });
	await expect(tooLarge).rejects.toMatchObject({ fault: { code: "files-too-large", files: 3 } });
	expect((await workingTree(folder, { bytes: 3, files: 3 })).bytes).toBe(3);
});
