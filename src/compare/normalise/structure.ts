import type { Report, ReportedStep, Topology } from "../../model/report.js";
import { hostNamespaces } from "./host-namespaces.js";
import type { Normalise } from "./normalise.js";

/** Of a step's namespaces only which of them are the host's: inodes are others in every run. */
export function sharedNamespaces(step: ReportedStep, report: Report): string[] {
	const host = hostNamespaces(report);
	return Object.keys(step.namespaces)
		.filter((type) => step.namespaces[type] === host[type])
		.sort();
}

/** The shape of a network, a line a link: what joins what, without the indexes and names that every start gives anew. */
export function shapeLines(topology: Topology | null, normalise: Normalise): string[] {
	if (topology === null) return [];
	const nameOf = ({ place, index }: { place: string; index: number }): string => {
		const link = topology.links.find((candidate) => candidate.place === place && candidate.index === index);
		return normalise(`${place} ${link?.name ?? "?"}`);
	};
	const links = topology.links.map(({ place, name, kind, peer, master, up, addresses }) =>
		[
			normalise(`${place} ${name}`),
			kind,
			up ? "up" : "down",
			...(master === null ? [] : [`→ ${master}`]),
			...(peer === null ? [] : [`↔ ${nameOf(peer)}`]),
			...addresses.map(normalise).sort(),
		].join(" "),
	);
	return [...links.sort(), ...topology.nat.map((rule) => `NAT ${normalise(rule)}`)];
}
