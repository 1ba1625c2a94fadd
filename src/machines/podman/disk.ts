import { statfs, truncate, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { execa } from "execa";
import { MachineUnavailable, moreSpace } from "../machine.js";

/** Bytes that a machine's disk holds where the real one has them. */
const most = 20 * 2 ** 30;

/** Bytes without which nothing useful can be installed. */
const least = 2 ** 30;

/**
 * Makes the disk of a run, a sparse file with an ext4 file system: it takes up what is written to it, and no more than
 * nine tenths of what is free now.
 *
 * @param path where the file will be
 * @throws MachineUnavailable where the real disk is full
 */
export async function makeDisk(path: string): Promise<void> {
	const { bavail, bsize } = await statfs(dirname(path));
	const size = Math.min(most, Math.floor((bavail * bsize * 0.9) / 2 ** 20) * 2 ** 20);
	if (size < least) {
		const freeMiB = Math.round((bavail * bsize) / 2 ** 20);
		const neededMiB = Math.ceil(least / 0.9 / 2 ** 20);
		throw new MachineUnavailable({ code: "no-disk-space", folder: dirname(path), freeMiB, neededMiB }, moreSpace);
	}
	await writeFile(path, "");
	await truncate(path, size);
	const options = ["-q", "-F", "-m", "0", "-O", "^has_journal", "-E", "lazy_itable_init=1,nodiscard"];
	const made = await execa("mkfs.ext4", [...options, path], { reject: false, env: withAdminPrograms });
	if (made.failed) throw new MachineUnavailable({ code: "disk-not-made", path, said: made.stderr }, "charla doctor");
}

/** Programs of an administrator are not in every user's PATH. */
export const withAdminPrograms = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
