import { readFileSync } from "node:fs";
import { textOf } from "../files.js";

/** A process, told apart from a later one that got the same number. */
export interface Owner {
	pid: number;
	/** When it was started, in the kernel's ticks since the boot. */
	start: string;
	/** The boot that it was started in. */
	boot: string;
}

const bootId = "/proc/sys/kernel/random/boot_id";

/** This process. */
export function thisProcess(): Owner {
	return {
		pid: process.pid,
		start: startIn(readFileSync("/proc/self/stat", "utf8")),
		boot: readFileSync(bootId, "utf8").trim(),
	};
}

/** Whether a process is still there. */
export async function isAlive({ pid, start, boot }: Owner): Promise<boolean> {
	const [stat, now] = await Promise.all([textOf(`/proc/${pid}/stat`), textOf(bootId)]);
	return stat !== "" && startIn(stat) === start && now.trim() === boot;
}

/** The start time in the text of /proc/PID/stat: field 22, counted after the name, which may have blanks and brackets in it. */
export function startIn(stat: string): string {
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
