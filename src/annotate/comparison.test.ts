import { describe, expect, test } from "vitest";
import { fixtureReport } from "../../test/report.fixture.js";
import type { ReportedStep } from "../model/report.js";
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
		change(report.steps[2], "/bin/cat /proc/$" + "{pid}/status | head -3");
		change(report.steps[5], "cat /proc/1/status");
		expect(comparisonsIn(report)).toHaveLength(1);
		change(report.steps[5], "cat /proc/1/maps");
		expect(comparisonsIn(report)).toEqual([]);
	});

	test("aligns lines that are alike", () => {
		const report = fixtureReport();
		output(report.steps[2], "a\nb\nc\n");
		output(report.steps[5], "x\nb\ny\nz\n");
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

function change(step: ReportedStep | undefined, command: string): void {
	if (step) step.executed = command;
}

function output(step: ReportedStep | undefined, text: string): void {
	const attempt = step?.attempts[0];
	if (attempt) attempt.output = [{ stream: "stdout", text }];
}
