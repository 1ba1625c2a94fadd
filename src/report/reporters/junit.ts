import { toXml } from "xast-util-to-xml";
import { x } from "xastscript";
import type { Report } from "../../model/report.js";
import { type Case, casesOf } from "./cases.js";

/** Renders the report as JUnit XML: a suite for each section, a case for each statement and claim, with file and line. */
export function junit(report: Report): string {
	const cases = casesOf(report);
	const suites = new Map<string, Case[]>();
	for (const one of cases) {
		const name = one.heading.join(" › ") || report.document.path;
		suites.set(name, [...(suites.get(name) ?? []), one]);
	}
	const root = x(
		"testsuites",
		{ name: "charla", ...counts(cases), time: seconds(report.durationMs) },
		[...suites].map(([name, ones]) =>
			x(
				"testsuite",
				{
					name: clean(name),
					...counts(ones),
					time: time(ones),
					timestamp: report.startedAt,
					hostname: report.machine.name,
				},
				ones.map((one) => caseElement(one, report)),
			),
		),
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}\n`;
}

function caseElement(one: Case, { document }: Report) {
	const attributes = {
		name: clean(one.name),
		classname: clean([document.path, ...one.heading].join(".")),
		file: document.path,
		line: one.line,
		time: seconds(one.durationMs),
	};
	const message = clean(one.message ?? "");
	if (one.outcome === "failed") {
		return x("testcase", attributes, [
			x("failure", { message, type: one.kind }, clean(`${document.path}:${one.line}:${one.column}\n${one.detail}`)),
		]);
	}
	if (one.outcome === "skipped") return x("testcase", attributes, [x("skipped", { message })]);
	return x("testcase", attributes, one.message === null ? [] : [x("system-out", message)]);
}

function counts(cases: readonly Case[]) {
	const count = (outcome: Case["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
	return { tests: cases.length, failures: count("failed"), skipped: count("skipped"), errors: 0 };
}

function time(cases: readonly Case[]): string {
	return seconds(cases.reduce((sum, one) => sum + one.durationMs, 0));
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Drops the characters that XML 1.0 does not allow. */
function clean(text: string): string {
	return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
}
