import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { textOf } from "./files.js";

/** Something that is mounted. */
export interface Mount {
	/** Where. */
	point: string;
	/** What, from where and where: the same for two mounts that cannot be told apart. */
	what: string;
}

/** What is mounted, in the order of the kernel's list, in which a mount comes after the one that it lies in. */
export async function mountsNow(): Promise<Mount[]> {
	return parseMounts(await textOf("/proc/self/mountinfo"));
}

/** The mounts in the text of a mountinfo. */
export function parseMounts(mountinfo: string): Mount[] {
	return mountinfo.split("\n").flatMap((line) => {
		const [fields = "", source = ""] = line.split(" - ");
		const [, , device, root, point] = fields.split(" ");
		if (point === undefined) return [];
		const [type, name] = source.split(" ");
		const shown = point.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
		return [{ point: shown, what: [device, root, point, type, name].join(" ") }];
	});
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
