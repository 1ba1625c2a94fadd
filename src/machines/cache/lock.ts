import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { exists } from "./files.js";

/** A lock that this process holds. */
export interface Lock {
	release(): Promise<void>;
}

/** How long a lock is waited for, and who is told. */
export interface LockOptions {
	/** Called once if somebody else holds it. */
	waiting?: () => void;
	/** Ends the wait: `takeLock` then throws its reason. */
	signal?: AbortSignal | undefined;
}

/** The exit code by which flock(1) says that somebody else holds the lock. */
const HELD = 75;

/** The file in a cache that stands for the lock `name`. Lock files are empty, and stay. */
export function lockFile(cache: string, name: string): string {
	return join(cache, "locks", name.replace(/[^\w.-]+/g, "-"));
}

/**
 * Waits until no process holds the lock on a file, and takes it. The file is made if it is not there.
 *
 * The lock is flock(2)'s, held by a child, flock(1): it excludes whoever opens the same file, also from another network
 * namespace or another container. The kernel ends the child with this process, however that ends, and frees the lock.
 * The child is in a session of its own, so Ctrl-C in a terminal does not free it.
 *
 * @param path the file; {@link lockFile} names one in the cache
 * @throws the signal's reason where it is aborted while the lock is awaited
 */
export async function takeLock(path: string, { waiting, signal }: LockOptions = {}): Promise<Lock> {
	if (!(await exists(path))) await mkdir(dirname(path), { recursive: true });
	const atOnce = await hold(path, ["--nonblock", "--conflict-exit-code", String(HELD)], signal);
	if (atOnce !== null) return atOnce;
	waiting?.();
	const lock = await hold(path, [], signal);
	if (lock === null) throw new Error(`${path} could not be locked`);
	return lock;
}

/** Whether a live process holds the lock on a file. A file that is not there is not locked. */
export async function isLocked(path: string): Promise<boolean> {
	if (!(await exists(path))) return false;
	const argv = ["--shared", "--nonblock", "--conflict-exit-code", String(HELD), path, "true"];
	return (await execa("flock", argv, { reject: false, stdin: "ignore" })).exitCode === HELD;
}

/** Starts the process that holds the lock; null where somebody else does. It ends with its standard input. */
async function hold(path: string, options: readonly string[], signal: AbortSignal | undefined): Promise<Lock | null> {
	signal?.throwIfAborted();
	const argv = ["--pdeathsig", "KILL", "flock", "--no-fork", ...options, path, "sh", "-c", "echo held; exec cat"];
	const holder = execa("setpriv", argv, { detached: true, reject: false, buffer: { stdout: false } });
	const end = () => void holder.kill("SIGKILL");
	signal?.addEventListener("abort", end);
	const ended = await Promise.race([once(holder.stdout, "data").then(() => null), holder]);
	signal?.removeEventListener("abort", end);
	const release = async () => {
		holder.stdin.end();
		await holder;
	};
	if (signal?.aborted) await release();
	signal?.throwIfAborted();
	if (ended === null) return { release };
	if (ended.exitCode === HELD) return null;
	throw new Error(`${path} could not be locked: ${ended.stderr || ended.shortMessage}`);
}
