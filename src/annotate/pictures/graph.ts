/** A picture of things and what joins them, before it is drawn: as SVG in the HTML, as Mermaid in the Markdown. */
export interface Graph {
	title: string;
	/** What the picture shows, in sentences, for whoever does not see it. */
	description: string[];
	direction: "TB" | "LR";
	clusters: { id: string; label: string; kind: "host" | "container" }[];
	nodes: GraphNode[];
	edges: GraphEdge[];
}

export interface GraphNode {
	id: string;
	cluster: string | null;
	/** The first is what it is called. */
	lines: string[];
	shape: "box" | "round" | "six";
}

export interface GraphEdge {
	from: string;
	to: string;
	label: string | null;
	line: "solid" | "thick" | "dashed";
}
