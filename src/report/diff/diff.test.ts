import { expect, test } from "vitest";
import { fixtureReport, print, secondRun } from "../../../test/report.fixture.js";
import { differences, diffReports } from "./diff.js";

test("finds nothing between two runs of which only volatile values differ", () => {
	expect(differences(fixtureReport(), fixtureReport(secondRun), "es")).toEqual([]);
	expect(diffReports(fixtureReport(), fixtureReport(secondRun), "en")).toBe(
		"Nothing has changed, apart from values that differ in every run.\n",
	);
});

test("says by section and in words what changed", () => {
	const after = structuredClone(fixtureReport(secondRun));
	Object.assign(after.machine, { engine: "Incus", engineVersion: "6.0.4" });
	Object.assign(after.steps[1] ?? {}, { verdict: "failed", reason: "código de salida 1" });
	print(after, 2, "debian13\n");
	Object.assign(after.claims[0] ?? {}, { verdict: "refuted" });
	after.topology?.links.splice(1, 1);
	after.coverage.uncovered = 2;
	expect(diffReports(fixtureReport(), after, "es")).toBe(`Máquina
  motor: LXD → Incus
  versión del motor: 5.0.2 → 6.0.4

LXD › Creación
  línea 9, lxc launch trusty-amd64 [container]: antes «tal cual», ahora «falla»
    código de salida 1

Namespaces › UTS
  línea 20, /bin/cat /etc/hostname: la salida es otra
    - debian12
    + debian13
  línea 29, la afirmación names-differ: antes «se cumple», ahora «refutada»

La red
  - host tap0 tun up 10.0.2.⟨lease⟩/24

Cobertura
  frases sin cubrir: 0 → 2

7 diferencias
`);
});

test("finds nothing where two streams came in another order", () => {
	const [before, after] = [fixtureReport(), structuredClone(fixtureReport(secondRun))];
	const [first, second] = [before, after].map((report) => report.steps[2]?.attempts[0]);
	if (!first || !second) expect.fail();
	const warning = { stream: "stderr", text: "warning\n" } as const;
	first.output = [{ stream: "stdout", text: "one\n" }, warning, { stream: "stdout", text: "two\n" }];
	second.output = [warning, { stream: "stdout", text: "one\ntwo\n" }];
	expect(differences(before, after, "en")).toEqual([]);
	second.output = [{ stream: "stdout", text: "one\ntwo\n" }];
	expect(differences(before, after, "en")).toHaveLength(1);
});

test("says which steps and claims came and went", () => {
	const after = structuredClone(fixtureReport(secondRun));
	after.steps.splice(0, 1);
	after.claims.splice(1, 1);
	const text = diffReports(fixtureReport(), after, "en");
	expect(text).toContain("line 8, lxc remote add lxc-img images.linuxcontainers.org: is no longer there");
	expect(text).toContain("line 11, the claim image: is no longer there");
});
