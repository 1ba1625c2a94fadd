import type { ClaimEntry, Observation } from "../companion/definition.js";
import { Obstacle, Trouble } from "../look/obstacle.js";
import type { PlannedClaim } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { ClaimRecord } from "../model/transcript.js";
import { type NamespaceType, namespaceTypes } from "../model/words.js";
import type { LookContext } from "./looks.js";
import { reasonOf } from "./reason-of.js";
import { withTimeout } from "./shell/time-limit.js";

type Change = Extract<ClaimEntry["counterexample"], { change: unknown }>["change"];

/** What an observation came to: what was seen, or why nothing could be. */
interface ObservationResult {
	observed: Observation | null;
	trouble: Reason | null;
	/** Why this machine does not let it be seen. */
	obstacle?: Reason;
}

/**
 * Observes a claim on the live machine; one about isolation also in the container minus each of its namespaces.
 * @param counterexamples whether the claim's counterexample is tried as well: that changes the machine, and changes it back
 */
export async function observe(
	claim: PlannedClaim,
	entry: ClaimEntry,
	context: LookContext,
	counterexamples: boolean,
): Promise<ClaimRecord> {
	const started = performance.now();
	const seen = await see(entry, context, claim, []);
	const without: ClaimRecord["without"] = [];
	if (claim.isolates && seen.obstacle === undefined) {
		for (const namespace of namespaceTypes)
			without.push({ namespace, ...(await see(entry, context, claim, [namespace])) });
	}
	const counterexample = counterexamples ? await counter(entry, context, claim, seen) : null;
	return { id: claim.id, ...seen, without, counterexample, durationMs: performance.now() - started };
}

/** Milliseconds that an observation may take, and the change and its undoing that a counterexample needs. */
export const OBSERVE_MS = 120_000;

async function see(
	entry: ClaimEntry,
	context: LookContext,
	{ names }: PlannedClaim,
	without: readonly NamespaceType[],
): Promise<ObservationResult> {
	const look = context.look(names, without);
	try {
		return { observed: plainData(await inTime("observe", entry.observe(look))), trouble: null };
	} catch (error) {
		return unseen(error);
	} finally {
		await look.end();
	}
}

/** What was observed goes into the report, and to a counterexample as a copy. */
function plainData(observed: Observation): Observation {
	try {
		return structuredClone(observed);
	} catch (error) {
		throw new Trouble({ code: "not-plain-data", detail: error instanceof Error ? error.message : String(error) });
	}
}

async function inTime<T>(what: Reason<"took-too-long">["what"], promise: Promise<T>): Promise<T> {
	const ended = await withTimeout(OBSERVE_MS, promise);
	if (ended === "timeout") throw new Trouble(tookTooLong(what));
	return ended;
}

function tookTooLong(what: Reason<"took-too-long">["what"]): Reason {
	return { code: "took-too-long", what, seconds: OBSERVE_MS / 1000 };
}

function unseen(error: unknown): ObservationResult {
	if (error instanceof Obstacle) return { observed: null, trouble: null, obstacle: error.reason };
	return { observed: null, trouble: reasonOf(error) };
}

async function counter(
	entry: ClaimEntry,
	context: LookContext,
	claim: PlannedClaim,
	seen: ObservationResult,
): Promise<ObservationResult> {
	const { counterexample } = entry;
	if (seen.obstacle !== undefined) return seen;
	if ("without" in counterexample) {
		const { without } = counterexample;
		return see(entry, context, claim, typeof without === "string" ? [without] : without);
	}
	try {
		if ("falsify" in counterexample) {
			const { observed, trouble } = seen;
			return { observed: observed && plainData(counterexample.falsify(structuredClone(observed))), trouble };
		}
		return await underChange(counterexample.change, entry, context, claim);
	} catch (error) {
		return unseen(error);
	}
}

/** What is seen while a change of the machine lasts. What is not undone in time is undone later, and recorded. */
async function underChange(
	change: Change,
	entry: ClaimEntry,
	context: LookContext,
	claim: PlannedClaim,
): Promise<ObservationResult> {
	const look = context.look(claim.names);
	const late: ObservationResult = { observed: null, trouble: tookTooLong("change") };
	const changing = Promise.resolve(change(look));
	const undo = await withTimeout(OBSERVE_MS, changing);
	if (undo === "timeout") {
		context.late.undoWhenEnded(changing, late);
		return late;
	}
	const seen = await see(entry, context, claim, []);
	const undoing = Promise.resolve(undo());
	if ((await withTimeout(OBSERVE_MS, undoing)) === "timeout") {
		context.late.await(undoing, late);
		return Object.assign(late, { trouble: tookTooLong("undo") });
	}
	await look.end();
	return seen;
}
