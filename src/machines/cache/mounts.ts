import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { z } from "zod";

/** Something that is mounted. */
export interface Mount {
	/** Where. */
	point: string;
	/** What, from where and where: the same for two mounts that cannot be told apart. */
	what: string;
}

/** What findmnt(8) is asked for; it decodes the names that the kernel escapes. */
export const findmntArguments = ["--json", "--list", "--output", "TARGET,MAJ:MIN,FSROOT,FSTYPE,SOURCE"];

const Listed = z.object({
	filesystems: z.array(
		z.object({
			target: z.string(),
			"maj:min": z.string(),
			fsroot: z.string(),
			fstype: z.string(),
			source: z.string().nullable(),
		}),
	),
});

/** What is mounted, in the order of the kernel's list, in which a mount comes after the one that it lies in. */
export async function mountsNow(): Promise<Mount[]> {
	return listedMounts((await execa("findmnt", findmntArguments)).stdout);
}

/** The mounts that findmnt lists. */
export function listedMounts(json: string): Mount[] {
	return Listed.parse(JSON.parse(json)).filesystems.map(({ target, fsroot, fstype, source, ...one }) => ({
		point: target,
		what: [one["maj:min"], fsroot, target, fstype, source].join(" "),
	}));
}

/** Whether a path is a folder's, or lies in it. */
export function isWithin(folder: string, path: string): boolean {
	return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

/** Where something is mounted on a path or in it; to remove the path would remove what is mounted there. */
export async function mountedIn(path: string): Promise<string[]> {
	const real = join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
	return (await mountsNow()).map(({ point }) => point).filter((point) => isWithin(real, point));
}
