import { randomBytes } from "node:crypto";
import { quote } from "../../shell-language/quote.js";

/** How a kind of shell is spoken to. */
export interface Dialect {
	/** What makes the shell find its own command, also where the document has a function of that name. */
	own: string;
	/** Descriptors: copies of the shell's first standard output and error, and two that are free. */
	fds: readonly [string, string, string, string];
	/** Whether its pipes can be changed for new ones (bash since 5.1). */
	bash: boolean;
}

const digits = ["6", "7", "8", "9"] as const;

/** The dialect of a shell that calls itself so in the answer to {@link greeting}. Only bash has more than ten descriptors. */
export function dialectOf(name: string): Dialect {
	if (name === "bash") return { own: "\\builtin", fds: ["31", "32", "33", "34"], bash: true };
	return { own: name === "zsh" ? "\\builtin" : "\\command", fds: digits, bash: false };
}

/** A word that no output can hold before it was sent: 128 random bits, new for every use. */
export function nonce(): string {
	return randomBytes(16).toString("hex");
}

/** A nonce from two halves, so that a shell that echoes what it reads (`set -v`) does not print it. */
function halves(word: string): string {
	return `${word.slice(0, 16)} ${word.slice(16)}`;
}

/**
 * Asks a program for an answer that only a shell gives: its process, its kind, its line of /proc/PID/stat and what its
 * standard input is. POSIX.
 */
export function greeting(word: string): string {
	const self =
		'$(echo $$ "${BASH_VERSION:+bash}${ZSH_VERSION:+zsh}-" $(cat "/proc/$$/stat"; readlink "/proc/$$/fd/0"))';
	return `printf '%s%s %s\\n' ${halves(word)} "${self}"; printf '%s%s\\n' ${halves(word)} >&2\n`;
}

/** Sent once to a new shell: it keeps its streams, so that the document may do with descriptors 1 and 2 what it likes. */
export function keepStreams({ fds: [out, err] }: Dialect): string {
	return `exec ${out}>&1 ${err}>&2\n`;
}

/** Prints a line that begins with a nonce on both streams, and shows nothing of it: no trace, no trap of the document's. */
export function say(
	dialect: Dialect,
	[out, err]: readonly [string, string],
	word: string,
	format: string,
	more = "",
): string {
	const print = `${dialect.own} printf`;
	return `${print} '%s%s${format}\\n' ${halves(word)} ${more}>&${out}; ${print} '%s%s${format.charAt(0)}\\n' ${halves(word)} >&${err}`;
}

/** What a statement is sent with. */
interface Around {
	lastExit: number | null;
	watches: readonly string[];
	/** The terminal that is its standard input; without one that is empty. */
	stdin?: string | undefined;
}

/**
 * A statement as it is sent to a shell. The shell says `b` behind the nonce on both streams when it begins to evaluate
 * the statement, and `e` with exit code, `$!` and the watched variables that are not empty when it has ended.
 *
 * - Evaluated: a syntax error in it is its own failure and not the shell's. The beginning is said by the evaluated text
 *   itself, so what was not evaluated never passes for run.
 * - Its standard input is empty, or a terminal. Descriptors 1 and 2 are the document's, also what it made of them; the copies on which
 *   the shell speaks to us are closed while it runs, so that no program inherits them.
 * - On one line: bash reads a line before it runs it, so that `set -v` shows nothing of ours.
 * - The last exit code is what it was, so that the document can ask for it. `&& :` keeps `set -e` and ERR out of it.
 */
export function statement(
	dialect: Dialect,
	word: string,
	text: string,
	{ lastExit, watches, stdin = "/dev/null" }: Around,
): string {
	const [out, err, freeOut, freeErr] = dialect.fds;
	const status = lastExit === null || lastExit === 0 ? "" : ` (${dialect.own} exit ${lastExit}) && :;`;
	const begin = `{ ${say(dialect, [freeOut, freeErr], word, "b")}; \\exec ${freeOut}>&- ${freeErr}>&-;${status} } >/dev/null 2>&1`;
	const closed = `${freeOut}>&${out} ${freeErr}>&${err} ${out}>&- ${err}>&-`;
	const full = watches.map((name) => `\${${name}:+ ${name}}`).join("");
	const end = say(dialect, [out, err], word, "e%s,%s,%s", `"$?" "\${!-}" "${full}" `);
	return `${dialect.own} eval ${quote(`${begin}\n${text}`)} <${stdin} ${closed}; { ${end}; } >/dev/null 2>&1\n\n`;
}

/** What a shell says at a statement's end. */
export interface End {
	exitCode: number;
	/** `$!`: the last process that was started in the background. */
	background: string;
	/** Of the watched variables, those that are not empty. */
	full: string[];
}

/** Reads what stands behind the nonce at a statement's end. */
export function readEnd(rest: string): End {
	const [code = "", background = "", full = ""] = rest.slice(1).split(",");
	return { exitCode: Number(code), background, full: full.trim().split(" ") };
}

/**
 * A command that opens another shell, which takes over the streams. The shell says `b` behind the nonce on both streams
 * when it begins, and `e` with the command's exit code when that has ended. What is for the other shell may only be sent
 * after the beginning: dash reads ahead. In a subshell, so that `exec bash` leaves this shell for when the other one is left.
 * @param last whether this shell then ends as well
 */
export function opening(dialect: Dialect, word: string, command: string, last: boolean): string {
	const [out, err] = dialect.fds;
	const begin = say(dialect, [out, err], word, "b");
	const end = say(dialect, [out, err], word, "e%s", '"$?" ');
	const then = last ? "; \\exit" : "";
	return `{ ${begin}; } >/dev/null 2>&1; ( ${dialect.own} eval ${quote(command)} ) ${out}>&- ${err}>&-; { ${end}; } >/dev/null 2>&1${then}\n`;
}

/** Shell text that, run in another shell, brings variables, functions and current directory of this one there. */
export function stateOf({ bash, own }: Dialect): string {
	const state = bash ? `${own} declare -p; ${own} declare -f` : "\\export -p";
	return `${state}; ${own} printf "cd '%s'\\n" "$PWD"`;
}
