import escapeStringRegexp from "escape-string-regexp";
import type { Report } from "../../model/report.js";
import type { Normaliser } from "../volatile.js";

/**
 * The names that runs gave, without the run's own ending: `demo-gqpn` is `demo-⟨run⟩`.
 *
 * What a run's names end with is seen where the document's placeholders were bound: they are the only difference
 * between what is written and what is bound.
 */
export function runNames(...reports: readonly Report[]): Normaliser {
	const endings = [...new Set(reports.flatMap(endingsOf))];
	if (endings.length === 0) return { name: "run", apply: (text) => text };
	const pattern = new RegExp(`(?<=[\\w⟩]-)(?:${endings.join("|")})(?![\\w-])`, "g");
	return { name: "run", apply: (text) => text.replace(pattern, "⟨run⟩") };
}

/**
 * The report with the names of an earlier run instead of its own, so that what is taken from both speaks of the same things. The
 * names are charla's to choose, and nothing depends on them.
 */
export function withNamesOf(earlier: Report, report: Report): Report {
	const [wanted] = endingsOf(earlier);
	const endings = [...new Set(endingsOf(report))].filter((ending) => ending !== wanted);
	if (wanted === undefined || endings.length === 0) return report;
	const pattern = new RegExp(`(?<=[\\w⟩]-)(?:${endings.join("|")})(?![\\w-])`, "g");
	return JSON.parse(JSON.stringify(report).replace(pattern, wanted));
}

function endingsOf(report: Report): string[] {
	return report.steps.flatMap(({ written, bound }) =>
		valuesIn(written, bound).flatMap((value) => /-([a-z][a-z0-9]{3})$/.exec(value)?.[1] ?? []),
	);
}

/** What stands in the bound statement where the written one has `[name]`. */
function valuesIn(written: string, bound: string): string[] {
	const parts = written.split(/\[[\w-]+\]/).map(escapeStringRegexp);
	if (parts.length === 1) return [];
	const [, ...values] = new RegExp(`^${parts.join("([\\w-]+?)")}$`, "s").exec(bound) ?? [];
	return values;
}
