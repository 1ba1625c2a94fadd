/** A graph before it is drawn, as SVG in HTML or as Mermaid in Markdown. */
export interface Graph {
	title: string;
	/** The picture in sentences, for readers who cannot see it. */
	description: string[];
	direction: "TB" | "LR";
	clusters: { id: string; label: string; kind: "host" | "container" }[];
	nodes: GraphNode[];
	edges: GraphEdge[];
}

export interface GraphNode {
	id: string;
	cluster: string | null;
	/** The first line is its name. */
	lines: string[];
	shape: "box" | "round" | "six";
}

export interface GraphEdge {
	from: string;
	to: string;
	label: string | null;
	line: "solid" | "thick" | "dashed";
}
