import { hostNamespaces } from "../../compare/normalise/host-namespaces.js";
import type { Report } from "../../model/report.js";

/** The seven namespaces of the talk, in the order in which they came to Linux; others that were measured follow. */
const order = ["mnt", "uts", "ipc", "pid", "net", "user", "cgroup"];

/** The namespaces of the host and of the containers. */
export interface NamespaceView {
	types: string[];
	/** The host first; inodes by type. */
	places: { name: string; inodes: Record<string, string> }[];
}

/** Collects the namespaces that the steps recorded for each place; null where no step ran in a container. */
export function namespaceView(report: Report): NamespaceView | null {
	const host = hostNamespaces(report);
	const containers = new Map<string, Record<string, string>>();
	for (const { place, container, namespaces } of report.steps) {
		if (place === "container" && container !== null && Object.keys(namespaces).length > 0) {
			containers.delete(container);
			containers.set(container, namespaces);
		}
	}
	if (containers.size === 0 || Object.keys(host).length === 0) return null;
	const places = [
		{ name: "host", inodes: inodesOf(host) },
		...[...containers].map(([name, namespaces]) => ({ name, inodes: inodesOf(namespaces) })),
	];
	const types = [...new Set(places.flatMap(({ inodes }) => Object.keys(inodes)))];
	return { types: types.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)), places };
}

/** `mnt:[4026532322]` is inode 4026532322. */
function inodesOf(namespaces: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(namespaces).map(([type, value]) => [type, /\[(\d+)\]/.exec(value)?.[1] ?? value]),
	);
}

function rank(type: string): number {
	const index = order.indexOf(type);
	return index === -1 ? order.length : index;
}
