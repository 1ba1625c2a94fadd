import type { Command } from "unbash";
import type { EngineCall, PlaceholderUse, Statement } from "../model/script.js";
import { shellIn, unwrap } from "../shell-language/opened-shell.js";
import type { ShellStatement } from "../shell-language/parse.js";
import { commandsIn, lastCommand, wordsOf } from "../shell-language/syntax.js";
import { clientNamed, isEngineProgram } from "./engines.js";
import { shellOpenedBy } from "./opened-shell.js";
import { otherClient, otherShell } from "./other-shells.js";

/** Words without quotes, those of one placeholder (`[container name]`) as one word. */
function dequoted(command: Command, statement: ShellStatement, placeholders: PlaceholderUse[]): string[] {
	const words: { value: string; end: number }[] = [];
	for (const { value, pos, end } of wordsOf(command)) {
		const last = words.at(-1);
		const at = pos - statement.start;
		const joined = placeholders.some((use) => use.start < at && at < use.end);
		if (last && joined) {
			last.value += ` ${value}`;
			last.end = end;
		} else words.push({ value, end });
	}
	return words.map((word) => word.value);
}

function callOf(words: string[]): EngineCall | null {
	const [program, ...rest] = unwrap(words);
	const client = program === undefined ? null : clientNamed(program);
	return client === null ? null : { client, words: rest };
}

/** What a statement asks of an engine's client, in the order in which it is written, at any depth. */
export function engineCalls(statement: ShellStatement, placeholders: PlaceholderUse[]): EngineCall[] {
	return statement.nodes
		.flatMap(commandsIn)
		.map((command) => callOf(dequoted(command, statement, placeholders)))
		.filter((call) => call !== null);
}

/** Whether a statement drives an engine: by its client, or by a program that comes with it (`lxd init`). */
export function drivesEngine(statement: ShellStatement): boolean {
	return statement.nodes.flatMap(commandsIn).some((command) => {
		const [program = ""] = unwrap(wordsOf(command).map((word) => word.value));
		return clientNamed(program) !== null || isEngineProgram(program);
	});
}

/** The shell that a statement opens to type into: its last command does, and reads from the terminal. */
export function opensShell(statement: ShellStatement, placeholders: PlaceholderUse[]): Statement["opens"] {
	const node = statement.nodes.at(-1);
	const command = node ? lastCommand(node) : null;
	if (!command || command.redirects.some(readsElsewhere)) return null;
	const words = dequoted(command, statement, placeholders);
	const call = callOf(words);
	if (call) return shellOpenedBy(call);
	const other = otherShell(unwrap(words));
	if (other === null) return null;
	const { client, container, machine, shell } = other;
	return { container, shell, client, ...(machine === null ? {} : { machine }) };
}

/** The clients of other engines that a statement uses, and all the words that it gives to clients. */
export function clientsOf(statement: ShellStatement): { others: string[]; words: string[] } {
	const commands = statement.nodes
		.flatMap(commandsIn)
		.map((command) => unwrap(wordsOf(command).map(({ value }) => value)));
	const others = commands.flatMap(([program = ""]) => otherClient(program) ?? []);
	const driving = commands.filter(([program = ""]) => otherClient(program) !== null || clientNamed(program) !== null);
	return { others, words: driving.flatMap(([, ...words]) => words) };
}

function readsElsewhere(redirection: Command["redirects"][number]): boolean {
	return redirection.type !== "Redirect" || redirection.operator.startsWith("<");
}

/** Whether a statement leaves the shell that it is typed into. */
export function leavesShell(statement: ShellStatement): boolean {
	const node = statement.nodes.at(-1);
	const command = node ? lastCommand(node) : null;
	return command !== null && ["exit", "logout"].includes(wordsOf(command)[0]?.value ?? "");
}

/** The shell that a statement starts wherever it is typed: `bash`, `su - ubuntu`, `sudo -i`; null where it starts none. */
export function startsShell(statement: ShellStatement): string | null {
	const node = statement.nodes.at(-1);
	const command = node ? lastCommand(node) : null;
	if (!command || command.redirects.some(readsElsewhere)) return null;
	return shellIn(wordsOf(command).map((word) => word.value));
}
