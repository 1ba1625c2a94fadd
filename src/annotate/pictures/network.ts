import { networkWords } from "../../messages/pictures.js";
import type { Topology } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import type { Graph, GraphEdge, GraphNode } from "./graph.js";

type Link = Topology["links"][number];

/** Builds the graph of the measured network. It shows the topology and nothing else. */
export function networkGraph(topology: Topology, language: Language): Graph {
	const say = networkWords(language);
	const places = ["host", ...new Set(topology.links.map(({ place }) => place).filter((place) => place !== "host"))];
	const clusters = places.map((place) => ({
		id: `place ${place}`,
		label: place === "host" ? say.host : say.container(place),
		kind: place === "host" ? ("host" as const) : ("container" as const),
	}));
	const nat = topology.nat.map((rule, index) => natOf(rule, index, topology));
	return {
		title: say.title,
		description: describe(topology, places, language),
		direction: "TB",
		clusters,
		nodes: [
			...topology.links.map((link) => linkNode(link, say.down)),
			...nat.map(
				({ id, subnet }): GraphNode => ({
					id,
					cluster: "place host",
					lines: ["NAT", "MASQUERADE", ...(subnet ? [subnet] : [])],
					shape: "six",
				}),
			),
		],
		edges: [
			...nat.flatMap(({ id, out }) => out.map((link) => edge(idOf(link), id, say.out, "dashed"))),
			...nat.flatMap(({ id, inside }) => (inside ? [edge(id, idOf(inside), null, "dashed")] : [])),
			...ports(topology).map(({ port, bridge }) => edge(idOf(bridge), idOf(port), null, "solid")),
			...pairs(topology).map(([a, b]) => edge(idOf(a), idOf(b), `veth ${a.index} ↔ ${b.index}`, "thick")),
		],
	};
}

function linkNode(link: Link, down: string): GraphNode {
	const kind = link.kind === link.name ? "" : `${link.kind} · `;
	return {
		id: idOf(link),
		cluster: `place ${link.place}`,
		lines: [link.name, `${kind}${link.index}${link.up ? "" : ` · ${down}`}`, ...ipv4First(link.addresses)],
		shape: link.kind === "bridge" ? "round" : "box",
	};
}

function ipv4First(addresses: readonly string[]): string[] {
	return [...addresses]
		.filter((address) => !address.startsWith("fe80:"))
		.sort((a, b) => Number(a.includes(":")) - Number(b.includes(":")));
}

/** A masquerading rule, the bridge of its network, and the links through which its traffic can leave. */
function natOf(rule: string, index: number, { links }: Topology) {
	const subnet = /\b(\d+\.\d+\.\d+\.\d+\/\d+)/.exec(rule)?.[1] ?? null;
	const named = /(?:-o|oifname) "?([\w.-]+)"?/.exec(rule)?.[1];
	const host = links.filter(({ place }) => place === "host");
	const within = (link: Link): boolean =>
		link.addresses.some((address) => subnet !== null && inNetwork(address, subnet));
	const inside = host.find((link) => link.kind === "bridge" && within(link)) ?? host.find(within) ?? null;
	const out = host.filter(
		(link) =>
			link.up &&
			link !== inside &&
			link.master === null &&
			link.peer === null &&
			link.name !== "lo" &&
			link.addresses.length > 0 &&
			(named === undefined || named === link.name),
	);
	return { id: `nat ${index}`, subnet, inside, out };
}

function ports({ links }: Topology): { port: Link; bridge: Link }[] {
	return links.flatMap((port) => {
		const bridge = links.find(({ place, name }) => place === port.place && name === port.master);
		return bridge ? [{ port, bridge }] : [];
	});
}

/** Each veth pair once, the end on the host first. */
function pairs({ links }: Topology): [Link, Link][] {
	return links.flatMap((link): [Link, Link][] => {
		const other = links.find(({ place, index }) => place === link.peer?.place && index === link.peer?.index);
		if (other === undefined) return [];
		const first = link.place === "host" ? other.place !== "host" || link.index < other.index : false;
		const neither = link.place !== "host" && other.place !== "host" && idOf(link) < idOf(other);
		return first || neither ? [[link, other]] : [];
	});
}

function describe(topology: Topology, places: readonly string[], language: Language): string[] {
	const say = networkWords(language);
	const named = (link: Link): string => `${link.name} (${link.place})`;
	return [
		...places.map((place) =>
			say.has(
				say.place(place),
				topology.links
					.filter((link) => link.place === place)
					.map(({ name, addresses }) => [name, ...ipv4First(addresses)].join(" "))
					.join(", "),
			),
		),
		...ports(topology).map(({ port, bridge }) => say.master(port.name, bridge.name)),
		...pairs(topology).map(([a, b]) => say.pair(named(a), named(b))),
		...topology.nat.map((rule) => say.nat(rule)),
	];
}

function edge(from: string, to: string, label: string | null, line: GraphEdge["line"]): GraphEdge {
	return { from, to, label, line };
}

function idOf({ place, index }: Link): string {
	return `link ${place} ${index}`;
}

function inNetwork(address: string, network: string): boolean {
	const [at = "", bits = "32"] = network.split("/");
	const mask = Number(bits) === 0 ? 0 : (-1 << (32 - Number(bits))) >>> 0;
	const a = numberOf(address.split("/")[0] ?? "");
	const b = numberOf(at);
	return a !== null && b !== null && (a & mask) >>> 0 === (b & mask) >>> 0;
}

function numberOf(ipv4: string): number | null {
	const parts = ipv4.split(".").map(Number);
	if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
	return parts.reduce((sum, part) => sum * 256 + part, 0);
}
