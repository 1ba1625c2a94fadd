import type { Talk } from "../companion/talk.js";
import type { Coverage, JudgedStep, Language, Plan, Step, StepRecord, Transcript, Verdicts } from "../model.js";
import { isolationOf, judgeClaims } from "./claims.js";
import { describeFailure } from "./failure.js";

/**
 * Gives every step and every claim of a transcript its verdict. Pure: the companion's functions get what was observed.
 * @param talk the companion whose claims the plan has; null where the document has none
 */
export function judge(transcript: Transcript, talk: Talk | null): Verdicts {
	const { plan } = transcript;
	const steps = plan.steps.map((step, index) => judgeStep(step, transcript.steps[index], plan.language));
	const claims = judgeClaims(transcript, talk);
	const incomplete =
		steps.some(({ verdict }) => verdict === "skipped") || claims.some(({ verdict }) => verdict === "inconclusive");
	const asDeclared =
		steps.every(({ verdict, declared }) => verdict === "skipped" || verdict === declared) &&
		claims.every(({ observed, verdict, declared }) => !observed || verdict === declared);
	return {
		transcript,
		steps,
		claims,
		isolation: isolationOf(transcript, talk),
		coverage: coverageOf(plan),
		works: asDeclared && transcript.leftovers.length === 0,
		incomplete,
	};
}

/** Judges one step by what happened to it; a step that has no record was not reached. */
export function judgeStep(step: Step, record: StepRecord | undefined, language: Language): JudgedStep {
	const judged = (verdict: JudgedStep["verdict"], reason: string | null): JudgedStep => ({
		id: step.id,
		verdict,
		declared: step.declared,
		reason,
	});
	if (record === undefined) return judged("skipped", language === "es" ? "no se llegó a ella" : "not reached");
	if (record.skipped !== null) return judged("skipped", record.skipped);
	const [written, adapted] = record.attempts;
	if (written === undefined) return judged("skipped", language === "es" ? "no se llegó a ella" : "not reached");
	if (written.failure === null) {
		const healed = language === "es" ? "tal como está escrita vuelve a funcionar" : "as written it works again";
		return judged("as-written", step.declared === "adapted" ? healed : null);
	}
	if (adapted?.failure === null && step.adaptation) return judged("adapted", step.adaptation.because);
	return judged("failed", describeFailure(adapted ?? written, language));
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
