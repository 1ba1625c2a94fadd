import { CommanderError } from "commander";
import { MachineUnavailable } from "../machines/machine.js";
import { commandWords } from "../messages/commands.js";
import { inputText } from "../messages/input.js";
import { InputError } from "../model/input-fault.js";
import { BadInput } from "./commands/usable.js";
import { ExitCode } from "./exit-codes.js";
import { WriteError } from "./replace-file.js";
import { spoken } from "./spoken.js";

/**
 * Prints an error for a person.
 * @returns the exit code that it stands for
 */
export function explain(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.works : ExitCode.badInput;
	if (error instanceof BadInput) return ExitCode.badInput;
	if (error instanceof InputError) {
		process.stderr.write(`${inputText(error, error.language ?? spoken())}\n`);
		return ExitCode.badInput;
	}
	if (error instanceof WriteError) {
		process.stderr.write(`${commandWords(spoken()).notWritten(error.path, error.message)}\n`);
		return ExitCode.worksNot;
	}
	if (error instanceof MachineUnavailable) {
		process.stderr.write(`${error.message}\n${error.mend === null ? "" : `  ${error.mend}\n`}`);
		return ExitCode.noMachine;
	}
	return unforeseen(error);
}

/** An error of the middle of a run. One of the system is then not what somebody gave: something has been run. */
export function duringRun(error: unknown): unknown {
	return error instanceof Error && "syscall" in error ? new Error(error.message, { cause: error }) : error;
}

/** Explains any other error. One of the system (a file that cannot be written) is bad input; the rest are defects of charla. */
function unforeseen(error: unknown): number {
	const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
	const fromSystem = error instanceof Error && "syscall" in error;
	process.stderr.write(fromSystem ? `${message}\n` : `${commandWords(spoken()).defect(message)}\n`);
	if (process.env.CHARLA_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
	return fromSystem ? ExitCode.badInput : ExitCode.failed;
}
