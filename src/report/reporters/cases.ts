import stripAnsi from "strip-ansi";
import { wordsIn } from "../../words.js";
import type { Report, ReportedClaim, ReportedStep } from "../schema.js";

/** What test reporters know: something that passed, failed or was skipped, at its place in the document. */
export interface Case {
	kind: "statement" | "claim" | "leftovers";
	name: string;
	heading: string[];
	line: number;
	column: number;
	outcome: "passed" | "failed" | "skipped";
	/** Why it failed or was skipped, or how the document has drifted; null for what is simply so. */
	message: string | null;
	/** What a reader needs to see why: the command, the lines that differ, what was printed, the evidence. */
	detail: string;
	/** Whether it passed only because its companion declares that it is no longer so. */
	drift: boolean;
	durationMs: number;
}

/** The cases of a report in the document's order, and one for the machine that was left behind clean. */
export function casesOf(report: Report): Case[] {
	const { language } = report;
	const cases = [
		...report.steps.map((step) => caseOfStep(step, report)),
		...report.claims.map((claim) => caseOfClaim(claim, report)),
	];
	cases.sort((a, b) => a.line - b.line || a.column - b.column);
	return [
		...cases,
		{
			kind: "leftovers",
			name: language === "es" ? "no queda nada en la máquina real" : "nothing is left on the real machine",
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
	const verdicts = `${words.declared} «${words.verdict[declared]}», ${words.found} «${words.verdict[verdict]}»`;
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
		message: outcome === "failed" ? [verdicts, reason].filter(Boolean).join(": ") : reason,
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
	const verdicts = `${words.declared} «${words.claim[declared]}», ${words.found} «${words.claim[verdict]}»`;
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

export function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ⏎ ");
}
