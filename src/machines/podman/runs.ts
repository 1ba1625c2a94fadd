import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { removeTree } from "../cache/cache.js";
import { namesIn } from "../cache/files.js";
import { isLocked, type Lock, lockFile, takeLock } from "../cache/lock.js";

/** A run of a machine: its id, and the folder in the cache that is its own. */
export interface Run {
	id: string;
	folder: string;
	lock: Lock;
}

/** A run that was found in the cache. */
export interface FoundRun {
	id: string;
	folder: string;
	/** Whether the process that started it is still there. */
	live: boolean;
	/** Whether its machine was to outlive that process. */
	keep: boolean;
}

/** Begins a run. It counts as live as long as this process lives and has not ended it. */
export async function beginRun(cache: string, keep: boolean): Promise<Run> {
	const id = randomBytes(4).toString("hex");
	const lock = await takeLock(liveLock(cache, id));
	const folder = join(cache, "runs", id);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await writeFile(join(folder, "run.json"), JSON.stringify({ id, keep, pid: process.pid }));
	return { id, folder, lock };
}

/** Ends a run: its folder goes, and the file of its lock, for which nobody waits. */
export async function endRun(run: Run): Promise<void> {
	await removeTree(run.folder);
	await forgetLock(dirname(dirname(run.folder)), run.id);
	await run.lock.release();
}

/** Removes the file of a run's lock. */
export async function forgetLock(cache: string, id: string): Promise<void> {
	await rm(liveLock(cache, id), { force: true });
}

/** The runs whose folders are in the cache. */
export async function foundRuns(cache: string): Promise<FoundRun[]> {
	const folder = join(cache, "runs");
	const ids = await namesIn(folder);
	return Promise.all(
		ids.map(async (id) => ({
			id,
			folder: join(folder, id),
			live: await isLive(cache, id),
			keep: await isKept(join(folder, id)),
		})),
	);
}

/** Whether the process that started a run is still there. */
export function isLive(cache: string, id: string): Promise<boolean> {
	return isLocked(liveLock(cache, id));
}

function liveLock(cache: string, id: string): string {
	return lockFile(cache, `run-${id}`);
}

async function isKept(folder: string): Promise<boolean> {
	try {
		const run: unknown = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
		return typeof run === "object" && run !== null && "keep" in run && run.keep === true;
	} catch {
		return false;
	}
}
