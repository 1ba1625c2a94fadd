import type { Normaliser } from "../../../volatile.js";
import type { Report } from "../../schema.js";

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

function endingsOf(report: Report): string[] {
	return report.steps.flatMap(({ written, bound }) =>
		valuesIn(written, bound).flatMap((value) => /-([a-z][a-z0-9]{3})$/.exec(value)?.[1] ?? []),
	);
}

/** What stands in the bound statement where the written one has `[name]`. */
function valuesIn(written: string, bound: string): string[] {
	const parts = written.split(/\[[\w-]+\]/).map(escaped);
	if (parts.length === 1) return [];
	const [, ...values] = new RegExp(`^${parts.join("([\\w-]+?)")}$`, "s").exec(bound) ?? [];
	return values;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
