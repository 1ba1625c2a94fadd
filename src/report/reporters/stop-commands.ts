import { randomUUID } from "node:crypto";

/**
 * GitHub's runner reads commands out of what a step prints: `::error::` at the beginning of a line, and the older `##[error]`
 * anywhere in one. What a document prints is none of ours, and could mark lines as errors, hide words or have files read.
 */
let token: string | null = null;

/** From here to the end the runner heeds no commands. Nothing is written where no runner reads it. */
export function holdCommands(): void {
	if (process.env.GITHUB_ACTIONS !== "true" || token !== null) return;
	token = `charla-${randomUUID()}`;
	process.stdout.write(`::stop-commands::${token}\n`);
	process.once("exit", releaseCommands);
}

/** Writes commands of our own, which the runner is to heed, and holds whatever comes after them. */
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
