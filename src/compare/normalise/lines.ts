import type { Normaliser } from "../volatile.js";

/**
 * Outputs whose very lines differ between two runs of which nothing else differs: what is running, what is mounted in
 * which order, how much memory a process has. Each knows its lines by their form, not by the command.
 */
export const volatileLines: Normaliser[] = [
	{ name: "mounts", apply: mounts },
	{ name: "processes", apply: processes },
	{ name: "process status", apply: processStatus },
	{ name: "resources", apply: resources },
	{ name: "apt", apply: apt },
	{ name: "sockets", apply: sockets },
];

/** The options may hold spaces: what stands in the place of a path of the machine has some. */
const mount = /^(\S+) (\/\S*) ([\w.]+) (?:rw|ro)\b.* \d+ \d+$/;

/** Where cgroup controllers are mounted, and what systemd mounts for a unit while it starts. */
const passing = /^\/(?:sys\/fs\/cgroup|run\/credentials)\b/;

/**
 * Mounts without their options and in one order: cgroup controllers are mounted in the order of a hash table, tmpfs
 * have the size of the machine's memory, and the disk below is the machine's.
 */
function mounts(text: string): string {
	const lines = text.split("\n");
	if (!lines.some((line) => mount.test(line))) return text;
	const rest = lines.filter((line) => !mount.test(line));
	const mounted = lines.flatMap((line) => {
		const [, source = "", target = "", type = ""] = mount.exec(line) ?? [];
		if (target === "" || /^cgroup2?$/.test(type) || passing.test(target)) return [];
		return [`${source.replace(/^\/dev\/(?:[sv]d|loop|nvme)\w+$/, "⟨disk⟩")} ${target} ${type}`];
	});
	return [...mounted.sort(), ...rest].join("\n");
}

const processLine = /^\S+ +(\d+) +[\d.]+ +[\d.]+ +\d+ +\d+ \S+ +[A-Z]\S* +\S+ +[\d:.]+ (.*)$/;

/** Processes come and go while a container boots; the first one stays. */
function processes(text: string): string {
	const lines = text.split("\n");
	if (!lines.some((line) => processLine.test(line))) return text;
	const kept = lines.flatMap((line) => {
		const [, pid, command] = processLine.exec(line) ?? [];
		if (pid === undefined) return [line];
		return pid === "1" ? [`1 ${command}`] : [];
	});
	return [...kept, "⟨processes⟩"].join("\n");
}

const moving =
	/^((?:Vm\w+|Rss\w+|HugetlbPages|Sig\w+|Shd\w+|State|Umask|Threads|FDSize|voluntary_ctxt_switches|nonvoluntary_ctxt_switches|Cpus_\w+|Mems_\w+|Speculation\w+|x86_\w+):).*$/gm;

/** In /proc/PID/status: memory, signals and scheduling move; a PID is one of many, except PID 1. */
function processStatus(text: string): string {
	if (!/^Tgid:\s/m.test(text)) return text;
	return text
		.replace(moving, "$1 ⟨now⟩")
		.replace(/^((?:Pid|PPid|Tgid|Ngid|NS\w+):)(.*)$/gm, (_, key: string, ids: string) => {
			return `${key}${ids.replace(/\d+/g, (id) => (id === "0" || id === "1" ? id : "⟨pid⟩"))}`;
		});
}

const resource =
	/^\s*(?:Processes: \d+|CPU usage \(in seconds\): \d+|(?:Memory|Swap) \((?:current|peak)\): .*|(?:Bytes|Packets) (?:received|sent): .*|inet6?:\s+\S+ \((?:global|link)\))$/;

/** `lxc info` measures while the container boots: memory, traffic, and whether it has its address already. */
function resources(text: string): string {
	if (!/^Resources:$/m.test(text)) return text;
	return sortInterfaces(text.split("\n").filter((line) => !resource.test(line))).join("\n");
}

/** It lists the interfaces in the order of a hash table. */
function sortInterfaces(lines: readonly string[]): string[] {
	const start = lines.findIndex((line) => /^ *Network usage:$/.test(line)) + 1;
	if (start === 0) return [...lines];
	const length = lines.slice(start).findIndex((line) => !line.startsWith("    "));
	const end = length === -1 ? lines.length : start + length;
	const interfaces = lines
		.slice(start, end)
		.join("\n")
		.split(/\n(?= {4}\S)/);
	return [...lines.slice(0, start), ...interfaces.sort(), ...lines.slice(end)];
}

const fetched = /^(?:Get|Hit|Ign):\d+ .*$/;

/** What apt fetches, in which order and in how many pieces; the versions of what it installs; how many files it counted. */
function apt(text: string): string {
	if (!/^(?:Reading package lists|Get:\d|Hit:\d|Setting up )/m.test(text)) return text;
	const lines = text.split("\n");
	return lines
		.filter((line) => !fetched.test(line) && !/^(?:Fetched|Need to get|After this operation) /.test(line))
		.filter((line) => !/^\d+ packages? can be upgraded|^All packages are up to date/.test(line))
		.map((line) =>
			line
				.replace(/^((?:Unpacking|Setting up) \S+) \([^)]*\)/, "$1 (⟨version⟩)")
				.replace(/^(Preparing to unpack \.\.\.\/)(?:\d+-)?([^_]+)_.*$/, "$1$2")
				.replace(/^(Processing triggers for \S+) \([^)]*\)/, "$1 (⟨version⟩)")
				.replace(/\d+ files and directories currently installed/, "⟨count⟩ files and directories currently installed"),
		)
		.join("\n");
}

const socket = /^(?:tcp|udp)\s+(?:LISTEN|UNCONN|ESTAB)\s/;

/** `ss` lists sockets in the order of a hash table, and widens a column to the longest number in it. */
function sockets(text: string): string {
	const lines = text.split("\n");
	if (!lines.some((line) => socket.test(line))) return text;
	const listed = lines.filter((line) => socket.test(line)).map((line) => line.trim().replace(/\s+/g, " "));
	return [
		...lines.filter((line) => !socket.test(line)).map((line) => line.replace(/\s+/g, " ")),
		...listed.sort(),
	].join("\n");
}
