import { expect, test } from "vitest";
import { fixtureReport } from "../../../test/report.fixture.js";
import { mermaidOf } from "./mermaid.js";
import { networkGraph } from "./network.js";
import { place } from "./placed.js";

const { topology } = fixtureReport();
if (topology === null) throw new Error("the fixture has a topology");

test("joins veth ends by index, ports to their bridge, and the bridge to where its traffic leaves", () => {
	const graph = networkGraph(topology, "es");
	expect(graph.edges.map(({ from, to }) => `${from} – ${to}`)).toEqual([
		"link host 2 – nat 0",
		"nat 0 – link host 3",
		"link host 3 – link host 17",
		"link host 17 – link demo-gqpn 16",
	]);
});

test("draws a veth whose other end was not seen without an edge", () => {
	const alone = { ...topology, links: topology.links.filter(({ name }) => name !== "eth0") };
	expect(networkGraph(alone, "es").edges).toHaveLength(3);
});

test("keeps everything within the picture and every node within its cluster", () => {
	const { width, height, clusters, nodes } = place(networkGraph(topology, "en"));
	expect(nodes.length).toBeGreaterThan(5);
	for (const node of nodes) {
		const cluster = clusters.find(({ id }) => id === node.cluster) ?? expect.fail(`${node.id} is in no cluster`);
		expect(Math.abs(node.x - cluster.x) + node.width / 2).toBeLessThanOrEqual(cluster.width / 2 + 0.5);
		expect(node.x + node.width / 2).toBeLessThanOrEqual(width);
		expect(node.y + node.height / 2).toBeLessThanOrEqual(height);
	}
});

test("escapes names in Mermaid", () => {
	const links = topology.links.map((link) => (link.name === "tap0" ? { ...link, name: 'a"];x<b>#' } : link));
	expect(mermaidOf(networkGraph({ ...topology, links }, "es"))).toContain('"a#34;]#59;x#60;b#62;#35;<br>');
});
