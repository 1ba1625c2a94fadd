import type { ProcessId, Spawn } from "./kernel-view.js";
import { type Dialect, dialectOf } from "./protocol.js";

/** One of the shells that are open in each other. */
export interface Level {
	id: ProcessId;
	dialect: Dialect;
	/** Where its standard input comes from, as the kernel says. */
	stdin: string;
	/** Starts a program in its place. */
	beside: Spawn;
	/** The command that opened it, the nonce that the shell around it says when that has ended, and whether that ends then too. */
	opened: { command: string; word: string; last: boolean } | null;
	lastExit: number | null;
	/** What `$!` has been after a statement, the last one last. */
	background: string[];
	/** Whether something in the background may print into the pipes that the next statement has. */
	mixed: boolean;
}

/** What is known of the shell that a command opens. */
export interface Entering {
	/** Starts a program in its place, where that is another one. */
	beside?: Spawn;
	/** Whether the shell around it ends when it is left. */
	last?: boolean;
}

/**
 * A shell that has just been opened.
 * @param answer what it answered to the greeting: process, kind, the line of /proc/PID/stat, standard input
 */
export function levelOf(answer: string, beside: Spawn, opened: Level["opened"]): Level {
	const [pid = "", kind = ""] = answer.trim().split(" ");
	// The 22nd field; the 2nd is in brackets, and may hold blanks.
	const fields = answer.slice(answer.lastIndexOf(")") + 2).split(" ");
	const id = { pid: Number(pid), started: fields[19] ?? "" };
	const stdin = fields.length > 50 ? (fields.at(-1) ?? "") : "";
	const dialect = dialectOf(kind.replace("-", ""));
	return { id, dialect, stdin, beside, opened, lastExit: 0, background: [], mixed: false };
}
