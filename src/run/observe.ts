import type { ClaimEntry, Observation } from "../companion/talk.js";
import type { ClaimRecord, NamespaceType, PlannedClaim } from "../model.js";
import { namespaceTypes } from "./look/entering.js";
import type { LookContext } from "./look/look.js";
import { NotHere } from "./not-here.js";

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

async function see(
	entry: ClaimEntry,
	context: LookContext,
	{ names }: PlannedClaim,
	without: NamespaceType | null,
): Promise<Seen> {
	try {
		return { observed: await entry.observe(await context.look(names, without)), trouble: null };
	} catch (error) {
		return unseen(error, context);
	}
}

function unseen(error: unknown, { plan }: LookContext): Seen {
	if (error instanceof NotHere) return { observed: null, trouble: null, notHere: error.why[plan.language] };
	return { observed: null, trouble: error instanceof Error ? error.message : String(error) };
}

async function counter(entry: ClaimEntry, context: LookContext, claim: PlannedClaim, seen: Seen): Promise<Seen> {
	const { counterexample } = entry;
	if (seen.notHere !== undefined) return seen;
	if ("falsify" in counterexample) {
		const observed = seen.observed === null ? null : counterexample.falsify(structuredClone(seen.observed));
		return { observed, trouble: seen.trouble };
	}
	if ("without" in counterexample) {
		const [first = null] =
			typeof counterexample.without === "string" ? [counterexample.without] : counterexample.without;
		return see(entry, context, claim, first);
	}
	try {
		const undo = await counterexample.change(await context.look(claim.names));
		try {
			return await see(entry, context, claim, null);
		} finally {
			await undo();
		}
	} catch (error) {
		return unseen(error, context);
	}
}
