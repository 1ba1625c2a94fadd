import type { JudgedClaim } from "./verdicts.js";
import type { ClaimVerdict } from "./words.js";

/** What a claim's counterexample must come out as: the other side of what is declared. */
export function counterVerdict(declared: ClaimVerdict): ClaimVerdict {
	return declared === "refuted" ? "holds" : "refuted";
}

/** Whether a claim was seen to be able to fail, or its counterexample was not tried, or cannot be tried on this machine. */
export function canFail({ declared, counterexample }: Pick<JudgedClaim, "declared" | "counterexample">): boolean {
	return counterexample === null || counterexample === "untestable" || counterexample === counterVerdict(declared);
}
