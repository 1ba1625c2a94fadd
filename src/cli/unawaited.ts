import { commandWords } from "../messages/commands.js";
import { ExitCode } from "./exit-codes.js";
import { spoken } from "./spoken.js";

const errors: string[] = [];
let ended = false;

/** The unhandled errors so far, in words. */
export function unawaitedErrors(): readonly string[] {
	return errors;
}

/**
 * Collects unhandled errors: a missing `await` in a companion's `observe`, a rejected promise, a timer that throws. They do not
 * end the run, but they are printed, and the exit code says that the companion cannot be used.
 */
export function noteUnawaited(): void {
	process.on("unhandledRejection", note);
	process.on("uncaughtException", note);
	// Node exits early where the program waits for a promise that nothing can settle.
	process.on("exit", () => {
		if (ended) return;
		process.stderr.write(`${commandWords(spoken()).unawaited.neverLoaded}\n`);
		process.exitCode = ExitCode.badInput;
	});
}

/** The exit code at the end of the program: bad input where there was an unhandled error. */
export function exitCodeAfter(exitCode: number): number {
	ended = true;
	return errors.length > 0 ? ExitCode.badInput : exitCode;
}

function note(error: unknown): void {
	const said = error instanceof Error ? error : new Error(String(error));
	// charla runs from JavaScript: what is TypeScript is the companion, or a file that it imports.
	const place = /\(?((?:file:\/\/)?[^\s()]+\.ts:\d+:\d+)\)?/.exec(said.stack ?? "")?.[1]?.replace("file://", "");
	const [message = ""] = said.message.split("\n");
	errors.push(place === undefined ? message : `${place}: ${message}`);
	process.stderr.write(`${commandWords(spoken()).unawaited.error(message, place ?? null)}\n`);
	if (process.env.CHARLA_DEBUG) process.stderr.write(`${said.stack}\n`);
}
