import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Progress } from "../../model/progress.js";
import { cached, cacheFolder, entryLock, entryName, finishedEntries, unfinishedEntries } from "./cache.js";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-cache-"));
});
afterEach(() => rm(folder, { recursive: true }));

const silent = { progress: () => {} };
const recipe = { kind: "root", content: { suite: "bookworm" } };

it("takes its folder from the environment", () => {
	expect(cacheFolder({ CHARLA_CACHE: "/c", XDG_CACHE_HOME: "/x" })).toBe("/c");
	expect(cacheFolder({ XDG_CACHE_HOME: "/x" })).toBe("/x/charla");
	expect(cacheFolder({ CHARLA_CACHE: "" })).toMatch(/\/\.cache\/charla$/);
});

it("makes an entry once, and says that the next one came from the cache", async () => {
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

it("makes another entry of another recipe", () => {
	expect(entryName({ kind: "root", content: { suite: "trixie" } })).not.toBe(entryName(recipe));
});

it("lets two that want the same entry make it once", async () => {
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

it("leaves nothing of an entry that could not be made", async () => {
	const failing = cached(folder, recipe, () => Promise.reject(new Error("no network")), silent);
	await expect(failing).rejects.toThrow("no network");
	expect(await readdir(folder)).toEqual(["locks"]);
});

it("leaves nothing of an entry whose making is cut off, and waits for no lock then", async () => {
	const interruption = new AbortController();
	const cutOff = { ...silent, signal: interruption.signal };
	const making = cached(folder, recipe, async () => interruption.abort(), cutOff);
	await expect(making).rejects.toThrow(/abort/);
	await expect(cached(folder, recipe, async () => {}, cutOff)).rejects.toThrow(/abort/);
	expect(await readdir(folder)).toEqual(["locks"]);
});

it("never uses what a killed run left half-made, and removes it", async () => {
	const half = join(folder, `.making-${entryName(recipe)}-0a1b2c3d`);
	await mkdir(half);
	expect(await unfinishedEntries(folder)).toHaveLength(1);
	expect(entryLock(folder, `.making-${entryName(recipe)}-0a1b2c3d`)).toBe(entryLock(folder, entryName(recipe)));
	await cached(folder, recipe, async () => {}, silent);
	await expect(access(half)).rejects.toThrow();
});
