import type { Element, ElementContent } from "hast";
import { s } from "hastscript";
import type { Graph } from "./graph.js";
import { lineHeight, type PlacedGraph, place } from "./placed.js";

/** Draws a graph as SVG with a title and a description for readers who cannot see it. Its colours come from the page. */
export function svgOf(graph: Graph, id: string): Element {
	const placed = place(graph);
	return picture({ id, title: graph.title, description: graph.description, ...placed }, [
		...placed.clusters.map(clusterOf),
		...placed.edges.map(edgeOf),
		...placed.clusters.map(clusterLabel),
		...placed.nodes.map(nodeOf),
		...placed.edges.flatMap(edgeLabel),
	]);
}

/** An SVG element that is never scaled up, with its text alternative. */
export function picture(
	about: { id: string; title: string; description: readonly string[]; width: number; height: number },
	children: ElementContent[],
): Element {
	const { id, title, description, width, height } = about;
	return s(
		"svg",
		{
			role: "img",
			viewBox: `0 0 ${width} ${height}`,
			width,
			height,
			ariaLabelledBy: `${id}-title`,
			ariaDescribedBy: `${id}-desc`,
		},
		s("title", { id: `${id}-title` }, title),
		s("desc", { id: `${id}-desc` }, description.join(" ")),
		...children,
	);
}

function clusterOf(cluster: PlacedGraph["clusters"][number]): Element {
	const { x, y, width, height } = corner(cluster);
	const mark =
		cluster.kind === "host"
			? s("rect", { x: x + 16, y: y + 14, width: 11, height: 11, class: "mark" })
			: s("circle", { cx: x + 21.5, cy: y + 19.5, r: 6, class: "mark" });
	return s(
		"g",
		{ class: `cluster ${cluster.kind}` },
		s("rect", { x, y, width, height, rx: cluster.kind === "host" ? 3 : 18 }),
		mark,
	);
}

/** Draws a cluster's name above the edges that enter it. */
function clusterLabel(cluster: PlacedGraph["clusters"][number]): Element {
	const { x, y } = corner(cluster);
	const width = [...cluster.label].length * 8.3 + 6;
	return s(
		"g",
		{ class: `cluster-label ${cluster.kind}` },
		s("rect", { x: x + 32, y: y + 9, width: rounded(width), height: 20 }),
		s("text", { x: x + 35, y: y + 24.5 }, cluster.label),
	);
}

function nodeOf(node: PlacedGraph["nodes"][number]): Element {
	const { x, y, width, height } = corner(node);
	const first = node.y - ((node.lines.length - 1) * lineHeight) / 2 + 4.5;
	const shape =
		node.shape === "six"
			? s("path", {
					d: `M${x + 10} ${y}H${x + width - 10}L${x + width} ${node.y}L${x + width - 10} ${y + height}H${x + 10}L${x} ${node.y}Z`,
				})
			: s("rect", { x, y, width, height, rx: node.shape === "round" ? height / 2 : 4 });
	return s(
		"g",
		{ class: "node" },
		shape,
		...node.lines.map((line, index) =>
			s("text", { x: node.x, y: first + index * lineHeight, class: index === 0 ? "name" : undefined }, line),
		),
	);
}

function edgeOf({ points, line }: PlacedGraph["edges"][number]): Element {
	const d = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
	return s("path", { d, class: `edge ${line}` });
}

function edgeLabel({ label, middle }: PlacedGraph["edges"][number]): Element[] {
	if (label === null) return [];
	const width = [...label].length * 7 + 10;
	return [
		s(
			"g",
			{ class: "edge-label" },
			s("rect", { x: middle.x - width / 2, y: middle.y - 9, width, height: 18, rx: 3 }),
			s("text", { x: middle.x, y: middle.y + 4 }, label),
		),
	];
}

function corner({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
	return { x: rounded(x - width / 2), y: rounded(y - height / 2), width, height };
}

function rounded(number: number): number {
	return Math.round(number * 10) / 10;
}
