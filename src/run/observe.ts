import type { ClaimEntry, Observation } from "../companion/definition.js";
import { Obstacle, Trouble } from "../look/obstacle.js";
import type { PlannedClaim } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { ClaimRecord } from "../model/transcript.js";
import { type NamespaceType, namespaceTypes } from "../model/words.js";
import type { LookContext } from "./looks.js";
import { reasonOf } from "./reason-of.js";
import { withTimeout } from "./shell/host-shell.js";

/** What an observation came to: what was seen, or why nothing could be. */
interface Seen {
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
): Promise<Seen> {
	try {
		const looking = context.look(names, without).then((look) => entry.observe(look));
		return { observed: plainData(await inTime("observe", looking)), trouble: null };
	} catch (error) {
		return unseen(error);
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
	if (ended === "timeout") throw new Trouble({ code: "took-too-long", what, seconds: OBSERVE_MS / 1000 });
	return ended;
}

function unseen(error: unknown): Seen {
	if (error instanceof Obstacle) return { observed: null, trouble: null, obstacle: error.reason };
	return { observed: null, trouble: reasonOf(error) };
}

async function counter(entry: ClaimEntry, context: LookContext, claim: PlannedClaim, seen: Seen): Promise<Seen> {
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
		const { change } = counterexample;
		const undo = await inTime(
			"change",
			context.look(claim.names).then((look) => change(look)),
		);
		try {
			return await see(entry, context, claim, []);
		} finally {
			await inTime("undo", Promise.resolve(undo()));
		}
	} catch (error) {
		return unseen(error);
	}
}
