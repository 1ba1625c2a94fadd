import { setTimeout as sleep } from "node:timers/promises";
import { unwrap } from "../shell-language/opened-shell.js";
import { parseShell } from "../shell-language/parse.js";
import { commandsIn, wordsOf } from "../shell-language/syntax.js";
import type { Shell } from "./shell/shell.js";

/** How long a machine that was told to end may take to do so, in milliseconds, and how often that is looked at. */
const ENDING_MS = 10_000;
const LOOK_EVERY_MS = 50;

const programs = ["poweroff", "reboot", "halt", "shutdown", "init", "telinit"];
const units = ["poweroff", "reboot", "halt", "kexec", "soft-reboot", "isolate"];

/** Whether a statement tells the machine to end, which it then does a moment later: `reboot`, `systemctl poweroff`. */
export function tellsToEnd(statement: string): boolean {
	return parseShell(statement)
		.statements.flatMap(({ nodes }) => nodes)
		.flatMap(commandsIn)
		.map((command) => unwrap(wordsOf(command).map(({ value }) => value)))
		.some(([program = "", ...rest]) => {
			const name = program.slice(program.lastIndexOf("/") + 1);
			return programs.includes(name) || (name === "systemctl" && rest.some((word) => units.includes(word)));
		});
}

/** Waits for the end of a shell whose machine was told to end, as whoever typed it there; answers whether it came. */
export async function endCame(shell: Shell): Promise<boolean> {
	for (const limit = Date.now() + ENDING_MS; shell.alive && Date.now() < limit; ) await sleep(LOOK_EVERY_MS);
	return !shell.alive;
}
