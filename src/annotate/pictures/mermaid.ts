import type { Graph, GraphNode } from "./graph.js";

/** A graph as Mermaid's flowchart, which GitHub draws. */
export function mermaidOf({ title, description, direction, clusters, nodes, edges }: Graph): string {
	const ids = new Map([...clusters, ...nodes].map(({ id }, index) => [id, `n${index + 1}`]));
	const name = (id: string): string => ids.get(id) ?? "n0";
	const line = ({ id, lines, shape }: GraphNode): string => {
		const [open, close] = { box: ["[", "]"], round: ["([", "])"], six: ["{{", "}}"] }[shape];
		return `${name(id)}${open}"${lines.map(escaped).join("<br>")}"${close}`;
	};
	return [
		`flowchart ${direction}`,
		`  accTitle: ${oneLine(title)}`,
		`  accDescr: ${oneLine(description.join(" "))}`,
		...clusters.flatMap((cluster) => [
			`  subgraph ${name(cluster.id)}["${escaped(cluster.label)}"]`,
			...(direction === "LR" ? ["    direction TB"] : []),
			...nodes.filter((node) => node.cluster === cluster.id).map((node) => `    ${line(node)}`),
			"  end",
		]),
		...nodes.filter((node) => node.cluster === null).map((node) => `  ${line(node)}`),
		...edges.map(({ from, to, label, line: kind }) => {
			const arrow = { solid: "---", thick: "===", dashed: "-.-" }[kind];
			return `  ${name(from)} ${arrow}${label ? `|"${escaped(label)}"|` : ""} ${name(to)}`;
		}),
	].join("\n");
}

/** Escapes text in a label. Mermaid's entities begin with `#`. */
function escaped(text: string): string {
	return text.replace(/[#"<>&`;]/g, (character) => `#${character.codePointAt(0)};`).replace(/\s+/g, " ");
}

/** Escapes text that stands on a line of its own, such as the accessible description. */
function oneLine(text: string): string {
	return text
		.replace(/[#;{}<>"`%]/g, " ")
		.replace(/\s+/g, " ")
		.trim();
}
