import type { Answer, Answered } from "../../model/answer.js";
import type { Chunk } from "../../model/transcript.js";

/** What a shell is asked to run. */
export interface Order {
	/** Shell text, as a person would type it. */
	text: string;
	/** Variables of which the shell says afterwards whether they are empty. */
	watches?: readonly string[];
	timeoutMs: number;
	/** What is typed when it asks. With any its standard input is a terminal; otherwise it is empty. */
	answers?: readonly Answer[];
	/** Called with every piece of output as it comes. */
	onOutput?: (chunk: Chunk) => void;
	/** How much of each stream is kept, in bytes; {@link Recording} says what becomes of more. */
	keptBytes?: number;
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
	/**
	 * - `timeout`: the time was up and it was ended;
	 * - `shell-ended`: it took its shell with it;
	 * - `not-run`: the shell did not come to evaluate it; what the shell printed instead is its output;
	 * - `no-answer`: its shell waits for more, or is stopped, and did not say that it has ended.
	 */
	ended: "normally" | "timeout" | "shell-ended" | "not-run" | "no-answer";
	/** Where it left the shell that a command had opened: that command's exit code. */
	leftWith: number | null;
	/** What it asked, and what was typed. */
	answered?: readonly Answered[];
}
