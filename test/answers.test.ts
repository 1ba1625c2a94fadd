import pc from "picocolors";
import { expect, test } from "vitest";
import { annotateHtml } from "../src/annotate/html/html.js";
import { annotateMarkdown } from "../src/annotate/markdown/markdown.js";
import { summary } from "../src/cli/summary.js";
import type { Report } from "../src/model/report.js";
import { jobSummary } from "../src/report/reporters/job-summary.js";
import { junit } from "../src/report/reporters/junit.js";
import { tap } from "../src/report/reporters/tap.js";
import { fixtureDocument, fixtureReport } from "./report.fixture.js";

/** A run in which the second statement asked two questions. */
function asked(): Report {
	const report: Report = { ...fixtureReport(), language: "en" };
	const attempt = report.steps[1]?.attempts.at(-1) ?? expect.fail("no such attempt");
	attempt.answers = [
		{ question: "Go on? [Y/n]", typed: "y" },
		{ question: "Press [ENTER]", typed: "" },
	];
	return report;
}

const reports: [string, (report: Report) => string][] = [
	["the terminal", (report) => summary(report, pc.createColors(false))],
	["the annotated Markdown", (report) => annotateMarkdown(fixtureDocument, report)],
	["the annotated page", (report) => annotateHtml(fixtureDocument, report)],
	["JUnit", junit],
	["TAP", tap],
	["the job summary", jobSummary],
];

test.each(reports)("a question and its answer stand in %s", (_, render) => {
	const text = render(asked());
	for (const word of ["Go on?", "Press", "Enter"]) expect(text).toContain(word);
	expect(render({ ...fixtureReport(), language: "en" })).not.toContain("Go on?");
});
