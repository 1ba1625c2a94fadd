import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, statfs, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { type MachineProgress, MachineUnavailable, moreSpace } from "../machine.js";
import { checksum } from "./checksum.js";
import { exists, namesIn } from "./files.js";
import { lockFile, takeLock } from "./lock.js";
import { mountedIn } from "./mounts.js";

/** A finished entry of the cache. */
export interface CacheEntry {
	/** Its folder. */
	path: string;
	/** When it was made: an ISO date, `2026-11-24`. */
	made: string;
	/** Whether it was there before this run. */
	fromCache: boolean;
}

/** What an entry is made from: the same recipe is made once, a changed one is another entry. */
export interface Recipe {
	/** What it is, as the name of its folder begins: `root-debian-12`. */
	kind: string;
	/** Everything that its content depends on; plain data. */
	content: unknown;
}

/** How an entry is made. */
export interface Making {
	progress: MachineProgress;
	/** Ends the making. */
	signal?: AbortSignal | undefined;
}

const unfinished = ".making-";

/** The folder of everything that charla keeps between runs: `$CHARLA_CACHE`, `$XDG_CACHE_HOME/charla` or `~/.cache/charla`. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
	if (environment.CHARLA_CACHE) return environment.CHARLA_CACHE;
	return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "charla");
}

/** The name of a recipe's entry. */
export function entryName(recipe: Recipe): string {
	const hash = createHash("sha256").update(JSON.stringify(recipe.content)).digest("hex");
	return `${recipe.kind}-${hash.slice(0, 12)}`;
}

/**
 * The entry of a recipe, made now if it is not there.
 *
 * It is made under another name and renamed when it is finished, so a half-made one is never used; two runs that
 * want the same one make it once. One whose content has changed since is made again, and `progress` is told.
 *
 * @param make fills the empty folder that it is given
 * @throws the signal's reason where it is aborted before the entry is there; a half-made one is removed
 */
export async function cached(
	folder: string,
	recipe: Recipe,
	make: (directory: string) => Promise<void>,
	{ progress, signal }: Making,
): Promise<CacheEntry> {
	const name = entryName(recipe);
	const path = join(folder, name);
	const found = await intactEntry(path);
	if (found !== null) return found;
	await fullDiskNamed(folder, () => mkdir(folder, { recursive: true }));
	const waiting = () => progress({ code: "waiting-for-entry", name });
	const lock = await takeLock(entryLock(folder, name), { waiting, signal });
	try {
		const foundNow = await intactEntry(path);
		if (foundNow !== null) return foundNow;
		if (await exists(path)) {
			progress({ code: "damaged-entry", path });
			await removeTree(path);
		}
		for (const stale of await unfinishedEntries(folder, name)) await removeTree(join(folder, stale));
		const making = join(folder, `${unfinished}${name}-${randomBytes(4).toString("hex")}`);
		try {
			return await fullDiskNamed(folder, async () => {
				await mkdir(making);
				await make(making);
				signal?.throwIfAborted();
				const made = new Date().toISOString().slice(0, 10);
				const entry = { made, checksum: await checksum(making), recipe };
				await writeFile(join(making, "entry.json"), JSON.stringify(entry, null, "\t"));
				await rename(making, path);
				return { path, made, fromCache: false };
			});
		} catch (error) {
			await removeTree(making);
			throw error;
		}
	} finally {
		await lock.release();
	}
}

/** Bytes under which a disk counts as full: nothing that is kept here is as small. */
const full = 2 ** 20;

/**
 * Makes something in a folder; where that fails on a full disk, the folder is named.
 *
 * @throws MachineUnavailable for a full disk; what `make` throws otherwise
 */
async function fullDiskNamed<T>(folder: string, make: () => Promise<T>): Promise<T> {
	try {
		return await make();
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Number.POSITIVE_INFINITY, bsize: 1 }));
		if (!/ENOSPC|No space left on device/.test(said) && bavail * bsize > full) throw error;
		throw new MachineUnavailable({ code: "disk-full", folder, said }, moreSpace);
	}
}

/** The names of the finished entries. */
export async function finishedEntries(folder: string): Promise<string[]> {
	const names = await namesIn(folder);
	const entries = await Promise.all(names.map(async (name) => ((await readEntry(join(folder, name))) ? [name] : [])));
	return entries.flat();
}

/** The names of half-made entries, of one entry or of all. */
export async function unfinishedEntries(folder: string, name = ""): Promise<string[]> {
	return (await namesIn(folder)).filter((each) => each.startsWith(`${unfinished}${name}`));
}

/** The file of the lock under which an entry is made. A half-made entry's name stands for its entry. */
export function entryLock(folder: string, name: string): string {
	const entry = name.startsWith(unfinished) ? name.slice(unfinished.length).replace(/-[0-9a-f]{8}$/, "") : name;
	return lockFile(folder, entry);
}

/**
 * Removes a folder and all in it.
 *
 * @throws Error where something is mounted on it or in it: that would be emptied as well
 */
export async function removeTree(path: string): Promise<void> {
	const mounted = await mountedIn(path);
	if (mounted.length > 0) throw new Error(`${path} cannot be removed: something is mounted on ${mounted.join(", ")}`);
	await execa("rm", ["-rf", "--one-file-system", "--", path], { timeout: 120_000 });
}

/** An entry whose content is what it was when it was made. */
async function intactEntry(path: string): Promise<CacheEntry | null> {
	const entry = await readEntry(path);
	return entry !== null && (await checksum(path)) === entry.checksum ? entry : null;
}

async function readEntry(path: string): Promise<(CacheEntry & { checksum: string }) | null> {
	try {
		const entry = written.parse(JSON.parse(await readFile(join(path, "entry.json"), "utf8")));
		return { path, ...entry, fromCache: true };
	} catch {
		return null;
	}
}

const written = z.object({ made: z.string(), checksum: z.string() });
