import type { Reason } from "./reason.js";
import type { Evidence, Isolation, Transcript } from "./transcript.js";
import type { ClaimVerdict, StepVerdict } from "./words.js";

/** A transcript with a verdict on every step and every claim. */
export interface Verdicts {
	transcript: Transcript;
	steps: JudgedStep[];
	claims: JudgedClaim[];
	/** The claims in the container minus one namespace; null where no claim was tried so. */
	isolation: Isolation | null;
	coverage: Coverage;
	/** Whether every verdict is the one that the companion declares and nothing was left behind. */
	works: boolean;
	/** Whether something was not run or could not be decided. */
	incomplete: boolean;
}

export interface JudgedStep {
	id: string;
	verdict: StepVerdict;
	declared: StepVerdict;
	/** Why: the drift's reason, or how it failed, or why it was skipped; null for `as-written`. */
	reason: Reason | null;
	/** Where the output is not the one that the document shows: the lines that differ, `-` as shown, `+` as printed. */
	diff?: string;
}

export interface JudgedClaim {
	id: string;
	verdict: ClaimVerdict;
	declared: ClaimVerdict;
	reason: Reason | null;
	evidence: Evidence[];
	/** Whether the machine was looked at: false where its moment was not reached, or not asked for. */
	observed: boolean;
	/** The verdict under its counterexample; null where that was not tried. */
	counterexample: ClaimVerdict | null;
	/** Why nothing could be seen under it, or it could not be undone. */
	counterexampleTrouble?: Reason;
}

/** How much of the document was looked at. */
export interface Coverage {
	statements: number;
	sentences: number;
	claims: number;
	cues: number;
	notClaims: number;
	uncovered: number;
}
