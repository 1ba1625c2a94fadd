import { Interrupted } from "../library/verify.js";
import { wordsIn } from "../messages/summary.js";
import type { Language } from "../model/words.js";

/**
 * Reports what an interrupted run has left on the real machine. Other errors of a run say it themselves.
 * @param error why the run ended
 * @throws {Error} where the run was interrupted and something of it is left
 */
export function throwLeftovers(error: unknown, language: Language): void {
	if (!(error instanceof Interrupted) || error.leftovers.length === 0) return;
	throw new Error(`${wordsIn(language).leftovers}:\n${error.leftovers.join("\n")}`);
}
