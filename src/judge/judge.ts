import type { Companion } from "../companion/definition.js";
import { canFail } from "../model/can-fail.js";
import type { Expectation, Plan, Step } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { Attempt, StepRecord, Transcript } from "../model/transcript.js";
import type { Coverage, JudgedStep, Verdicts } from "../model/verdicts.js";
import { found } from "../text/pattern.js";
import { tellingLine } from "../text/telling-line.js";
import { isolationOf, judgeClaims } from "./claims.js";
import { judgeOutput } from "./output.js";

/**
 * Gives every step and every claim of a transcript its verdict. Pure: the companion's functions get what was observed.
 * @param companion the companion whose claims the plan has; null where the document has none
 */
export function judge(transcript: Transcript, companion: Companion | null): Verdicts {
	const { plan } = transcript;
	const steps = plan.steps.map((step, index) =>
		judgeStep(step, transcript.steps[index], transcript.steps.slice(0, index)),
	);
	const claims = judgeClaims(transcript, companion);
	const asDeclared =
		steps.every(({ verdict, declared }) => verdict === "skipped" || verdict === declared) &&
		claims.every((claim) => !claim.observed || (claim.verdict === claim.declared && canFail(claim)));
	return {
		transcript,
		steps,
		claims,
		isolation: isolationOf(transcript, companion),
		coverage: coverageOf(plan),
		works: asDeclared && transcript.leftovers.length === 0,
		incomplete: isIncomplete({ steps, claims, transcript }),
	};
}

/**
 * Whether something was not run or could not be decided, or an image stood in for another.
 * @param ofAsked of what was asked for: what `only` left out, and the claims whose moment was in it, do not count
 */
export function isIncomplete(
	{ steps, claims, transcript: { plan, preparations } }: Pick<Verdicts, "steps" | "claims" | "transcript">,
	ofAsked = false,
): boolean {
	return (
		preparations.some(({ failed }) => failed) ||
		steps.some(({ verdict }, at) => {
			const { notAsked, adaptation, instead } = plan.steps[at] ?? {};
			if (instead !== undefined) return false;
			return verdict === "skipped" ? !(ofAsked && notAsked) : verdict === "adapted" && adaptation?.standIn;
		}) ||
		claims.some(({ observed, verdict, declared }) => {
			if (ofAsked && !observed) return false;
			return verdict === "inconclusive" || (verdict === "untestable" && declared !== verdict);
		})
	);
}

/**
 * Judges one step by what happened to it; a step that has no record was not reached.
 * @param earlier what happened to the steps before it
 */
export function judgeStep(step: Step, record: StepRecord | undefined, earlier: readonly StepRecord[] = []): JudgedStep {
	const judged = (verdict: JudgedStep["verdict"], reason: Reason | null): JudgedStep => ({
		id: step.id,
		verdict,
		declared: step.declared,
		reason,
	});
	if (record === undefined) return judged("skipped", { code: "not-reached" });
	if (record.skipped !== null) return judged("skipped", record.skipped);
	const [written, adapted] = record.attempts;
	if (written === undefined) return judged("skipped", { code: "not-reached" });
	const last = adapted ?? written;
	const meant = step.fails ? judgeMeantToFail(step.fails, last) : null;
	const failure = step.fails ? meant : failureOf(last);
	if (failure !== null) return judged("failed", failure);
	const expected = step.expected && step.leaves ? withoutFarewell(step.expected) : step.expected;
	const output = expected ? judgeOutput(expected, last, earlier) : null;
	if (output && output.diff !== null) return { ...judged("failed", output.reason), diff: output.diff };
	if (adapted && step.adaptation) {
		const { because, standIn } = step.adaptation;
		return { ...judged("adapted", because), ...(standIn ? { declared: "adapted" } : {}) };
	}
	if (output) return judged("adapted", output.reason);
	return judged("as-written", step.declared === "adapted" ? { code: "healed" } : null);
}

/** A shell says `logout` or `exit` when it is left, but only to a person at a terminal. */
function withoutFarewell(expected: Expectation): Expectation {
	return { ...expected, text: expected.text.replace(/^(?:logout|exit)\n?/, "") };
}

/** Why a statement did not fail in the expected way; null where it did. */
function judgeMeantToFail(fails: NonNullable<Step["fails"]>, attempt: Attempt): Reason | null {
	const { failure, stdout, stderr } = attempt;
	if (failure === null) return { code: "did-not-fail" };
	if (failure.kind !== "exit-code") return failureOf(attempt);
	if (found(new RegExp(fails.pattern, fails.flags), stdout + stderr)) return null;
	return { code: "failed-otherwise", ...fails, failure, last: tellingLine(attempt) };
}

/** How an attempt failed; null where it did not. */
function failureOf(attempt: Attempt): Reason | null {
	const { failure, limits } = attempt;
	return failure && { code: "failure", failure, last: tellingLine(attempt), ...(limits ? { limits } : {}) };
}

function coverageOf(plan: Plan): Coverage {
	const count = (kind: Plan["sentences"][number]["class"]) => plan.sentences.filter((one) => one.class === kind).length;
	return {
		statements: plan.statements,
		sentences: plan.sentences.length,
		claims: plan.claims.length,
		cues: count("cue"),
		notClaims: count("not-a-claim"),
		uncovered: count("uncovered"),
	};
}
