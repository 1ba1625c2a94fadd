import { stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { namesIn, textOf } from "../cache/files.js";
import { namespaceFolder } from "./namespace-mount.js";
import { type PodmanEnvironment, podman } from "./podman.js";

/** What the real machine has that a run must not change, and that cannot be told to be of one run. */
export interface Inventory {
	/** Network links, bridges among them. */
	links: string[];
	/** Firewall rules, without their counters; empty where no tool can list them. */
	rules: string[];
}

/** By what the things of one machine are known on the real machine. */
export interface Traces {
	/** The container's id. */
	id: string;
	/** Its PID 1, as the real machine counts. */
	pid: number;
	/** Folders of its volumes. */
	volumes: string[];
	/** The file that keeps its network namespace. */
	namespaceFile: string | null;
	/** Loop devices that are mounted in it, as {@link attached} says them. */
	loops: string[];
}

/**
 * Takes stock of the real machine.
 *
 * @param asRoot the words before a command that needs root; none where it is tried as it is
 */
export async function takeInventory(asRoot: readonly string[] = []): Promise<Inventory> {
	const [links, rules] = await Promise.all([namesIn("/sys/class/net"), firewallRules(asRoot)]);
	return { links, rules };
}

/** A machine's traces, with what came since they were taken; what it has lost meanwhile is still of it. */
export async function latestTraces(earlier: Traces, runFolder: string): Promise<Traces> {
	const now = await tracesOf(runFolder);
	const both = (names: (traces: Traces) => string[]) => [...new Set([...names(earlier), ...names(now)])];
	return { ...earlier, volumes: both((traces) => traces.volumes), loops: both((traces) => traces.loops) };
}

/** Finds a machine's traces while it runs. */
export async function tracesOf(runFolder: string): Promise<Traces> {
	const id = (await textOf(join(runFolder, "cid"))).trim();
	const pid = Number((await textOf(join(runFolder, "pid"))).trim());
	const mounts = await textOf(`/proc/${pid}/mountinfo`);
	const namespace = await inodeOf(`/proc/${pid}/ns/net`);
	let namespaceFile: string | null = null;
	for (const name of await namesIn(namespaceFolder)) {
		const path = join(namespaceFolder, name);
		if (namespace !== null && (await inodeOf(path)) === namespace) namespaceFile = path;
	}
	const { volumes, loops } = inMounts(mounts);
	return { id, pid, namespaceFile, volumes, loops: await Promise.all(loops.map(attached)) };
}

/** The volumes and loop devices in the text of a machine's mountinfo. */
export function inMounts(mountinfo: string): Pick<Traces, "volumes" | "loops"> {
	const volumes = mountinfo.matchAll(/ (\/\S*\/volumes\/[0-9a-f]{64})\/_data /g);
	const loops = mountinfo.matchAll(/ - \S+ \/dev\/(loop\d+) /g);
	return {
		volumes: [...new Set([...volumes].map((found) => found[1] ?? ""))],
		loops: [...new Set([...loops].map((found) => found[1] ?? ""))],
	};
}

/** What is on the real machine that was not there before, or is still there of a machine that ended; one line each. */
export async function leftBehind(before: Inventory, traces: Traces, environment: PodmanEnvironment): Promise<string[]> {
	const container = await podman(environment, ["ps", "--all", "--quiet", "--filter", `id=${traces.id}`], 20_000);
	const [now, mounts, processes, groups, volumes, loops] = await Promise.all([
		takeInventory(),
		textOf("/proc/self/mountinfo"),
		processesOf(traces.id),
		groupsOf(traces.id),
		existing(traces.volumes),
		boundLoops(traces.loops),
	]);
	const file = await existing(traces.namespaceFile === null ? [] : [traces.namespaceFile]);
	return [
		...lines("container", container.stdout.split("\n").filter(Boolean)),
		...lines("process", processes),
		...lines("control group", groups),
		...lines("mount", mountsOf(mounts, [traces.id, ...traces.volumes, ...file])),
		...lines("volume", volumes),
		...lines("network namespace", file),
		...lines("loop device", loops),
		...lines("network link", newIn(now.links, before.links)),
		...lines("firewall rule", newIn(now.rules, before.rules)),
	];
}

/** The mount points in a mountinfo text whose line speaks of one of `words`. */
export function mountsOf(mountinfo: string, words: readonly string[]): string[] {
	const lines = mountinfo.split("\n").filter((line) => words.some((word) => line.includes(word)));
	return lines.map((line) => line.split(" ")[4] ?? line);
}

/** What is in `now` more often than in `before`. */
export function newIn(now: readonly string[], before: readonly string[]): string[] {
	const known = [...before];
	return now.filter((each) => {
		const index = known.indexOf(each);
		if (index >= 0) known.splice(index, 1);
		return index < 0;
	});
}

/** Firewall rules as the tools print them, without comments and counters. */
export function ruleLines(listing: string): string[] {
	const lines = listing
		.split("\n")
		.map((line) => line.replace(/\[\d+:\d+\]|counter packets \d+ bytes \d+/g, "").trim());
	return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

async function firewallRules(asRoot: readonly string[]): Promise<string[]> {
	const listings = await Promise.all(
		[["nft", "list", "ruleset"], ["iptables-save"], ["ip6tables-save"]].map(async (words) => {
			const [program = "", ...argv] = [...asRoot, ...words];
			const path = `${process.env.PATH}:/usr/sbin:/sbin`;
			const result = await execa(program, argv, { reject: false, env: { PATH: path }, timeout: 5000 });
			return result.failed ? "" : result.stdout;
		}),
	);
	return listings.flatMap(ruleLines);
}

/** Processes of a container: in one of its control groups, or podman's own that name it. Those that ended are not counted. */
async function processesOf(id: string): Promise<string[]> {
	const pids = (await namesIn("/proc")).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(
		pids.map(async (pid) => {
			const [groups, command] = await Promise.all([textOf(`/proc/${pid}/cgroup`), textOf(`/proc/${pid}/cmdline`)]);
			const ours = command !== "" && (groups.includes(id) || command.includes(id));
			return ours ? [`${pid} ${command.replaceAll("\0", " ").trim().slice(0, 120)}`] : [];
		}),
	);
	return found.flat();
}

/** Control groups of a container, on cgroup v1 (a hierarchy a controller) or v2. */
async function groupsOf(id: string): Promise<string[]> {
	const top = "/sys/fs/cgroup";
	const parents = [top, ...(await namesIn(top)).map((name) => join(top, name))].map((path) =>
		join(path, "libpod_parent"),
	);
	const found = await Promise.all(
		parents.map(async (path) =>
			(await namesIn(path)).filter((name) => name.includes(id)).map((name) => join(path, name)),
		),
	);
	return found.flat();
}

/** A loop device and the number of the attachment that it has now, which no later one has: `loop0 2780`. */
async function attached(name: string): Promise<string> {
	return `${name} ${(await textOf(`/sys/block/${name}/diskseq`)).trim()}`;
}

/** Which of a machine's loop devices still hold a file of an engine's. */
async function boundLoops(names: readonly string[]): Promise<string[]> {
	const found = await Promise.all(
		names.map(async (one) => {
			const [name = ""] = one.split(" ");
			// Its number may have become another machine's meanwhile, whose file has the same name.
			if ((await attached(name)) !== one) return [];
			const file = (await textOf(`/sys/block/${name}/loop/backing_file`)).trim();
			return file.includes("/disks/") ? [`${name} ${file}`] : [];
		}),
	);
	return found.flat();
}

function lines(what: string, found: readonly string[]): string[] {
	return found.map((each) => `${what}: ${each}`);
}

async function existing(paths: readonly string[]): Promise<string[]> {
	const found = await Promise.all(paths.map(async (path) => ((await inodeOf(path)) === null ? [] : [path])));
	return found.flat();
}

async function inodeOf(path: string): Promise<number | null> {
	return stat(path).then(
		(found) => found.ino,
		() => null,
	);
}
