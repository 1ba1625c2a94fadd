import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { namesIn, textOf } from "../../cache/files.js";
import { putBackFrom, WatchedFiles } from "./files.js";

/** A folder of somebody's, and one of the run's beside it. */
async function folders(): Promise<{ theirs: string; own: string }> {
	const base = await mkdtemp(join(tmpdir(), "charla-test-"));
	onTestFinished(() => rm(base, { recursive: true, force: true }));
	const [theirs, own] = [join(base, "theirs"), join(base, "own")];
	await mkdir(theirs);
	return { theirs, own };
}

const variables = (values: Record<string, string>) => async (name: string) => values[name] ?? "";

test("what a statement makes in a folder that it names is taken away", async () => {
	const { theirs, own } = await folders();
	const files = new WatchedFiles(own);
	const expand = variables({ PWD: own, fpath: "etc/hosts" });
	const ended = await files.watch(`lxc file pull web/\${fpath} ${theirs}/`, expand);
	await writeFile(join(theirs, "hosts"), "pulled");
	await ended();
	expect(await files.putBack()).toEqual([]);
	expect(await namesIn(theirs)).toEqual([]);
});

test("what a statement overwrites is put back, byte for byte", async () => {
	const { theirs, own } = await folders();
	const path = join(theirs, "hosts");
	await writeFile(path, "mine\n", { mode: 0o640 });
	const files = new WatchedFiles(own);
	const ended = await files.watch(`lxc file pull web/etc/hosts ${theirs}/`, variables({ PWD: own }));
	await writeFile(path, "pulled, and longer");
	await ended();
	expect(await files.putBack()).toEqual([]);
	expect(await readFile(path, "utf8")).toBe("mine\n");
});

test("redirections, new folders and relative names count as well", async () => {
	const { theirs, own } = await folders();
	const files = new WatchedFiles(own);
	const ended = await files.watch(`mkdir -p ${theirs}/a/b; echo x >c`, variables({ PWD: theirs }));
	await mkdir(join(theirs, "a", "b"), { recursive: true });
	await writeFile(join(theirs, "c"), "x");
	await ended();
	expect(await files.putBack()).toEqual([]);
	expect(await namesIn(theirs)).toEqual([]);
});

test("what no word explains is left, and said", async () => {
	const { theirs, own } = await folders();
	const files = new WatchedFiles(own);
	const ended = await files.watch(`mktemp -d --tmpdir=${theirs}`, variables({ PWD: own }));
	await mkdir(join(theirs, "tmp.abc"));
	await ended();
	expect(await files.putBack()).toEqual([`file ${theirs}/tmp.abc: came while a statement ran`]);
});

test("another process can put it all back", async () => {
	const { theirs, own } = await folders();
	await writeFile(join(theirs, "hosts"), "mine");
	await new WatchedFiles(own).watch(`cp /etc/hosts ${theirs}; cp /etc/hosts ${theirs}/new`, variables({ PWD: own }));
	await writeFile(join(theirs, "hosts"), "copied");
	await writeFile(join(theirs, "new"), "copied");
	expect(await putBackFrom(own)).toEqual([]);
	expect(await textOf(join(theirs, "hosts"))).toBe("mine");
	expect(await namesIn(theirs)).toEqual(["hosts"]);
});
