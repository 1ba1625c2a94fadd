import stripAnsi from "strip-ansi";
import { reportWords } from "../messages/reports.js";
import { wordsIn } from "../messages/summary.js";
import { canFail } from "../model/can-fail.js";
import type { Report, ReportedStep } from "../model/report.js";
import { stepVerdicts } from "../model/words.js";
import { type Paint, symbols } from "./paint.js";

/** Renders the summary of a run for the terminal: a line for each section, drift with its reason, failures with their place. */
export function summary(report: Report, paint: Paint): string {
	const words = wordsIn(report.language);
	const lines: string[] = [];
	const { machine, document } = report;
	lines.push(
		paint.bold(document.path),
		paint.dim(
			`${machine.name} · ${machine.host} · ${machine.engine} ${machine.engineVersion} · Linux ${machine.kernel}`,
		),
		paint.dim(`${words.image}: ${machine.image}`),
	);
	if (machine.cached.length > 0) lines.push(paint.dim(`${words.cached}: ${machine.cached.join(", ")}`));
	lines.push("");
	for (const [heading, steps] of sections(report.steps)) {
		if (steps.some(({ verdict }) => verdict !== "skipped")) lines.push(sectionLine(heading, steps, report, paint));
	}
	const drift = report.steps.filter(({ verdict, declared }) => verdict === "adapted" && declared === "adapted");
	const renamed = report.drift ?? [];
	if (drift.length + renamed.length > 0) {
		lines.push("", paint.bold(words.drift));
		for (const { written, now, reason, since } of renamed) {
			lines.push(`  ${paint.yellow("≈")} ${written} → ${now}: ${reason} (${words.since} ${since})`);
		}
		for (const step of drift) {
			lines.push(
				`  ${paint.yellow("≈")} ${words.line} ${step.line}: ${step.reason}${step.since ? ` (${words.since} ${step.since})` : ""}`,
				`      ${paint.dim("-")} ${oneLine(step.written)}`,
				`      ${paint.dim("+")} ${oneLine(step.executed ?? "")}`,
			);
		}
	}
	const answered = report.steps.filter(({ attempts }) => attempts.at(-1)?.answers !== undefined);
	if (answered.length > 0)
		lines.push("", paint.bold(words.answers), ...answered.flatMap((step) => answerLines(step, report)));
	lines.push(...claimLines(report, paint));
	const wrong = report.steps.filter(({ verdict, declared }) => verdict !== declared && verdict !== "skipped");
	if (wrong.length > 0) {
		lines.push("", paint.bold(paint.red(words.notAsDeclared)));
		for (const step of wrong) lines.push(...wrongLines(step, report, paint));
	}
	const unprepared = report.preparations.filter(({ failed }) => failed !== undefined);
	if (unprepared.length > 0) {
		lines.push("", paint.bold(words.notPrepared));
		for (const { executed, failed, exitCode } of unprepared) {
			const how = exitCode === null ? "" : ` (${exitCode})`;
			lines.push(`  - ${oneLine(executed)}${how}${failed ? `: ${oneLine(failed)}` : ""}`);
		}
	}
	const skipped = report.steps.filter(({ verdict }) => verdict === "skipped");
	if (skipped.length > 0) lines.push("", paint.bold(`${words.skipped} (${skipped.length})`), ...skippedLines(skipped));
	if (report.leftovers.length > 0) {
		lines.push("", paint.bold(paint.red(words.leftovers)), ...report.leftovers.map((line) => `  ${line}`));
	}
	lines.push("", verdictLine(report, paint));
	return `${lines.join("\n")}\n`;
}

