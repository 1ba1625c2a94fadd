import { randomBytes } from "node:crypto";
import { chmod, realpath, rename, rm, stat, writeFile } from "node:fs/promises";

/**
 * Writes a file so that it is either the old one or the whole new one, also on a full disk. Follows a link, and keeps the file's mode.
 * @throws {NodeJS.ErrnoException} where it cannot be written; the file is then as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
	const target = await realpath(path).catch(() => path);
	const there = await stat(target).catch(() => null);
	// A device or a pipe is written to; it is not replaced.
	if (there !== null && !there.isFile()) return writeFile(target, text);
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
