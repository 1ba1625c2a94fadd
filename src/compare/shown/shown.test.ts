import { expect, test } from "vitest";
import { fixtureReport } from "../../../test/report.fixture.js";
import { asShown } from "./shown.js";

test("shows progress in its last state and each output once", () => {
	const launch = asShown(fixtureReport(), "⟨path⟩").steps[1];
	expect(launch?.attempts[0]?.output).toEqual([{ stream: "stdout", text: "Creating demo-gqpn\nStarting demo-gqpn\n" }]);
	expect(launch?.stdout).toBe("");
});

test("is the same when it is done twice", () => {
	const report = fixtureReport();
	const [first] = report.steps;
	first?.attempts[0]?.output.push(
		{ stream: "stdout", text: "a\u202eb \u001b[31mred\nred still\u001b[0m\rX\n" },
		{ stream: "stdout", text: "overlay / overlay rw,lowerdir=/home/a/.cache/charla/x,uuid=on 0 0\n" },
	);
	const once = asShown(report, "⟨path⟩");
	expect(asShown(once, "⟨path⟩")).toEqual(once);
	expect(JSON.stringify(once)).not.toContain("/home/a");
});
