import type { ReportedClaim } from "../../model/report.js";
import type { Normalise } from "./normalise.js";

/**
 * A claim's evidence, a line a value, without what is another in every run. Beside the named values these are the PIDs
 * that a label announces, and how many there were of something: none, one and more are told apart, thirty from
 * thirty-one are not. Exit codes stay.
 */
export function evidenceLines({ evidence }: ReportedClaim, normalise: Normalise): string[] {
	return evidence.flatMap(({ what, value }) => normalise(`${what}: ${moving(what, value)}`).split("\n"));
}

function moving(what: string, value: string): string {
	if (/^\d+$/.test(value) && !/c[óo]digo|code|exit/i.test(what)) return Number(value) > 1 ? "⟨count⟩" : value;
	if (/\bPIDs?\b|\binit\b|\bproces/i.test(what)) return value.replace(/(?<![\w.:])\d{2,}(?![\w.:])/g, "⟨pid⟩");
	return value;
}
