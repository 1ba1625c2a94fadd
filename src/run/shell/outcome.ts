import type { Recording } from "./recording.js";
import type { Outcome } from "./shell.js";
import { readEnd } from "./wrapping.js";

/** How waiting for a statement's end went. */
export interface Ending {
	/** What the shell said behind its marker; null where it did not come to say it. */
	rest: string | null;
	timedOut: boolean;
}

/**
 * What a statement came to.
 * @param durationMs from sending it to its end
 */
export function outcomeOf(
	{ rest, timedOut }: Ending,
	recording: Recording,
	watches: readonly string[],
	durationMs: number,
): Outcome {
	const { exitCode, empty } = rest === null ? { exitCode: null, empty: [] } : readEnd(rest, watches);
	const ended = timedOut ? "timeout" : rest === null ? "shell-ended" : "normally";
	return { ...recording.finish(), durationMs, ended, empty, exitCode: ended === "normally" ? exitCode : null };
}
