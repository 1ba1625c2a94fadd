import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { textOf } from "../cache/files.js";

/** A loop device that has a file. */
export interface Loop {
	/** `loop3`. */
	name: string;
	/** The number of this attachment, which no later one of the same device has. */
	attachment: string;
	/** The file, as whoever attached it saw it. */
	file: string;
}

const listed = z.object({
	loopdevices: z.array(z.object({ name: z.string(), "back-maj:min": z.string(), "back-file": z.string().nullable() })),
});

/**
 * The file systems that only a machine has in sight, as device numbers (`0:44`): a file on one of them is the machine's.
 *
 * @param pids processes of the machine
 */
export async function fileSystemsOf(pids: readonly number[]): Promise<string[]> {
	const [here, ...there] = await Promise.all(
		["self", ...pids].map(async (pid) => deviceNumbers(await textOf(`/proc/${pid}/mountinfo`))),
	);
	return [...new Set(there.flat())].filter((device) => here?.includes(device) === false);
}

/** The device numbers in the text of a mountinfo. */
export function deviceNumbers(mountinfo: string): string[] {
	return mountinfo.split("\n").flatMap((line) => line.split(" ")[2] ?? []);
}

/** The loop devices whose file lies on one of the given file systems. */
export async function loopsOn(fileSystems: readonly string[]): Promise<Loop[]> {
	const { stdout } = await execa("losetup", ["--json", "--list", "--output", "NAME,BACK-MAJ:MIN,BACK-FILE"], {
		reject: false,
	});
	if (!stdout) return [];
	const { loopdevices } = listed.parse(JSON.parse(stdout));
	const there = loopdevices.filter((loop) => fileSystems.includes(loop["back-maj:min"].trim()));
	return Promise.all(
		there.map(async (loop) => {
			const name = loop.name.replace("/dev/", "");
			return { name, attachment: await attachmentOf(name), file: loop["back-file"] ?? "" };
		}),
	);
}

/**
 * Takes the files off loop devices; a device that is some other's by now is left alone.
 *
 * @returns those that still have theirs
 */
export async function detach(loops: readonly Loop[]): Promise<Loop[]> {
	const left: Loop[] = [];
	for (const loop of loops) {
		if (!(await isAttached(loop))) continue;
		await execa("losetup", ["--detach", `/dev/${loop.name}`], { reject: false });
		if (await isAttached(loop)) left.push(loop);
	}
	return left;
}

async function isAttached({ name, attachment }: Loop): Promise<boolean> {
	const file = await textOf(join("/sys/block", name, "loop/backing_file"));
	return file !== "" && (await attachmentOf(name)) === attachment;
}

async function attachmentOf(name: string): Promise<string> {
	return (await textOf(join("/sys/block", name, "diskseq"))).trim();
}
