import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, entryLock, finishedEntries, removeTree, unfinishedEntries } from "./cache/cache.js";
import { exists } from "./cache/files.js";
import { isLocked } from "./cache/lock.js";
import { returnNamespaceMount } from "./podman/namespace-mount.js";
import { containerName, podman, podmanEnvironment, runLabel, storeFolder, sweepStores } from "./podman/podman.js";
import { type FoundRun, forgetLock, foundRuns, isLive } from "./podman/runs.js";
import { add, type Cleaned, cleanSystem } from "./system/sweep.js";

/**
 * Removes what charla left or kept: machines that were kept or whose process is gone, the folders of their runs,
 * half-made entries of the cache; on demand the whole cache. Never a live run's, never another's container: podman's
 * store is our own, and every machine in it bears our label.
 *
 * @param options.cache whether to remove the finished entries too; a live run keeps them
 */
export async function clean(options: { cache: boolean }): Promise<Cleaned> {
	const cache = cacheFolder();
	const dead = (await foundRuns(cache)).filter((run) => !run.live);
	const all = await removeRuns(cache, dead);
	if (await exists(await storeFolder(cache))) add(all, await removeStrays(cache));
	all.done.push(...(await sweepStores(cache)).map((path) => `podman's store of an earlier boot: ${path}`));
	add(all, await cleanSystem());
	all.done.push(...(await removeUnfinished(cache)));
	await returnNamespaceMount(cache);
	if (options.cache) all.done.push(...(await removeCache(cache)));
	return all;
}

/**
 * Removes what killed runs left in the cache. Their machines end with them; one that has not is ended.
 *
 * @returns what was removed, one line each
 */
export async function sweep(cache: string): Promise<string[]> {
	const dead = (await foundRuns(cache)).filter((run) => !run.live && !run.keep);
	const { done } = await removeRuns(cache, dead);
	done.push(...(await sweepStores(cache)));
	await returnNamespaceMount(cache);
	return done;
}

async function removeRuns(cache: string, runs: readonly FoundRun[]): Promise<Cleaned> {
	const all: Cleaned = { done: [], failed: [] };
	for (const run of runs) {
		add(all, await removeMachine(cache, containerName(run.id)));
		await removeTree(run.folder);
		await forgetLock(cache, run.id);
		all.done.push(`run: ${run.folder}`);
	}
	return all;
}

/** Machines whose run's folder is gone. */
async function removeStrays(cache: string): Promise<Cleaned> {
	const environment = await podmanEnvironment(cache);
	const format = `{{.Names}} {{index .Labels "${runLabel}"}}`;
	const argv = ["ps", "--all", "--filter", `label=${runLabel}`, "--format", format];
	const listed = await podman(environment, argv, 20_000);
	const all: Cleaned = { done: [], failed: [] };
	if (!listed.ok) all.failed.push(`podman could not list machines: ${listed.stderr}`);
	for (const line of listed.ok ? listed.stdout.split("\n").filter(Boolean) : []) {
		const [name = "", id = ""] = line.split(" ");
		if (!(await isLive(cache, id))) add(all, await removeMachine(cache, name));
	}
	return all;
}

/** Removes a machine if it is there. */
async function removeMachine(cache: string, name: string): Promise<Cleaned> {
	const environment = await podmanEnvironment(cache);
	if (!(await podman(environment, ["container", "exists", name], 20_000)).ok) return { done: [], failed: [] };
	const removed = await podman(environment, ["rm", "--force", "--time", "0", "--volumes", "--ignore", name], 60_000);
	return removed.ok
		? { done: [`machine: ${name}`], failed: [] }
		: { done: [], failed: [`machine ${name} could not be removed: ${removed.stderr}`] };
}

async function removeUnfinished(cache: string): Promise<string[]> {
	const done: string[] = [];
	for (const name of await unfinishedEntries(cache)) {
		if (await isLocked(entryLock(cache, name))) continue;
		await removeTree(join(cache, name));
		done.push(`half-made: ${join(cache, name)}`);
	}
	return done;
}

async function removeCache(cache: string): Promise<string[]> {
	const live = (await foundRuns(cache)).filter((run) => run.live);
	if (live.length > 0) return [`the cache stays: in use by ${live.map((run) => run.id).join(", ")}`];
	const entries = (await finishedEntries(cache)).map((name) => join(cache, name));
	const store = join(cache, "podman");
	const paths = [...entries, ...((await exists(store)) ? [store] : [])];
	for (const path of [...paths, join(cache, "locks")]) await removeTree(path);
	for (const folder of [join(cache, "runs"), cache]) await rmdir(folder).catch(() => {});
	return paths.map((path) => `cache: ${path}`);
}
