import { dateTime, noteWords, seconds } from "../messages/page.js";
import { wordsIn } from "../messages/summary.js";
import type { Report } from "../model/report.js";
import { claimVerdicts, type Language, stepVerdicts } from "../model/words.js";
import { claimShape, stepShape } from "./verdicts.js";

/** The verdict on the whole document, with its shape. */
export function headline(report: Report, language: Language): string {
	const words = wordsIn(language);
	if (!report.works) return `✗ ${words.worksNot}`;
	return report.incomplete ? `– ${words.incomplete}` : `✓ ${words.works}`;
}

/** Counts the verdicts of steps and claims: `✓ tal cual: 46`. */
export function countsOf(report: Report, language: Language): string[] {
	const words = wordsIn(language);
	const steps = stepVerdicts.flatMap((verdict) => {
		const count = report.steps.filter((step) => step.verdict === verdict).length;
		return count === 0 ? [] : [`${stepShape[verdict]} ${words.verdict[verdict]}: ${count}`];
	});
	const claims = claimVerdicts.flatMap((verdict) => {
		const count = report.claims.filter((claim) => claim.verdict === verdict).length;
		return count === 0 ? [] : [`${claimShape[verdict]} ${words.claim[verdict]}: ${count}`];
	});
	return [...steps, ...claims];
}

/** What the document ran on, and when. */
export function factsOf(report: Report, language: Language): { name: string; value: string; datetime?: string }[] {
	const say = noteWords(language);
	const { machine, startedAt, durationMs } = report;
	return [
		{ name: say.facts.date, value: dateTime(startedAt, language), datetime: startedAt },
		{ name: say.facts.duration, value: seconds(durationMs, language) },
		{ name: say.facts.engine, value: `${machine.engine} ${machine.engineVersion}` },
		{ name: say.facts.host, value: machine.host },
		{ name: say.facts.kernel, value: `Linux ${machine.kernel}` },
		{ name: say.facts.image, value: machine.image },
		{ name: say.facts.machine, value: `${machine.name} (${machine.disposable ? say.disposable : say.system})` },
		...(machine.cached.length > 0 ? [{ name: say.facts.cached, value: machine.cached.join("; ") }] : []),
	];
}

/** Says how much of the document was covered. */
export function coverageOf(report: Report, language: Language): string[] {
	const { statements, sentences, claims, cues, notClaims, uncovered } = report.coverage;
	const run = report.steps.filter(({ verdict }) => verdict !== "skipped").length;
	return noteWords(language).covered({ statements, run, sentences, claims, cues, not: notClaims, uncovered });
}
