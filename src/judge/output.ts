import { compare } from "../compare/compare.js";
import type { Expectation } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { Attempt, StepRecord } from "../model/transcript.js";

/** What the printed output says: with the lines that differ where it is neither the shown one nor today's. */
interface OutputJudgement {
	reason: Reason;
	diff: string | null;
}

/**
 * Judges a step's output by the one that the document shows; null where it is that.
 * @param earlier records of the steps before it, for what was typed at the same prompt
 */
export function judgeOutput(
	expected: Expectation,
	attempt: Attempt,
	earlier: readonly StepRecord[],
): OutputJudgement | null {
	if (expected.uncompared !== null) return null;
	const before = expected.shares === 0 ? [] : earlier.slice(-expected.shares);
	const attempts = [...before.flatMap((record) => record.attempts.slice(-1)), attempt];
	const mismatch = compare(expected.text, attempts, expected);
	if (mismatch === null) return null;
	const { today } = expected;
	if (today === null) return { reason: { code: "other-output" }, diff: mismatch.diff };
	const still = compare(today.text, attempts, { kind: today.kind, ignoring: expected.ignoring });
	return still === null
		? { reason: { code: "text", text: today.because }, diff: null }
		: { reason: { code: "other-output" }, diff: still.diff };
}
