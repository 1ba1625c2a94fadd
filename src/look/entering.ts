import { type NamespaceType, namespaceTypes } from "../model/words.js";

/** nsenter(1)'s option for each namespace. The root directory belongs to the mount namespace. */
const options: Record<NamespaceType, string[]> = {
	mnt: ["-m", "-r", "-w"],
	pid: ["-p"],
	uts: ["-u"],
	net: ["-n"],
	ipc: ["-i"],
	user: ["-U"],
	cgroup: ["-C"],
};

/**
 * The words before a command that put it into the namespaces of a process.
 * @param pid a process of the container, as the host numbers it
 * @param without the namespaces that are left out
 */
export function entering(pid: number, without: readonly NamespaceType[]): string[] {
	const entered = namespaceTypes.filter((type) => !without.includes(type)).flatMap((type) => options[type]);
	return ["nsenter", "-t", String(pid), ...entered, "--"];
}
