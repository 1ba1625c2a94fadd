import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Progress } from "../../model/progress.js";
import { cached, cacheFolder, entryLock, entryName, finishedEntries, unfinishedEntries } from "./cache.js";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-cache-"));
});
afterEach(() => rm(folder, { recursive: true }));

const silent = { progress: () => {} };
const recipe = { kind: "root", content: { suite: "bookworm" } };

test("takes its folder from the environment", () => {
	expect(cacheFolder({ CHARLA_CACHE: "/c", XDG_CACHE_HOME: "/x" })).toBe("/c");
	expect(cacheFolder({ XDG_CACHE_HOME: "/x" })).toBe("/x/charla");
	expect(cacheFolder({ CHARLA_CACHE: "" })).toMatch(/\/\.cache\/charla$/);
});

test("makes an entry once, and says that the next one came from the cache", async () => {
	let made = 0;
	const make = async (directory: string) => {
		made++;
		await writeFile(join(directory, "file"), "content");
	};
	const first = await cached(folder, recipe, make, silent);
	const second = await cached(folder, recipe, make, silent);
	expect([first.fromCache, second.fromCache, made]).toEqual([false, true, 1]);
	expect(second.made).toMatch(/^\d{4}-\d\d-\d\d$/);
	expect(await readFile(join(second.path, "file"), "utf8")).toBe("content");
	expect(await finishedEntries(folder)).toEqual([entryName(recipe)]);
});

test("makes another entry of another recipe", () => {
	expect(entryName({ kind: "root", content: { suite: "trixie" } })).not.toBe(entryName(recipe));
});

test("lets two that want the same entry make it once", async () => {
	let made = 0;
	const waits: Progress[] = [];
	const make = async () => {
		made++;
		await after(50);
	};
	const entries = await Promise.all(
		[1, 2, 3].map(() => cached(folder, recipe, make, { progress: (event) => void waits.push(event) })),
	);
	expect(made).toBe(1);
	expect(new Set(entries.map((entry) => entry.path)).size).toBe(1);
	expect(waits).toEqual(Array(2).fill({ code: "waiting-for-entry", name: entryName(recipe) }));
});

test.each([
	["cut off", (path: string) => truncate(join(path, "image"), 3)],
	["edited", (path: string) => writeFile(join(path, "image"), "CONTENT")],
	["missing a file", (path: string) => rm(join(path, "tree/etc/passwd"))],
	["with a file too many", (path: string) => writeFile(join(path, "tree/extra"), "")],
	["with another mode", (path: string) => chmod(join(path, "tree/etc/passwd"), 0o666)],
	["without its note", (path: string) => rm(join(path, "entry.json"))],
	["with half a note", (path: string) => truncate(join(path, "entry.json"), 20)],
])("makes an entry again that is %s, and says so", async (_, damage) => {
	const said: Progress[] = [];
	const make = async (directory: string) => {
		await writeFile(join(directory, "image"), "content");
		await mkdir(join(directory, "tree/etc"), { recursive: true });
		await writeFile(join(directory, "tree/etc/passwd"), "root");
	};
	const { path } = await cached(folder, recipe, make, silent);
	await damage(path);
	const again = await cached(folder, recipe, make, { progress: (event) => void said.push(event) });
	expect([again.fromCache, said]).toEqual([false, [{ code: "damaged-entry", path }]]);
	expect(await readFile(join(path, "image"), "utf8")).toBe("content");
	expect((await cached(folder, recipe, make, silent)).fromCache).toBe(true);
});

test.runIf(process.getuid?.() === 0)("names the folder whose disk is full, and leaves nothing there", async () => {
	const small = join(folder, "small");
	await mkdir(small);
	await execa("mount", ["-t", "tmpfs", "-o", "size=1M", "tmpfs", small]);
	try {
		const make = (directory: string) => writeFile(join(directory, "image"), Buffer.alloc(2 ** 21));
		await expect(cached(small, recipe, make, silent)).rejects.toMatchObject({
			name: "MachineUnavailable",
			fault: { code: "disk-full", folder: small },
		});
		expect(await readdir(small)).toEqual(["locks"]);
	} finally {
		await execa("umount", [small]);
	}
});

test("leaves nothing of an entry that could not be made", async () => {
	const failing = cached(folder, recipe, () => Promise.reject(new Error("no network")), silent);
	await expect(failing).rejects.toThrow("no network");
	expect(await readdir(folder)).toEqual(["locks"]);
});

test("leaves nothing of an entry whose making is cut off, and waits for no lock then", async () => {
	const interruption = new AbortController();
	const cutOff = { ...silent, signal: interruption.signal };
	const making = cached(folder, recipe, async () => interruption.abort(), cutOff);
	await expect(making).rejects.toThrow(/abort/);
	await expect(cached(folder, recipe, async () => {}, cutOff)).rejects.toThrow(/abort/);
	expect(await readdir(folder)).toEqual(["locks"]);
});

test("never uses what a killed run left half-made, and removes it", async () => {
	const half = join(folder, `.making-${entryName(recipe)}-0a1b2c3d`);
	await mkdir(half);
	expect(await unfinishedEntries(folder)).toHaveLength(1);
	expect(entryLock(folder, `.making-${entryName(recipe)}-0a1b2c3d`)).toBe(entryLock(folder, entryName(recipe)));
	await cached(folder, recipe, async () => {}, silent);
	await expect(access(half)).rejects.toThrow();
});
