import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { textOf } from "../cache/files.js";

/** A process, told apart from a later one that got the same number, and from one of another host that shares the engine. */
export const Owner = z.object({
	pid: z.coerce.number().int().positive(),
	/** When it was started, in the kernel's ticks since the boot. */
	start: z.string(),
	/** The boot that it was started in. */
	boot: z.string(),
	host: z.string(),
	/** A hash of the host's machine id; empty where it has none. */
	machine: z.string().default(""),
	/** The namespace in which its number counts. */
	namespace: z.string(),
	uid: z.coerce.number().int(),
});

export type Owner = z.infer<typeof Owner>;

const bootId = "/proc/sys/kernel/random/boot_id";

/** This process. */
export function thisProcess(): Owner {
	return {
		pid: process.pid,
		start: startIn(readFileSync("/proc/self/stat", "utf8")),
		boot: readFileSync(bootId, "utf8").trim(),
		host: hostname(),
		machine: machineId(),
		namespace: readlinkSync("/proc/self/ns/pid"),
		uid: process.getuid?.() ?? 0,
	};
}

/**
 * Whether a process has certainly ended. One of another host, of another PID namespace, or of another user where this one is
 * not root, may be there without being seen.
 */
export async function isGone(owner: Owner): Promise<boolean> {
	const us = thisProcess();
	if (owner.host !== us.host || owner.machine !== us.machine) return false;
	// An earlier boot of this very host; two hosts without a machine id may have one name.
	if (owner.boot !== us.boot) return us.machine !== "";
	if (owner.namespace !== us.namespace || (us.uid !== 0 && us.uid !== owner.uid)) return false;
	const stat = await textOf(`/proc/${owner.pid}/stat`);
	return stat === "" || startIn(stat) !== owner.start;
}

/** Whether a process was started on this host, in this boot and in this PID namespace, so that this one's user or root sees it. */
export function isFromHere(owner: Owner): boolean {
	const us = thisProcess();
	return (["host", "machine", "boot", "namespace"] as const).every((key) => owner[key] === us[key]);
}

/** The start time in the text of /proc/PID/stat: field 22. */
export function startIn(stat: string): string {
	return fieldsAfterName(stat)[19] ?? "";
}

/** The process group in the text of /proc/PID/stat: field 5. */
export function groupIn(stat: string): number {
	return Number(fieldsAfterName(stat)[2]);
}

/** The fields from the third on. The second is a name in brackets, which may have blanks and brackets in it. */
function fieldsAfterName(stat: string): string[] {
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function machineId(): string {
	try {
		const id = readFileSync("/etc/machine-id", "utf8").trim();
		return id === "" ? "" : createHash("sha256").update(`charla ${id}`).digest("hex").slice(0, 16);
	} catch {
		return "";
	}
}
