import { describe, expect, test } from "vitest";
import { fixtureReport, print } from "../../test/report.fixture.js";
import type { Report } from "../model/report.js";
import { comparisonsIn, countRows } from "./comparison.js";

describe("comparisonsIn", () => {
	test("sets a command of the host beside the same one of the container, under one heading", () => {
		const [comparison, ...others] = comparisonsIn(fixtureReport());
		expect(others).toEqual([]);
		expect([comparison?.host.id, comparison?.container.id]).toEqual(["s3", "s6"]);
		expect(comparison?.rows).toEqual([{ host: "debian12", container: "demo-gqpn", same: false }]);
	});

	test("takes numbers, variables and the program's path for the same, and looks at a pipeline's beginning", () => {
		const report = fixtureReport();
		change(report, 2, "/bin/cat /proc/$" + "{pid}/status | head -3");
		change(report, 5, "cat /proc/1/status");
		expect(comparisonsIn(report)).toHaveLength(1);
		change(report, 5, "cat /proc/1/maps");
		expect(comparisonsIn(report)).toEqual([]);
	});

	test("aligns lines that are alike", () => {
		const report = fixtureReport();
		print(report, 2, "a\nb\nc\n");
		print(report, 5, "x\nb\ny\nz\n");
		const rows = comparisonsIn(report)[0]?.rows ?? [];
		expect(rows.map(({ host, container }) => [host, container])).toEqual([
			["a", "x"],
			["b", "b"],
			["c", "y"],
			[null, "z"],
		]);
		expect(countRows(rows)).toEqual({ same: 1, host: 2, container: 3 });
	});
});

function change(report: Report, index: number, command: string): void {
	const step = report.steps[index];
	if (step === undefined) throw new Error(`The fixture has no step ${index}.`);
	step.executed = command;
}
