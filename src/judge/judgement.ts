import { inspect } from "node:util";
import { z } from "zod";
import type { ClaimEntry, Judgement } from "../companion/definition.js";
import type { Reason } from "../model/reason.js";
import { claimVerdicts, languages } from "../model/words.js";

const Words = z.union([z.string(), z.record(z.enum(languages), z.string())]);

/** A companion is loaded without a type check, so the value that its `judge` returns is checked here. */
const Judged = z.object({
	verdict: z.enum(claimVerdicts),
	evidence: z.array(z.object({ what: Words, value: z.string() })),
	note: Words.optional(),
});

/** The judgement of a claim's own function, or why its return value cannot be used. */
export function judgementOf(entry: ClaimEntry, observed: unknown): Judgement | Reason {
	let said: unknown;
	try {
		// What a claim observed was plain data, and is handed back to the same claim.
		said = entry.judge(observed as Parameters<ClaimEntry["judge"]>[0]);
	} catch (error) {
		return { code: "text", text: error instanceof Error ? error.message : String(error) };
	}
	const result = Judged.safeParse(said);
	if (result.success) {
		const { note, ...rest } = result.data;
		return note === undefined ? rest : { ...rest, note };
	}
	if (said instanceof Promise) said.catch(() => {});
	const returned = said instanceof Promise ? null : inspect(said, { depth: 1, breakLength: 1e6 }).slice(0, 120);
	return { code: "bad-judgement", returned };
}
