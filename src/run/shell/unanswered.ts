import { setTimeout as sleep } from "node:timers/promises";
import { lookAt } from "./kernel-view.js";
import type { Level } from "./level.js";

/** After how many milliseconds a statement's shell is looked at for the first time, and how many times later again. */
const FIRST_LOOK_MS = 2_000;
const NEXT_LOOK = 3;
/** How long the end of a statement may be on its way once its shell waits for more, in milliseconds. */
const ON_ITS_WAY_MS = 500;

/**
 * Tells when a shell waits for more, or is stopped, and yet has not said that the statement has ended. While it runs one,
 * its standard input is not the stream on which statements come.
 * @param ended aborted once the statement has ended; what is answered afterwards counts no more
 */
export async function unanswered(level: Level, ended: AbortSignal): Promise<"no-answer"> {
	for (let wait = FIRST_LOOK_MS; !ended.aborted; wait *= NEXT_LOOK) {
		await sleep(wait, undefined, { ref: false });
		if (ended.aborted) break;
		const seen = await lookAt(level.beside, level.id);
		const waits = seen?.state === "S" && seen.stdin !== "" && seen.stdin === level.stdin;
		if (!waits && seen?.state !== "T") continue;
		await sleep(ON_ITS_WAY_MS);
		break;
	}
	return "no-answer";
}
