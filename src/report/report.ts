import stripAnsi from "strip-ansi";
import { cachedText, imageText } from "../messages/machine.js";
import { failureText, reasonText } from "../messages/reasons.js";
import type { Expectation, Step } from "../model/plan.js";
import type { Report, ReportedAttempt, ReportedClaim, ReportedStep } from "../model/report.js";
import { type Text, textIn } from "../model/text.js";
import type { Attempt } from "../model/transcript.js";
import type { Verdicts } from "../model/verdicts.js";
import type { Language } from "../model/words.js";
import { tellingLine } from "../text/telling-line.js";

/** The verdicts as the JSON report says them. */
export function toReport(verdicts: Verdicts): Report {
	const { transcript, coverage, works, incomplete } = verdicts;
	const { plan, machine, leftovers, startedAt, durationMs } = transcript;
	return {
		document: plan.document,
		language: plan.language,
		machine: {
			...machine,
			image: machine.image === null ? "" : imageText(machine.image, plan.language),
			cached: machine.cached.map((part) => cachedText(part, plan.language)),
		},
		drift: renamed(verdicts),
		steps: plan.steps.map((_, index) => stepAt(verdicts, index)),
		preparations: transcript.preparations.map(({ before, executed, exitCode, reason, durationMs, failed }) => ({
			before,
			executed,
			exitCode,
			reason: reasonText(reason, plan.language),
			durationMs: round(durationMs),
			...(failed ? { failed: stripAnsi(reasonText(failed, plan.language)).trim() } : {}),
		})),
		claims: plan.claims.map((_, index) => claimAt(verdicts, index)),
		coverage,
		topology: transcript.topology,
		isolation: verdicts.isolation,
		leftovers,
		works,
		incomplete,
		startedAt,
		durationMs: round(durationMs),
	};
}

/** The bridge, where the machine's has another name than the document's. */
function renamed({ transcript: { plan, machine } }: Verdicts): NonNullable<Report["drift"]> {
	const { bridge } = plan.machine;
	const say = (text: Text) => textIn(text, plan.language);
	if (!bridge || !machine.bridge || machine.bridge === bridge.name) return [];
	return [
		{
			what: "bridge",
			written: bridge.name,
			now: machine.bridge,
			reason: say(bridge.because),
			since: say(bridge.since),
		},
	];
}

function stepAt({ transcript, steps }: Verdicts, index: number): ReportedStep {
	const step = transcript.plan.steps[index];
	const judged = steps[index];
	if (step === undefined || judged === undefined) throw new RangeError(`no step ${index}`);
	const { language } = transcript.plan;
	const record = transcript.steps[index];
	const last = record?.attempts.at(-1);
	return {
		id: step.id,
		line: step.position.start.line,
		column: step.position.start.column,
		heading: step.heading,
		block: step.block,
		place: step.place,
		container: step.container,
		...(step.machine === undefined ? {} : { machine: step.machine }),
		rule: step.rule,
		written: step.written,
		bound: step.bound,
		executed: last?.command ?? null,
		verdict: judged.verdict,
		declared: judged.declared,
		reason: judged.reason && reasonText(judged.reason, language),
		...(step.instead === undefined ? {} : { instead: step.instead }),
		...(judged.diff === undefined ? {} : { diff: judged.diff }),
		...(step.expected ? { expected: expectedOf(step.expected, language) } : {}),
		...(step.fails ? { meantToFail: true } : {}),
		since: judged.verdict === "adapted" ? sinceOf(step, language) : null,
		exitCode: last?.exitCode ?? null,
		stdout: last?.stdout ?? "",
		stderr: last?.stderr ?? "",
		durationMs: round((record?.attempts ?? []).reduce((sum, attempt) => sum + attempt.durationMs, 0)),
		startedMs: round(record?.startedMs ?? 0),
		attempts: (record?.attempts ?? []).map((attempt) => reportAttempt(attempt, language)),
		namespaces: record?.namespaces ?? {},
	};
}

function sinceOf({ adaptation, expected }: Step, language: Language): string | null {
	return textIn(adaptation?.since ?? expected?.today?.since ?? "", language) || null;
}

function expectedOf(
	{ kind, text, position, uncompared }: Expectation,
	language: Language,
): NonNullable<ReportedStep["expected"]> {
	const why = uncompared === null ? null : reasonText(uncompared, language);
	return { kind, text, line: position?.start.line ?? null, uncompared: why };
}

function reportAttempt(attempt: Attempt, language: Language): ReportedAttempt {
	const { command, exitCode, stdout, stderr, output, durationMs, failure } = attempt;
	const failed = failure && failureText({ failure, last: tellingLine(attempt) }, language);
	const answers = attempt.answered ? { answers: attempt.answered } : {};
	return { command, exitCode, stdout, stderr, output, durationMs: round(durationMs), ...answers, failed };
}

function claimAt({ transcript, claims }: Verdicts, index: number): ReportedClaim {
	const claim = transcript.plan.claims[index];
	const judged = claims[index];
	if (claim === undefined || judged === undefined) throw new RangeError(`no claim ${index}`);
	const { language } = transcript.plan;
	const trouble = judged.counterexampleTrouble;
	return {
		id: claim.id,
		line: claim.position.start.line,
		column: claim.position.start.column,
		heading: claim.heading,
		text: claim.text,
		verdict: judged.verdict,
		declared: judged.declared,
		reason: judged.reason && reasonText(judged.reason, language),
		since: claim.since === null ? null : textIn(claim.since, language),
		evidence: judged.evidence.map(({ what, value }) => ({ what: textIn(what, language), value })),
		observed: judged.observed,
		counterexample: judged.counterexample,
		...(trouble === undefined ? {} : { counterexampleTrouble: reasonText(trouble, language) }),
	};
}

/** Of a hundred sentences, how many a claim, a cue or a reason covers; 100 where there are none. */
export function coveredPercent({ sentences, uncovered }: Report["coverage"]): number {
	return sentences === 0 ? 100 : (100 * (sentences - uncovered)) / sentences;
}

function round(ms: number): number {
	return Math.round(ms * 100) / 100;
}
