import { describe, expect, test } from "vitest";
import { firstRun, fixtureReport, print, secondRun } from "../../test/report.fixture.js";
import type { Report } from "../model/report.js";
import { quiet } from "./quiet.js";

const first = fixtureReport(firstRun);

/** What is kept of the first run where the second one differs in what a change makes of it. */
function kept(change: (report: Report) => void = () => {}): Report {
	const fresh = fixtureReport(secondRun);
	change(fresh);
	return quiet(first, fresh);
}

const outputOf = (report: Report, index: number): string | undefined =>
	report.steps[index]?.attempts[0]?.output.map(({ text }) => text).join("");

describe("a run of which only volatile values differ", () => {
	test("is the previous one, to the byte", () => {
		expect(JSON.stringify(kept())).toBe(JSON.stringify(first));
	});

	test("is the previous one at today's lines, where the document moved", () => {
		const moved = kept((report) => {
			report.document.sha256 = "1".repeat(64);
			for (const one of [...report.steps, ...report.claims]) one.line += 2;
		});
		expect(moved.steps.map(({ line }) => line)).toEqual(first.steps.map(({ line }) => line + 2));
		expect(moved.claims.map(({ line }) => line)).toEqual(first.claims.map(({ line }) => line + 2));
		expect(moved.document.sha256).toBe("1".repeat(64));
		expect(moved.startedAt).toBe(first.startedAt);
		expect(outputOf(moved, 6)).toBe(outputOf(first, 6));
	});

	test("does not keep the kernel or the cache apart, which every machine has of its own", () => {
		expect(kept(({ machine }) => Object.assign(machine, { kernel: "7.0", cached: ["x"] })).machine).toEqual(
			first.machine,
		);
	});
});

describe("a run of which something else differs", () => {
	test("has its own date and times, and the previous values wherever those differ alone", () => {
		const fresh = fixtureReport(secondRun);
		const made = kept((report) => print(report, 2, "debian13\n"));
		expect(outputOf(made, 2)).toBe("debian13\n");
		expect(outputOf(made, 6)).toBe(outputOf(first, 6));
		expect([made.startedAt, made.durationMs]).toEqual([fresh.startedAt, fresh.durationMs]);
		expect(made.claims).toEqual(first.claims);
		expect(made.topology).toEqual(first.topology);
	});

	test("has the changed step under the names of the previous run", () => {
		const made = kept((report) => print(report, 5, "demo-e8pc.lxd\n"));
		expect(outputOf(made, 5)).toBe("demo-gqpn.lxd\n");
		expect(JSON.stringify(made)).not.toContain("e8pc");
	});

	test.each<[string, (report: Report) => void, (report: Report) => unknown]>([
		["a claim's evidence", (report) => report.claims[0]?.evidence.pop(), ({ claims }) => claims[0]?.evidence.length],
		[
			"a claim's reason",
			(report) => Object.assign(report.claims[1] ?? {}, { reason: "otra" }),
			({ claims }) => claims[1],
		],
		[
			"a verdict",
			(report) => Object.assign(report.steps[6] ?? {}, { verdict: "failed" }),
			({ steps }) => steps[6]?.verdict,
		],
		[
			"a preparation",
			(report) => Object.assign(report.preparations[0] ?? {}, { exitCode: 1 }),
			(report) => report.preparations,
		],
		["what is left", (report) => report.leftovers.push("a mount"), ({ leftovers }) => leftovers],
		["the network", (report) => report.topology?.links.pop(), ({ topology }) => topology?.links.length],
		["isolation", (report) => report.isolation?.rows.pop(), ({ isolation }) => isolation?.rows],
	])("shows that %s differs", (_, change, part) => {
		const fresh = fixtureReport(secondRun);
		change(fresh);
		const made = quiet(first, structuredClone(fresh));
		expect(made.startedAt).toBe(fresh.startedAt);
		expect(part(made)).not.toEqual(part(first));
	});

	test("has a new step as it is, and the others as they were", () => {
		const made = kept((report) => {
			const [copy] = structuredClone(report.steps.slice(6));
			report.steps.push(Object.assign(copy ?? expect.fail(), { id: "s8", line: 40, written: "uptime" }));
		});
		expect(made.steps.map(({ id }) => id)).toEqual(["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"]);
		expect(outputOf(made, 7)).toContain("veth213d70c3");
		expect(outputOf(made, 6)).toContain("veth8b2a173f");
	});

	test("knows the same statement under one heading by its turn", () => {
		const twice = (report: Report, texts: string[]) => {
			const [step] = report.steps.splice(2, 1);
			const both = texts.map((_, at) => ({ ...structuredClone(step ?? expect.fail()), id: `t${at}` }));
			report.steps.splice(2, 0, ...both);
			for (const [at, text] of texts.entries()) print(report, 2 + at, text);
		};
		const [before, after] = [fixtureReport(firstRun), fixtureReport(secondRun)];
		twice(before, ["one\n", "two\n"]);
		twice(after, ["one\n", "2\n"]);
		const made = quiet(before, after);
		expect([outputOf(made, 2), outputOf(made, 3)]).toEqual(["one\n", "2\n"]);
	});
});
