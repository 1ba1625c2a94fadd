import { randomBytes } from "node:crypto";
import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A file could not be written after the run. The result has been printed; exit code 1. */
export class WriteError extends Error {
	/** @param why as the system says it */
	constructor(
		readonly path: string,
		why: string,
	) {
		super(why);
	}
}

/**
 * Replaces a file as a whole, and makes its folder where it is missing. On a full disk the old file stays. Follows links and
 * keeps the file's mode.
 * @throws {WriteError} the file is then as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
	try {
		await replace(path, text);
	} catch (error) {
		throw new WriteError(path, error instanceof Error ? error.message : String(error));
	}
}

async function replace(path: string, text: string): Promise<void> {
	const target = await realpath(path).catch(() => path);
	const there = await stat(target).catch(() => null);
	// A device or a pipe is written to, not replaced.
	if (there !== null && !there.isFile()) return writeFile(target, text);
	await mkdir(dirname(target), { recursive: true });
	const fresh = `${target}.${randomBytes(4).toString("hex")}.tmp`;
	try {
		await writeFile(fresh, text, { flag: "wx" });
		if (there !== null) await chmod(fresh, there.mode);
		await rename(fresh, target);
	} catch (error) {
		await rm(fresh, { force: true });
		throw error;
	}
}
