import type { Adaptation } from "../model/plan.js";
import type { Failure } from "../model/reason.js";
import type { Attempt } from "../model/transcript.js";
import { found } from "../text/pattern.js";
import type { Outcome } from "./shell/order.js";

/** What an outcome means for a statement: how it failed, or null. */
export function attemptOf(
	command: string,
	outcome: Outcome,
	options: { timeoutSeconds: number; leaves: boolean },
): Attempt {
	const { exitCode, stdout, stderr, output, durationMs, answered = [] } = outcome;
	const failure = failureOf(outcome, options);
	const attempt = { command, exitCode, stdout, stderr, output, durationMs, failure };
	return answered.length === 0 ? attempt : { ...attempt, answered: [...answered] };
}

function failureOf(outcome: Outcome, options: { timeoutSeconds: number; leaves: boolean }): Failure | null {
	if (outcome.ended === "timeout") return { kind: "timeout", seconds: options.timeoutSeconds };
	if (outcome.ended === "shell-ended") return options.leaves ? null : { kind: "shell-ended" };
	if (outcome.ended !== "normally") return { kind: outcome.ended };
	if (outcome.exitCode !== 0) return { kind: "exit-code", exitCode: outcome.exitCode ?? -1 };
	const [variable] = outcome.empty;
	return variable === undefined ? null : { kind: "empty-assignment", variable };
}

/** Whether an attempt failed in the way that the adaptation says. */
export function failedAsExpected(attempt: Attempt, adaptation: Adaptation): boolean {
	const { failure } = attempt;
	if (failure === null) return false;
	if ("empty" in adaptation.expects) {
		return failure.kind === "empty-assignment" && failure.variable === adaptation.expects.empty;
	}
	if (failure.kind !== "exit-code") return false;
	return found(new RegExp(adaptation.expects.output, adaptation.expects.flags), attempt.stdout + attempt.stderr);
}
