import type { Outcome } from "./order.js";
import { readEnd } from "./protocol.js";
import type { Recording } from "./recording.js";

/** How waiting for a statement's end went. */
export type Ending =
	/** With what the shell said behind the nonce. */
	| { how: "said"; rest: string }
	/** With what it said instead of evaluating it. */
	| { how: "not-run"; said: { stdout: string; stderr: string } }
	/** It left the shell that a command had opened, whose exit code this is. */
	| { how: "left"; code: number | null }
	| { how: "gone" | "timeout" | "no-answer" };

const ended = {
	said: "normally",
	"not-run": "not-run",
	left: "shell-ended",
	gone: "shell-ended",
	timeout: "timeout",
	"no-answer": "no-answer",
} as const satisfies Record<Ending["how"], Outcome["ended"]>;

/**
 * What a statement came to.
 * @param durationMs from sending it to its end
 */
export function outcomeOf(
	ending: Ending,
	recording: Recording,
	watches: readonly string[],
	durationMs: number,
): Outcome {
	if (ending.how === "not-run") {
		for (const stream of ["stdout", "stderr"] as const) recording.add(stream, Buffer.from(ending.said[stream]));
	}
	const end = ending.how === "said" ? readEnd(ending.rest) : null;
	return {
		...recording.finish(),
		durationMs,
		ended: ended[ending.how],
		exitCode: end?.exitCode ?? null,
		empty: end === null ? [] : watches.filter((name) => !end.full.includes(name)),
		leftWith: ending.how === "left" ? ending.code : null,
	};
}