/** The claims that do not hold or are not as declared, with their evidence. Those that hold are only counted. */
function claimLines(report: Report, paint: Paint): string[] {
	const { language } = report;
	const claims = report.claims.filter(({ observed }) => observed);
	const notHere = report.claims.filter(({ observed, verdict }) => !observed && verdict === "untestable");
	if (claims.length + notHere.length === 0) return [];
	const words = wordsIn(language);
	const holding = claims.filter(({ verdict, declared }) => verdict === "holds" && declared === "holds").length;
	const lines = ["", `${paint.bold(words.claims)}: ${claims.length}, ${words.holding(holding)}`];
	for (const claim of claims) {
		const asDeclared = claim.verdict === claim.declared;
		if (asDeclared && claim.verdict === "holds") continue;
		const mark = asDeclared ? paint.yellow("≈") : paint.red("✗");
		const since = claim.since ? ` (${words.since} ${claim.since})` : "";
		lines.push(`  ${mark} ${report.document.path}:${claim.line}:${claim.column}  «${claim.text}»`);
		const declared = asDeclared ? "" : ` (${words.declared} «${words.claim[claim.declared]}»)`;
		lines.push(`      ${words.claim[claim.verdict]}${declared}: ${claim.reason ?? ""}${since}`);
		for (const { what, value } of claim.evidence) lines.push(paint.dim(`      │ ${what}: ${oneLine(value)}`));
	}
	if (notHere.length > 0) lines.push(`  ${words.claim.untestable}: ${notHere.length}`, ...skippedLines(notHere));
	const tried = claims.filter(({ counterexample }) => counterexample !== null && counterexample !== "untestable");
	if (tried.length > 0) {
		const failed = tried.filter(canFail);
		lines.push(`  ${words.canFail}: ${failed.length}/${claims.length}`);
		for (const claim of tried.filter((one) => !canFail(one))) {
			lines.push(
				`  ${paint.red("✗")} ${claim.id}: ${words.cannotFail} (${words.claim[claim.counterexample ?? "inconclusive"]})${claim.counterexampleTrouble ? `: ${oneLine(claim.counterexampleTrouble)}` : ""}`,
			);
		}
	}
	return lines;
}

function verdictLine(report: Report, paint: Paint): string {
	const words = wordsIn(report.language);
	const counts = stepVerdicts
		.map((verdict) => [verdict, report.steps.filter((step) => step.verdict === verdict).length] as const)
		.filter(([, count]) => count > 0)
		.map(([verdict, count]) => words.counted(verdict, count))
		.join(", ");
	const seconds = (report.durationMs / 1000).toFixed(1);
	const verdict = !report.works
		? paint.red(words.worksNot)
		: report.incomplete
			? paint.yellow(words.incomplete)
			: paint.green(words.works);
	const details = [
		`${words.statements(report.steps.length)}: ${counts}`,
		words.uncovered(report.coverage.uncovered),
		`${seconds} s`,
	];
	return `${paint.bold(verdict)} · ${details.join(" · ")}`;
}

function sections(steps: readonly ReportedStep[]): [string[], ReportedStep[]][] {
	const found: [string[], ReportedStep[]][] = [];
	for (const step of steps) {
		const last = found.at(-1);
		if (last && last[0].join("\n") === step.heading.join("\n")) last[1].push(step);
		else found.push([step.heading, [step]]);
	}
	return found;
}

function sectionLine(heading: string[], steps: ReportedStep[], report: Report, paint: Paint): string {
	const marks = steps.map(({ verdict, declared }) => symbols(paint, verdict, declared)).join("");
	const ids = new Set(steps.map(({ id }) => id));
	const prepared = report.preparations.filter(({ before }) => ids.has(before)).length;
	const ms = steps.reduce((sum, step) => sum + step.durationMs, 0);
	const name = (heading.length > 1 ? heading.slice(1) : heading).join(" › ");
	const extra = prepared > 0 ? paint.dim(` +${prepared}`) : "";
	return `  ${name.padEnd(44)} ${paint.dim(`${(ms / 1000).toFixed(1).padStart(5)} s`)}  ${marks}${extra}`;
}

function wrongLines(step: ReportedStep, report: Report, paint: Paint): string[] {
	const words = wordsIn(report.language);
	const verdicts = reportWords(report.language).verdicts(words.verdict[step.declared], words.verdict[step.verdict]);
	const output =
		step.diff?.split("\n") ??
		stripAnsi(step.stderr || step.stdout)
			.trimEnd()
			.split("\n")
			.slice(-5);
	return [
		`  ${paint.red("✗")} ${report.document.path}:${step.line}:${step.column}  ${oneLine(step.written)}`,
		`      ${verdicts}: ${step.reason ?? ""}`,
		...output.filter((line) => line !== "").map((line) => paint.dim(`      │ ${line}`)),
	];
}

function answerLines(step: ReportedStep, { language }: Report): string[] {
	const words = wordsIn(language);
	return (step.attempts.at(-1)?.answers ?? []).map(
		({ question, typed }) =>
			`  ↵ ${words.line} ${step.line}: ${oneLine(step.executed ?? "")}: ${words.answered(question, typed)}`,
	);
}

function skippedLines(skipped: readonly { reason: string | null; line: number }[]): string[] {
	const byReason = new Map<string, number[]>();
	for (const { reason, line } of skipped) byReason.set(reason ?? "", [...(byReason.get(reason ?? "") ?? []), line]);
	return [...byReason].map(([reason, lines]) => `  - ${reason}: ${[...new Set(lines)].join(", ")}`);
}

function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ⏎ ");
}
