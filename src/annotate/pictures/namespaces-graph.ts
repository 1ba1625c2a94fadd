import { namespaceWords } from "../../messages/pictures.js";
import type { Language } from "../../model/words.js";
import type { Graph } from "./graph.js";
import type { NamespaceView } from "./namespaces.js";

/** Builds the graph of the namespaces: one node for each inode, so that a shared namespace is one node, in the host. */
export function namespacesGraph({ types, places }: NamespaceView, language: Language): Graph {
	const say = namespaceWords(language);
	const [host, ...containers] = places;
	if (host === undefined) throw new RangeError("no host among the places");
	const label = (name: string) => (name === "host" ? say.host : say.container(name));
	const ownOf = (inodes: Record<string, string>) =>
		types.filter((type) => inodes[type] !== undefined && inodes[type] !== host.inodes[type]);
	const sharedOf = (inodes: Record<string, string>) =>
		types.filter((type) => inodes[type] !== undefined && inodes[type] === host.inodes[type]);
	return {
		title: say.title,
		description: [
			...containers.flatMap(({ name, inodes }) => [
				say.own(name, ownOf(inodes).join(", ") || say.none),
				say.shared(sharedOf(inodes).join(", ") || say.none),
			]),
			...places.map(({ name, inodes }) =>
				say.inode(name, types.flatMap((type) => (inodes[type] ? [`${type} ${inodes[type]}`] : [])).join(", ")),
			),
		],
		direction: "LR",
		clusters: places.map(({ name }) => ({
			id: `place ${name}`,
			label: label(name),
			kind: name === "host" ? "host" : "container",
		})),
		nodes: places.flatMap(({ name, inodes }) =>
			types.flatMap((type) => {
				const inode = inodes[type];
				if (inode === undefined) return [];
				const shared = name !== "host" && inode === host.inodes[type];
				return [
					{
						id: `${name} ${type}`,
						cluster: `place ${name}`,
						lines: [`${type} ${shared ? `= ${say.same}` : inode}`],
						shape: shared ? ("round" as const) : ("box" as const),
					},
				];
			}),
		),
		edges: containers.flatMap(({ name, inodes }) =>
			types.flatMap((type) => {
				if (host.inodes[type] === undefined || inodes[type] === undefined) return [];
				const shared = inodes[type] === host.inodes[type];
				return [
					{
						from: `host ${type}`,
						to: `${name} ${type}`,
						label: shared ? "=" : "≠",
						line: shared ? ("thick" as const) : ("dashed" as const),
					},
				];
			}),
		),
	};
}
