import { type EdgeLabel, type GraphLabel, Graph as Layout, layout, type NodeLabel, type Point } from "@dagrejs/dagre";
import type { Graph, GraphEdge, GraphNode } from "./graph.js";

/** A rectangle, given by its centre. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A graph with coordinates. */
export interface PlacedGraph {
	width: number;
	height: number;
	clusters: (Graph["clusters"][number] & Box)[];
	nodes: (GraphNode & Box)[];
	edges: (GraphEdge & { points: Point[]; middle: Point })[];
}

/** How wide a character of the monospaced labels is at their size of 13, and how high a line is. */
const character = 7.9;
export const lineHeight = 18;
const padding = { x: 14, y: 9 };
/** Padding of a cluster around its nodes, and above them for its name. */
const room = { side: 16, above: 40, below: 16 };
const margin = 8;

/** Lays a graph out with dagre's layered layout; clusters stay together. */
export function place(graph: Graph): PlacedGraph {
	const layered = new Layout<GraphLabel, NodeLabel, EdgeLabel>({ compound: true });
	const flat = graph.direction === "LR";
	layered.setGraph({
		rankdir: graph.direction,
		nodesep: flat ? 10 : 28,
		ranksep: flat ? 90 : 44,
		marginx: 0,
		marginy: 0,
	});
	for (const { id, label } of graph.clusters) layered.setNode(id, { label, width: 0, height: 0 });
	for (const { id, cluster, lines } of graph.nodes) {
		const widest = Math.max(...lines.map((line) => [...line].length));
		const size = { width: widest * character + 2 * padding.x, height: lines.length * lineHeight + 2 * padding.y };
		layered.setNode(id, size);
		if (cluster !== null) layered.setParent(id, cluster);
	}
	for (const { from, to, label } of graph.edges) {
		const size = label
			? { width: [...label].length * character + 10, height: lineHeight + 4 }
			: { width: 0, height: 0 };
		layered.setEdge(from, to, { ...size, labelpos: "c" });
	}
	layout(layered);
	const nodes = graph.nodes.map((node) => ({ ...node, ...boxOf(layered.node(node.id)) }));
	return fitted({
		clusters: graph.clusters.map((cluster) => ({
			...cluster,
			...around(
				nodes.filter((node) => node.cluster === cluster.id),
				cluster.label,
			),
		})),
		nodes,
		edges: graph.edges.map((edge) => {
			const placed = layered.edge(edge.from, edge.to);
			const points = placed.points ?? [];
			const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
			return { ...edge, points, middle: { x: placed.x ?? middle.x, y: placed.y ?? middle.y } };
		}),
	});
}

function boxOf({ x = 0, y = 0, width, height }: NodeLabel): Box {
	return { x, y, width, height };
}

function around(nodes: readonly Box[], label: string): Box {
	const left = Math.min(...nodes.map(({ x, width }) => x - width / 2)) - room.side;
	const right = Math.max(...nodes.map(({ x, width }) => x + width / 2)) + room.side;
	const missing = Math.max(0, [...label].length * 9.4 + 2 * room.side + 24 - (right - left));
	const top = Math.min(...nodes.map(({ y, height }) => y - height / 2)) - room.above;
	const bottom = Math.max(...nodes.map(({ y, height }) => y + height / 2)) + room.below;
	return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left + missing, height: bottom - top };
}

/** Moves everything so that it begins at the margin. */
function fitted(graph: Omit<PlacedGraph, "width" | "height">): PlacedGraph {
	const boxes: Box[] = [...graph.clusters, ...graph.nodes];
	const left = Math.min(...boxes.map(({ x, width }) => x - width / 2)) - margin;
	const top = Math.min(...boxes.map(({ y, height }) => y - height / 2)) - margin;
	const right = Math.max(...boxes.map(({ x, width }) => x + width / 2)) + margin;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2)) + margin;
	const moved = <T extends Point>(thing: T): T => ({ ...thing, x: round(thing.x - left), y: round(thing.y - top) });
	const sized = <T extends Box>(box: T): T => ({ ...moved(box), width: round(box.width), height: round(box.height) });
	return {
		width: Math.ceil(right - left),
		height: Math.ceil(bottom - top),
		clusters: graph.clusters.map(sized),
		nodes: graph.nodes.map(sized),
		edges: graph.edges.map((edge) => ({ ...edge, points: edge.points.map(moved), middle: moved(edge.middle) })),
	};
}

function round(number: number): number {
	return Math.round(number * 10) / 10;
}
