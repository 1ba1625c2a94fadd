import { expect, test } from "vitest";
import { fixtureReport } from "../../../test/report.fixture.js";
import { hostNamespaces } from "../../compare/normalise/host-namespaces.js";
import { namespaceView } from "./namespaces.js";
import { namespacesGraph } from "./namespaces-graph.js";

test("takes for the host's what most of its steps saw, since one that opens a container's shell sees the container's", () => {
	expect(hostNamespaces(fixtureReport()).uts).toBe("uts:[4026531831]");
});

test("tells the container's own from what it shares", () => {
	const view = namespaceView(fixtureReport());
	expect(view?.types).toEqual(["mnt", "uts", "ipc", "pid", "net", "user", "cgroup", "time"]);
	if (view === null) throw new Error("the fixture has a container");
	const { edges, description } = namespacesGraph(view, "es");
	expect(edges.map(({ label }) => label).join("")).toBe("≠≠≠≠≠≠≠=");
	expect(description[0]).toBe("El contenedor demo-gqpn tiene propios: mnt, uts, ipc, pid, net, user, cgroup.");
});

test("draws nothing where nothing ran in a container", () => {
	const report = fixtureReport();
	report.steps = report.steps.filter(({ place }) => place === "host");
	expect(namespaceView(report)).toBeNull();
});
