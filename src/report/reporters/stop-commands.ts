import { randomUUID } from "node:crypto";

/**
 * GitHub's runner executes commands that a step prints: `::error::` at the beginning of a line, and the older `##[error]`
 * anywhere in one. The output of a document could use them to mark lines as errors, to mask words or to read files.
 */
let token: string | null = null;

/** Has the runner ignore commands until the process ends. Writes nothing outside GitHub Actions. */
export function holdCommands(): void {
	if (process.env.GITHUB_ACTIONS !== "true" || token !== null) return;
	token = `charla-${randomUUID()}`;
	process.stdout.write(`::stop-commands::${token}\n`);
	process.once("exit", releaseCommands);
}

/** Writes our own commands, which the runner executes, and has it ignore what follows. */
export function writeCommands(commands: string): void {
	releaseCommands();
	process.stdout.write(commands);
	holdCommands();
}

function releaseCommands(): void {
	if (token === null) return;
	process.stdout.write(`::${token}::\n`);
	token = null;
	process.off("exit", releaseCommands);
}
