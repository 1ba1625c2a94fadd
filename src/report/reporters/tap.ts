import type { Report } from "../../model/report.js";
import { type Case, casesOf } from "./cases.js";

/** Renders the report as TAP 14: a test point for each statement and claim, with a YAML block for a failure and for what is to be said of one that passed. */
export function tap(report: Report): string {
	const cases = casesOf(report);
	const lines = cases.flatMap((one, index) => point(one, index + 1, report));
	return ["TAP version 14", `1..${cases.length}`, ...lines, ""].join("\n");
}

function point(one: Case, number: number, { document }: Report): string[] {
	const ok = one.outcome === "failed" ? "not ok" : "ok";
	const skip = one.outcome === "skipped" ? ` # SKIP ${escaped(one.message ?? "")}` : "";
	const line = `${ok} ${number} - ${escaped(one.name)}${skip}`;
	if (one.outcome === "skipped" || (one.outcome === "passed" && one.message === null)) return [line];
	const failed = one.outcome === "failed" && {
		at: `${document.path}:${one.line}:${one.column}`,
		heading: one.heading.join(" › "),
		detail: one.detail,
	};
	// JSON strings are YAML strings.
	const fields = { message: one.message ?? "", ...failed };
	return [
		line,
		"  ---",
		...Object.entries(fields).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`),
		"  ...",
	];
}

/** Puts a text on one line and escapes TAP's directives. */
function escaped(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[\\#]/g, "\\$&").trim();
}
