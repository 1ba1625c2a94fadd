import { wordsIn } from "../messages/summary.js";
import type { Report } from "../model/report.js";
import type { Language } from "../model/words.js";
import { claimShape, driftOf } from "./verdicts.js";

/** An entry of the drift table: what is written, what is true today, why, and since when. */
export interface LedgerEntry {
	line: number;
	/** The id of the step or claim on the page. */
	id: string;
	written: { kind: "command" | "sentence"; text: string };
	today: { kind: "command" | "verdict"; text: string };
	why: string;
	since: string;
}

/** Lists what has changed since the document was written, in its order. */
export function ledgerOf(report: Report, language: Language): LedgerEntry[] {
	const { steps, claims } = driftOf(report);
	const entries = [
		...steps.map(
			(step): LedgerEntry => ({
				line: step.line,
				id: step.id,
				written: { kind: "command", text: step.written },
				today: { kind: "command", text: step.executed ?? "" },
				why: step.reason ?? "",
				since: step.since ?? "–",
			}),
		),
		...claims.map(
			(claim): LedgerEntry => ({
				line: claim.line,
				id: `claim-${claim.id}`,
				written: { kind: "sentence", text: claim.text },
				today: { kind: "verdict", text: `${claimShape[claim.verdict]} ${wordsIn(language).claim[claim.verdict]}` },
				why: claim.reason ?? "",
				since: claim.since ?? "–",
			}),
		),
	];
	return entries.sort((a, b) => a.line - b.line);
}
