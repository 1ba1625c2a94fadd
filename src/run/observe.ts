import type { ClaimEntry, Observation } from "../companion/definition.js";
import { NotHere } from "../look/not-here.js";
import type { PlannedClaim } from "../model/plan.js";
import type { ClaimRecord } from "../model/transcript.js";
import { type NamespaceType, namespaceTypes } from "../model/words.js";
import type { LookContext } from "./looks.js";
import { withTimeout } from "./shell/host-shell.js";

/** What an observation came to: what was seen, or why nothing could be. */
interface Seen {
	observed: Observation | null;
	trouble: string | null;
	/** Why this machine does not let it be seen. */
	notHere?: string;
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
	const seen = await see(entry, context, claim, null);
	const without: ClaimRecord["without"] = [];
	if (claim.isolates && seen.notHere === undefined) {
		for (const namespace of namespaceTypes)
			without.push({ namespace, ...(await see(entry, context, claim, namespace)) });
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
	without: NamespaceType | null,
): Promise<Seen> {
	try {
		const looking = context.look(names, without).then((look) => entry.observe(look));
		return { observed: plainData(await inTime("observe", looking)), trouble: null };
	} catch (error) {
		return unseen(error, context);
	}
}

/** What was observed goes into the report, and to a counterexample as a copy. */
function plainData(observed: Observation): Observation {
	try {
		return structuredClone(observed);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new Error(`observe returned what is not plain data: ${why}`);
	}
}

async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
	const ended = await withTimeout(OBSERVE_MS, promise);
	if (ended === "timeout") throw new Error(`${what} did not end within ${OBSERVE_MS / 1000} s`);
	return ended;
}

function unseen(error: unknown, { plan }: LookContext): Seen {
	if (error instanceof NotHere) return { observed: null, trouble: null, notHere: error.why[plan.language] };
	return { observed: null, trouble: error instanceof Error ? error.message : String(error) };
}

async function counter(entry: ClaimEntry, context: LookContext, claim: PlannedClaim, seen: Seen): Promise<Seen> {
	const { counterexample } = entry;
	if (seen.notHere !== undefined) return seen;
	if ("without" in counterexample) {
		const [first = null] =
			typeof counterexample.without === "string" ? [counterexample.without] : counterexample.without;
		return see(entry, context, claim, first);
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
			return await see(entry, context, claim, null);
		} finally {
			await inTime("what undoes the change", Promise.resolve(undo()));
		}
	} catch (error) {
		return unseen(error, context);
	}
}
