import type { Exchange, Piped } from "../../machines/machine.js";
import type { Chunk } from "../../model/transcript.js";

/** What a shell is asked to run. */
export interface Order {
	/** Shell text, as a person would type it. */
	text: string;
	/** Variables of which the shell says afterwards whether they are empty. */
	watches?: readonly string[];
	timeoutMs: number;
	/** Called with every piece of output as it comes. */
	onOutput?: (chunk: Chunk) => void;
}

/** How an order ended. */
export interface Outcome {
	/** Null where the shell could not say. */
	exitCode: number | null;
	stdout: string;
	stderr: string;
	output: Chunk[];
	durationMs: number;
	/** Of the watched variables, those that are empty or unset now. */
	empty: string[];
	/** `timeout`: the time was up and it was ended; `shell-ended`: it took its shell with it. */
	ended: "normally" | "timeout" | "shell-ended";
}

/**
 * A shell that stays open: current directory, variables, functions and options live from one order to the next.
 * One order at a time.
 */
export interface Shell {
	run(order: Order): Promise<Outcome>;
	/** Whether it still takes orders. */
	readonly alive: boolean;
	/** Process id of the shell, as its own place sees it. */
	readonly pid: number;
}

/** What a shell needs of a machine. */
export interface Host {
	readonly name: string;
	readonly exchange: Exchange;
	spawn(argv: readonly string[]): Piped;
}
