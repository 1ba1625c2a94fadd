import { ExitCode } from "./exit-codes.js";

const closing = new AbortController();

/** Aborted as soon as nobody reads standard output or standard error any more: `charla … | head`. */
export const outputClosed: AbortSignal = closing.signal;

/** The exit code where an output could not be written to. */
let code: number = ExitCode.outputClosed;

/**
 * Ends the run in order when its output is closed. Without this, each write would be an unhandled error, and so would
 * reporting it.
 */
export function watchOutputs(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("error", (error: NodeJS.ErrnoException) => {
			if (outputClosed.aborted) return;
			if (error.code !== "EPIPE") {
				code = ExitCode.badInput;
				const other = stream === process.stdout ? process.stderr : process.stdout;
				other.write(`charla cannot write its output: ${error.message}\n`);
			}
			closing.abort(error);
		});
	}
}

/** The exit code of a command, unless an output was closed on it. */
export function exitCodeOfOutputs(exitCode: number): number {
	return outputClosed.aborted ? code : exitCode;
}
