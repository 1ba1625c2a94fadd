import stripAnsi from "strip-ansi";
import { reportWords } from "../../messages/reports.js";
import { wordsIn } from "../../messages/summary.js";
import { canFail } from "../../model/can-fail.js";
import type { Report, ReportedClaim, ReportedStep } from "../../model/report.js";
import { coveredPercent } from "../report.js";

/** A test case as test reporters know it: passed, failed or skipped, at a place in the document. */
export interface Case {
	kind: "statement" | "claim" | "counterexample" | "preparation" | "coverage" | "unawaited" | "leftovers";
	name: string;
	heading: string[];
	line: number;
	column: number;
	outcome: "passed" | "failed" | "skipped";
	/** Why it failed or was skipped, or what drifted; null where it passed as written. */
	message: string | null;
	/** The details of a failure: the command, the differing lines, the output, the evidence. */
	detail: string;
	/** Whether it passed only because the companion declares the drift. */
	drift: boolean;
	durationMs: number;
}

/**
 * The cases of a report in the document's order: statements, preparations that failed, claims, and counterexamples that were
 * tried. Then one for coverage, where a minimum was asked for, and one for leftovers on the real machine.
 */
export function casesOf(report: Report): Case[] {
	const { language } = report;
	const cases = [
		...report.steps.map((step) => caseOfStep(step, report)),
		...report.preparations.flatMap((preparation) => caseOfPreparation(preparation, report)),
		...report.claims.flatMap((claim) => [caseOfClaim(claim, report), ...caseOfCounterexample(claim, report)]),
	];
	cases.sort((a, b) => a.line - b.line || a.column - b.column);
	return [
		...cases,
		...caseOfCoverage(report),
		...caseOfUnawaited(report),
		{
			kind: "leftovers",
			name: reportWords(language).clean,
			heading: [],
			line: 1,
			column: 1,
			outcome: report.leftovers.length === 0 ? "passed" : "failed",
			message: report.leftovers.length === 0 ? null : wordsIn(language).leftovers,
			detail: report.leftovers.join("\n"),
			drift: false,
			durationMs: 0,
		},
	];
}

function caseOfStep(step: ReportedStep, { language }: Report): Case {
	const { verdict, declared, reason, heading, line, column, durationMs } = step;
	const words = wordsIn(language);
	const outcome = verdict === "skipped" ? "skipped" : verdict === declared ? "passed" : "failed";
	const verdicts = reportWords(language).verdicts(words.verdict[declared], words.verdict[verdict]);
	const answers = (step.attempts.at(-1)?.answers ?? []).map(({ question, typed }) => words.answered(question, typed));
	const output = stripAnsi(
		step.attempts
			.at(-1)
			?.output.map(({ text }) => text)
			.join("") ?? "",
	);
	return {
		kind: "statement",
		name: oneLine(step.written),
		heading,
		line,
		column,
		outcome,
		message:
			[outcome === "failed" ? [verdicts, reason].filter(Boolean).join(": ") : reason, ...answers]
				.filter(Boolean)
				.join("; ") || null,
		detail: [`$ ${step.executed ?? step.bound}`, ...(step.diff === undefined ? [output] : [step.diff])]
			.join("\n")
			.trimEnd(),
		drift: outcome === "passed" && declared === "adapted",
		durationMs,
	};
}

function caseOfClaim(claim: ReportedClaim, { language }: Report): Case {
	const { verdict, declared, reason, heading, line, column } = claim;
	const words = wordsIn(language);
	const outcome = !claim.observed ? "skipped" : verdict === declared ? "passed" : "failed";
	const verdicts = reportWords(language).verdicts(words.claim[declared], words.claim[verdict]);
	return {
		kind: "claim",
		name: `${claim.id}: ${claim.text}`,
		heading,
		line,
		column,
		outcome,
		message: outcome === "failed" ? [verdicts, reason].filter(Boolean).join(": ") : reason,
		detail: claim.evidence.map(({ what, value }) => `${what}: ${value}`).join("\n"),
		drift: outcome === "passed" && declared !== "holds",
		durationMs: 0,
	};
}

/** The case of a counterexample. A claim that cannot fail proves nothing, so it fails whatever the claim's own verdict. */
function caseOfCounterexample(claim: ReportedClaim, { language }: Report): Case[] {
	const { counterexample, heading, line, column } = claim;
	if (counterexample === null) return [];
	const words = wordsIn(language);
	const why = claim.counterexampleTrouble === undefined ? "" : `: ${claim.counterexampleTrouble}`;
	const verdict = `${words.cannotFail} (${words.claim[counterexample]})${why}`;
	const outcome = counterexample === "untestable" ? "skipped" : canFail(claim) ? "passed" : "failed";
	return [
		{
			...{ kind: "counterexample", name: `${claim.id}: ${words.counterexample}`, heading, line, column, outcome },
			...{ message: outcome === "passed" ? null : outcome === "failed" ? verdict : claim.reason },
			...{ detail: "", drift: false, durationMs: 0 },
		},
	];
}

function caseOfPreparation(preparation: Report["preparations"][number], { language, steps }: Report): Case[] {
	const { failed, executed, exitCode, before, reason, durationMs } = preparation;
	const step = steps.find(({ id }) => id === before);
	if (failed === undefined || step === undefined) return [];
	const { heading, line, column } = step;
	return [
		{
			...{ kind: "preparation", name: oneLine(executed), heading, line, column, outcome: "skipped" },
			...{
				message: `${wordsIn(language).notPrepared} (${reason}): ${exitCode === null ? "" : `${exitCode} `}${oneLine(failed)}`,
			},
			...{ detail: failed, drift: false, durationMs },
		},
	];
}

function caseOfCoverage({ language, coverage, minCoverage }: Report): Case[] {
	if (minCoverage === undefined) return [];
	const words = wordsIn(language);
	const covered = coveredPercent(coverage);
	const enough = covered >= minCoverage;
	return [
		{
			...{ kind: "coverage", name: words.uncovered(coverage.uncovered), heading: [], line: 1, column: 1 },
			...{ outcome: enough ? "passed" : "failed", message: enough ? null : words.coverage(covered, minCoverage) },
			...{ detail: "", drift: false, durationMs: 0 },
		},
	];
}

function caseOfUnawaited({ language, unawaited }: Report): Case[] {
	if (unawaited === undefined) return [];
	const name = wordsIn(language).unawaited;
	return [
		{
			...{ kind: "unawaited", name, heading: [], line: 1, column: 1, outcome: "failed", message: unawaited[0] ?? null },
			...{ detail: unawaited.join("\n"), drift: false, durationMs: 0 },
		},
	];
}

export function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ⏎ ");
}
