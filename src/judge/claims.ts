import type { ClaimEntry, Companion } from "../companion/definition.js";
import type { PlannedClaim } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { ClaimRecord, Isolation, Transcript } from "../model/transcript.js";
import type { JudgedClaim } from "../model/verdicts.js";
import { type ClaimVerdict, type NamespaceType, namespaceTypes } from "../model/words.js";
import { judgementOf } from "./judgement.js";

/** Judges every claim of a plan by its observation alone. */
export function judgeClaims(transcript: Transcript, companion: Companion | null): JudgedClaim[] {
	return transcript.plan.claims.map((claim) =>
		judgeClaim(claim, recordOf(transcript, claim), entryOf(companion, claim)),
	);
}

/** The matrix of claims and namespaces: a claim is made true by those without which it is refuted. */
export function isolationOf(transcript: Transcript, companion: Companion | null): Isolation | null {
	const rows = transcript.plan.claims.flatMap((claim) => {
		const record = recordOf(transcript, claim);
		const entry = entryOf(companion, claim);
		if (!record || !entry || record.without.length === 0) return [];
		const verdicts = record.without.map(({ namespace, observed, trouble }): [NamespaceType, ClaimVerdict] => [
			namespace,
			verdictOf(entry, observed, trouble),
		]);
		const none: ClaimVerdict = "untestable";
		const verdict = { mnt: none, pid: none, uts: none, net: none, ipc: none, user: none, cgroup: none };
		const needs = verdicts.filter(([, one]) => one === "refuted").map(([namespace]) => namespace);
		return [{ claim: claim.id, verdict: { ...verdict, ...Object.fromEntries(verdicts) }, needs }];
	});
	if (rows.length === 0) return null;
	return { namespaces: [...namespaceTypes], rows };
}

/** Judges one claim; one that has no record was not reached, or was not to be. */
export function judgeClaim(
	claim: PlannedClaim,
	record: ClaimRecord | undefined,
	entry: ClaimEntry | undefined,
): JudgedClaim {
	const base = {
		id: claim.id,
		declared: claim.declared,
		evidence: [],
		counterexample: null,
		observed: record !== undefined,
	};
	if (!record || !entry) {
		return { ...base, verdict: "inconclusive", reason: { code: "not-reached" } };
	}
	const trouble = record.counterexample?.trouble ?? null;
	const counterexample = counterexampleOf(entry, record);
	const under = { counterexample, ...(trouble === null ? {} : { counterexampleTrouble: trouble }) };
	if (record.obstacle !== undefined) {
		return { ...base, verdict: "untestable", reason: record.obstacle, observed: false, ...under };
	}
	if (record.trouble !== null) return { ...base, verdict: "inconclusive", reason: record.trouble, ...under };
	const judgement = judgementOf(entry, record.observed);
	if ("code" in judgement) return { ...base, verdict: "inconclusive", reason: judgement, ...under };
	const said = judgement.note ?? (judgement.verdict === claim.declared ? claim.because : null);
	return {
		id: claim.id,
		verdict: judgement.verdict,
		declared: claim.declared,
		reason: said === null ? null : { code: "text", text: said },
		observed: true,
		evidence: judgement.evidence,
		...under,
	};
}

function recordOf(transcript: Transcript, claim: PlannedClaim): ClaimRecord | undefined {
	return transcript.claims.find(({ id }) => id === claim.id);
}

function entryOf(companion: Companion | null, claim: PlannedClaim): ClaimEntry | undefined {
	return companion?.claims?.find(({ id }) => id === claim.id);
}

function counterexampleOf(entry: ClaimEntry, { counterexample }: ClaimRecord): ClaimVerdict | null {
	if (counterexample === null) return null;
	if (counterexample.obstacle !== undefined) return "untestable";
	const verdict = verdictOf(entry, counterexample.observed, counterexample.trouble);
	// Only the machine can excuse a counterexample; a judge that does not decide has not seen the claim fail.
	return verdict === "untestable" ? "inconclusive" : verdict;
}

function verdictOf(entry: ClaimEntry, observed: unknown, trouble: Reason | null): ClaimVerdict {
	if (trouble !== null) return "inconclusive";
	const judgement = judgementOf(entry, observed);
	return "code" in judgement ? "inconclusive" : judgement.verdict;
}
