import type { MachineFault } from "./machine-fault.js";

/** What `clean` did with a thing that a run had left: its code, and the data of each. */
interface CleanupData {
	"run-removed": { folder: string };
	"half-made-removed": { path: string };
	"cached-removed": { path: string };
	"project-removed": { project: string };
	/** @param runs the live runs that use it */
	"cache-in-use": { runs: readonly string[] };
	/** @param host where it was made; null where another version made it */
	"project-not-ours": { project: string; host: string | null };
	"project-not-removed": { project: string; fault: MachineFault };
	"run-not-removed": { folder: string };
	/** What a part of the machine said of a thing that stays. */
	left: { line: string };
}

/** The name of what was done. */
export type CleanupCode = keyof CleanupData;

/** What was done with a thing; told apart by `code`. `messages/clean.ts` has the words. */
export type CleanupStep<C extends CleanupCode = CleanupCode> = { [K in C]: { code: K } & CleanupData[K] }[C];

/** What was taken away, and what could not be. */
export interface Cleanup {
	done: CleanupStep[];
	failed: CleanupStep[];
}
