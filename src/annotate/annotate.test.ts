import { describe, expect, test } from "vitest";
import { firstRun, fixtureDocument, fixtureReport, print, secondRun } from "../../test/report.fixture.js";
import type { Report } from "../model/report.js";
import { annotate } from "./annotate.js";

const first = annotate(fixtureDocument, fixtureReport(firstRun));

describe("regenerating", () => {
	test("changes nothing where only volatile values differ", () => {
		const again = annotate(fixtureDocument, fixtureReport(secondRun), { previous: first });
		expect(again).toEqual(first);
	});

	test("without the last documents is the new run", () => {
		expect(annotate(fixtureDocument, fixtureReport(secondRun)).markdown).toContain("demo-e8pc");
	});

	test("shows what differs, and leaves the volatile values around it alone", () => {
		const report = fixtureReport(secondRun);
		print(report, 2, "debian13\n");
		const { markdown } = annotate(fixtureDocument, report, { previous: first });
		expect(changed(first.markdown, markdown)).toEqual(
			expect.arrayContaining([
				">   debian13",
				">   - debian13",
				"> | **Fecha** | 24 de noviembre de 2026, 09:12\u00a0UTC |",
			]),
		);
		expect(markdown).toContain("veth8b2a173f");
		expect(markdown).not.toContain("demo-e8pc");
	});

	test.each<[string, (report: Report) => void]>([
		["a verdict", (report) => Object.assign(report.claims[0] ?? {}, { verdict: "refuted" })],
		["a counterexample", (report) => Object.assign(report.claims[0] ?? {}, { counterexample: "holds" })],
		["the engine", (report) => Object.assign(report.machine, { engineVersion: "5.21" })],
		["an adaptation", (report) => Object.assign(report.steps[0] ?? {}, { reason: "otra cosa" })],
		["a link", (report) => report.topology?.links.pop()],
		["coverage", (report) => Object.assign(report.coverage, { uncovered: 1 })],
		["a preparation", (report) => report.preparations.pop()],
		[
			"a namespace that is shared",
			(report) => Object.assign(report.steps[5]?.namespaces ?? {}, { uts: "uts:[4026531831]" }),
		],
	])("shows a change of %s", (_, change) => {
		const report = structuredClone(fixtureReport(secondRun));
		change(report);
		const again = annotate(fixtureDocument, report, { previous: first });
		expect(again.markdown).not.toBe(first.markdown);
		expect(again.html).not.toBe(first.html);
	});
});

test("never says where things lay on the machine that ran", () => {
	const report = fixtureReport();
	report.document.path = "/home/ana/talk/README.md";
	print(report, 2, "overlay / overlay rw,lowerdir=/home/ana/.cache/charla/x,upperdir=/home/ana/up 0 0\n");
	const { markdown, html } = annotate(fixtureDocument, report);
	expect(markdown).not.toContain("/home/ana");
	expect(html).not.toContain("/home/ana");
});

function changed(before: string, after: string): string[] {
	const old = new Set(before.split("\n"));
	return after.split("\n").filter((line) => !old.has(line));
}
