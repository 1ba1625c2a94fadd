import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, entryLock, finishedEntries, removeTree, unfinishedEntries } from "./cache.js";
import { exists } from "./files.js";
import { isLocked } from "./lock.js";
import { podman, podmanEnvironment, runLabel, storeFolder, sweepStores } from "./podman.js";
import { foundRuns, isLive } from "./runs.js";

/**
 * Removes what charla left or kept: machines that were kept or whose process is gone, the folders of their runs,
 * half-made entries of the cache; on demand the whole cache. Never a live run's, never another's container: podman's
 * store is our own, and every machine in it bears our label.
 *
 * @param options.cache whether to remove the finished entries too; a live run keeps them
 * @returns what was removed or could not be, one line each
 */
export async function clean(options: { cache: boolean }): Promise<string[]> {
	const cache = cacheFolder();
	const done = [
		...(await removeMachines(cache)),
		...(await removeRuns(cache)),
		...(await sweepStores(cache)).map((path) => `podman's store of an earlier boot: ${path}`),
		...(await removeUnfinished(cache)),
	];
	return options.cache ? [...done, ...(await removeCache(cache))] : done;
}

async function removeMachines(cache: string): Promise<string[]> {
	const store = await storeFolder(cache);
	if (!(await exists(store))) return [];
	const environment = await podmanEnvironment(cache);
	const format = `{{.Names}} {{index .Labels "${runLabel}"}}`;
	const listed = await podman(
		environment,
		["ps", "--all", "--filter", `label=${runLabel}`, "--format", format],
		20_000,
	);
	if (!listed.ok) return [`podman could not list machines: ${listed.stderr}`];
	const done: string[] = [];
	for (const line of listed.stdout.split("\n").filter(Boolean)) {
		const [name = "", id = ""] = line.split(" ");
		if (await isLive(id)) continue;
		const removed = await podman(environment, ["rm", "--force", "--time", "0", "--volumes", name], 60_000);
		done.push(removed.ok ? `machine: ${name}` : `machine ${name} could not be removed: ${removed.stderr}`);
	}
	return done;
}

async function removeRuns(cache: string): Promise<string[]> {
	const dead = (await foundRuns(cache)).filter((run) => !run.live);
	for (const run of dead) await removeTree(run.folder);
	return dead.map((run) => `run: ${run.folder}`);
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
	for (const path of paths) await removeTree(path);
	for (const folder of [join(cache, "runs"), cache]) await rmdir(folder).catch(() => {});
	return paths.map((path) => `cache: ${path}`);
}
