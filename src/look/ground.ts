import type { Readable, Writable } from "node:stream";
import type { Reason } from "../model/reason.js";
import type { Output } from "./look.js";

/** A process on the machine's host, with its streams on pipes. */
export interface Process extends PromiseLike<{ exitCode?: number }> {
	readonly stdin: Writable;
	readonly stdout: Readable;
}

/** What a look needs of a running machine: charla's own shell on its host, and programs beside it. */
export interface Ground {
	/** Runs a command in charla's own shell on the host. */
	own(command: string): Promise<Output>;
	readonly machine: {
		/** The words before a command that needs root; null where root is not to be had; absent where all is root's. */
		readonly asRoot?: readonly string[] | null;
		/** What becomes of a companion's command on the host: another one, or why not. Absent where everything may be run. */
		admit?(command: string): { run: string } | { refused: Reason };
		/** Starts a program on the host. */
		spawn(argv: readonly string[]): Process;
	};
}
