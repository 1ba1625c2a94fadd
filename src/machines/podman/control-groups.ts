import { mkdir, readdir, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { exists, namesIn, textOf } from "../cache/files.js";
import { openableDevices } from "./confinement.js";

const top = "/sys/fs/cgroup";

/** What a machine may take up of the real one. */
export interface Limits {
	/** Bytes of memory, files in memory and the cache of what it reads included. */
	memory: number;
	/** Processes and threads. */
	processes: number;
}

/** The control group above everything of a run. Its limits are out of the machine's reach. */
export function groupName(runId: string): string {
	return `charla-${runId}`;
}

/**
 * Makes a run's control groups, on cgroup v1 (a hierarchy a controller) or v2, before anything is in them.
 *
 * On v1 a group below can never allow a device that this one does not; on v2 podman's own device rules cannot be taken
 * off from inside.
 */
export async function makeGroups(runId: string, limits: Limits): Promise<void> {
	const name = groupName(runId);
	if (await exists(join(top, "cgroup.controllers"))) {
		await writeFile(join(top, "cgroup.subtree_control"), "+memory +pids").catch(() => {});
		const group = join(top, name);
		await mkdir(group, { recursive: true });
		await set(join(group, "memory.max"), String(limits.memory));
		await set(join(group, "pids.max"), String(limits.processes));
		return;
	}
	await oldGroup("memory", name, [["memory.limit_in_bytes", String(limits.memory)]]);
	await oldGroup("pids", name, [["pids.max", String(limits.processes)]]);
	await oldGroup("devices", name, [
		["devices.deny", "a"],
		...openableDevices.map((rule): [string, string] => ["devices.allow", rule]),
	]);
}

async function oldGroup(controller: string, name: string, settings: readonly [string, string][]): Promise<void> {
	if (!(await exists(join(top, controller)))) return;
	const group = join(top, controller, name);
	await mkdir(group, { recursive: true });
	for (const [file, value] of settings) await set(join(group, file), value);
}

/**
 * A controller that this kernel lacks sets no limit. A device that the group above does not have cannot be allowed (EPERM):
 * where charla itself runs in a machine, its machines have the devices of that one at most.
 */
async function set(file: string, value: string): Promise<void> {
	if (!(await exists(file))) return;
	await writeFile(file, value).catch((error: NodeJS.ErrnoException) => {
		if (!(error.code === "EPERM" && file.endsWith("devices.allow"))) throw error;
	});
}

/** The runs that have control groups: their ids. */
export async function runsWithGroups(): Promise<string[]> {
	const names = await Promise.all((await hierarchies()).map(namesIn));
	return [...new Set(names.flat().flatMap((name) => /^charla-([0-9a-f]{8})$/.exec(name)?.[1] ?? []))];
}

/** The processes in a run's control groups. */
export async function processesIn(runId: string): Promise<number[]> {
	const groups = await groupsOf(runId);
	const lists = await Promise.all(groups.map((group) => textOf(join(group, "cgroup.procs"))));
	return [...new Set(lists.flatMap((list) => list.split("\n").filter(Boolean).map(Number)))];
}

/**
 * How often something in a run was ended for want of memory, or could start no process. On cgroup v1 each group counts
 * its own; on v2 a group also counts what is below it, so these are numbers to compare with earlier ones.
 */
export async function eventsIn(runId: string): Promise<{ memory: number; processes: number }> {
	const groups = await groupsOf(runId);
	const sum = async (files: readonly string[], name: string) => {
		const texts = await Promise.all(groups.flatMap((group) => files.map((file) => textOf(join(group, file)))));
		return texts.reduce((all, text) => all + eventCount(text, name), 0);
	};
	const [memory, processes] = await Promise.all([
		sum(["memory.events", "memory.oom_control"], "oom_kill"),
		sum(["pids.events"], "max"),
	]);
	return { memory, processes };
}

/** A number in the text of a control group's file: `oom_kill 3`. */
export function eventCount(text: string, name: string): number {
	return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
}

/**
 * Removes a run's control groups. The kernel needs a moment after the end of what was in them.
 *
 * @returns those that could not be removed
 */
export async function removeGroups(runId: string, limitMs = 10_000): Promise<string[]> {
	for (const limit = Date.now() + limitMs; ; await after(20)) {
		const groups = (await groupsOf(runId)).sort((one, other) => other.length - one.length);
		for (const group of groups) await rmdir(group).catch(() => {});
		const left = await groupsOf(runId);
		if (left.length === 0 || Date.now() > limit) return left;
	}
}

/** All of a run's control groups, in every hierarchy. */
async function groupsOf(runId: string): Promise<string[]> {
	const tops = (await hierarchies()).map((hierarchy) => join(hierarchy, groupName(runId)));
	return (await Promise.all(tops.map(folders))).flat();
}

async function hierarchies(): Promise<string[]> {
	if (await exists(join(top, "cgroup.controllers"))) return [top];
	return (await namesIn(top)).map((name) => join(top, name));
}

/** A folder and those in it, at any depth; none where it is not there. */
async function folders(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
	if (entries === null) return [];
	const below = entries.filter((entry) => entry.isDirectory()).map((entry) => folders(join(folder, entry.name)));
	return [folder, ...(await Promise.all(below)).flat()];
}
