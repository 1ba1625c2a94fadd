import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Cleanup, CleanupStep } from "../model/cleanup.js";
import { cacheFolder, entryLock, removeTree, unfinishedEntries } from "./cache/cache.js";
import { namesIn } from "./cache/files.js";
import { isLocked } from "./cache/lock.js";
import { type FoundRun, foundRuns, removeRun } from "./podman/runs.js";
import { add, cleanSystem } from "./system/sweep.js";

/**
 * Removes what charla left or kept: machines that were kept or whose process is gone, the folders of their runs,
 * half-made entries of the cache; on demand the whole cache. Never a live run's: every run's lock says whether it is.
 *
 * @param options.cache whether to remove the finished entries too; a live run keeps them
 */
export async function clean(options: { cache: boolean }): Promise<Cleanup> {
	const cache = cacheFolder();
	const dead = (await foundRuns(cache)).filter((run) => !run.live);
	const all = await removeRuns(dead);
	add(all, await cleanSystem());
	all.done.push(...(await removeUnfinished(cache)));
	if (options.cache) all.done.push(...(await removeCache(cache)));
	return all;
}

/**
 * Removes what killed runs left in the cache. Their machines end with them; one that has not is ended.
 *
 * @returns what was removed
 */
export async function sweep(cache: string): Promise<CleanupStep[]> {
	const dead = (await foundRuns(cache)).filter((run) => !run.live && !run.keep);
	return (await removeRuns(dead)).done;
}

async function removeRuns(runs: readonly FoundRun[]): Promise<Cleanup> {
	const all: Cleanup = { done: [], failed: [] };
	for (const run of runs) {
		const left = await removeRun(run);
		all.failed.push(...left.map((line) => ({ code: "left" as const, line })));
		if (left.length === 0) all.done.push({ code: "run-removed", folder: run.folder });
	}
	return all;
}

async function removeUnfinished(cache: string): Promise<CleanupStep[]> {
	const done: CleanupStep[] = [];
	for (const name of await unfinishedEntries(cache)) {
		if (await isLocked(entryLock(cache, name))) continue;
		await removeTree(join(cache, name));
		done.push({ code: "half-made-removed", path: join(cache, name) });
	}
	return done;
}

/** Names of entries, damaged ones too, and the folder in which earlier versions had podman's store. */
const entryNames = /^(root|image)-.*-[0-9a-f]{12}$|^podman$/;

async function removeCache(cache: string): Promise<CleanupStep[]> {
	const live = (await foundRuns(cache)).filter((run) => run.live);
	if (live.length > 0) return [{ code: "cache-in-use", runs: live.map((run) => run.id) }];
	const entries = (await namesIn(cache)).filter((name) => entryNames.test(name)).map((name) => join(cache, name));
	for (const path of [...entries, join(cache, "locks")]) await removeTree(path);
	for (const folder of [join(cache, "runs"), cache]) await rmdir(folder).catch(() => {});
	return entries.map((path) => ({ code: "cached-removed", path }));
}
