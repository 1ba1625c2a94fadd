import { opensShell, startsShell } from "../../engines/calls.js";
import { isSession } from "../../markdown/code-languages.js";
import type { CodeLine } from "../../markdown/code-lines.js";
import { parseShell } from "../../shell-language/parse.js";
import { isKnownProgram } from "../../shell-language/programs.js";
import { type Entry, notTyped } from "./entry.js";
import { foreignPrompt, replPrompt, rootPrompt, surePrompt, unsurePrompt } from "./prompts.js";
import { shapeOf } from "./shape.js";
import { isOpen, unitsOf } from "./units.js";

/** Names of programs that are ordinary words too: `# install the package` is a comment. */
const ordinary = new Set(
	(
		"install make find set test start run open time top cut sort join write wait host at say file read look return exit split paste watch " +
		"service update use get for if while case until select function wall who last more less true false yes join sort uniq head tail stat " +
		"clear type source link patch install sleep halt init script screen kind stack forge cast just code go ab host ack port man mail hash times jobs"
	).split(" "),
);

/** Programs that documents type as root. A line of a session that begins with `# ` and one of them is no comment. */
const isRootProgram = (word: string): boolean => isKnownProgram(word) && !ordinary.has(word) && /^[a-z]/.test(word);

const continuation = /^\s*>(?: |$)/;

/** Finds the prompt of a line, given what came before it. */
type PromptOf = (line: CodeLine, entries: readonly Entry[]) => RegExpExecArray | null;

/**
 * Divides a block that shows a session into what is typed and what is output; null where it shows none.
 *
 * A block shows a session where a line of it that begins a statement has a prompt that is nothing else. `# ` is a prompt in a block
 * that says that it shows a session and has no other; after a statement that opens a shell; before a program that is no ordinary
 * word, in a session, or where what follows can only be its output. Everywhere else it is a comment, or output.
 */
export function sessionEntries(lines: CodeLine[], language: string | null): Entry[] | null {
	const prompt = promptOf(lines, language);
	if (prompt) return new Session(lines, prompt, language).entries;
	const foreign = foreignAt(lines, language);
	return foreign ? [notTyped(lines, "repl", "prompt")] : null;
}

function promptOf(lines: CodeLine[], language: string | null): PromptOf | null {
	const session = isSession(language);
	if (session ? lines.some(({ text }) => surePrompt.test(text)) : hasSurePrompt(lines)) {
		return (line, entries) =>
			surePrompt.exec(line.text) ?? (isRoots(line, entries, session) ? rootPrompt.exec(line.text) : null);
	}
	if (session && lines.some(({ text }) => unsurePrompt.test(text)) && !foreignAt(lines, language)) {
		return ({ text }) => unsurePrompt.exec(text);
	}
	return (language === null || session) && showsRoot(lines) ? ({ text }) => rootPrompt.exec(text) : null;
}

/** Whether a line that begins a statement has a prompt; one in a here-document or a quoted text begins none. */
function hasSurePrompt(lines: CodeLine[]): boolean {
	if (!lines.some(({ text }) => surePrompt.test(text))) return false;
	const first = lines.find(({ text }) => !/^\s*(#|$)/.test(text));
	return (
		surePrompt.test(first?.text ?? "") || unitsOf(lines).some((unit) => surePrompt.test(lines[unit.first]?.text ?? ""))
	);
}

/** Whether the lines with `# ` of a block are typed by root: the first is a command, and nothing that is typed follows without. */
function showsRoot(lines: CodeLine[]): boolean {
	const [first, ...rest] = lines.filter(({ text }) => text.trim() !== "");
	const program = /^\s*#\s(\S+)/.exec(first?.text ?? "")?.[1];
	if (program === undefined || !isRootProgram(program)) return false;
	if (parseShell((first?.text ?? "").replace(/^\s*#/, "")).errors.length > 0) return false;
	const others = rest.filter(({ text }) => !rootPrompt.test(text)).map(({ text }) => shapeOf(text));
	if (others.length > 0) return others[0] !== "command" && others[0] !== "plausible" && others[0] !== "assignment";
	return rest.every(({ text }) => isRootProgram(/^\s*#\s(\S+)/.exec(text)?.[1] ?? ""));
}

/** Whether a line that begins with `# ` among lines with other prompts is typed by root. */
function isRoots({ text }: CodeLine, entries: readonly Entry[], session: boolean): boolean {
	const words = /^\s*#\s+(\S.*)$/.exec(text)?.[1];
	if (words === undefined) return false;
	const before = entries.at(-1);
	if (session && isRootProgram(/^\S+/.exec(words)?.[0] ?? "") && parseShell(words).errors.length === 0) return true;
	if (before?.prompt === "#" && before.output.length === 0) return true;
	return before?.output.length === 0 && hasOpened(before);
}

/** Whether what was typed opened a shell. */
function hasOpened(entry: Entry | undefined): boolean {
	if (!entry || entry.untyped) return false;
	const opened = parseShell(entry.lines.map((line) => line.text).join("\n")).statements.at(-1);
	return opened !== undefined && (opensShell(opened, []) ?? startsShell(opened)) !== null;
}

/** Whether the first line of a block has the prompt of another program. */
function foreignAt(lines: CodeLine[], language: string | null): boolean {
	const line = lines.find(({ text }) => !/^\s*(#|$)/.test(text));
	if (!line) return false;
	return (
		replPrompt.test(line.text) ||
		(isSession(language) && foreignPrompt.test(line.text) && !unsurePrompt.test(line.text))
	);
}

/** Goes through the lines of a session. */
class Session {
	readonly entries: Entry[] = [];
	readonly #lines: CodeLine[];
	readonly #promptOf: PromptOf;
	/** Whether the block's language is a shell's, and not a session's. */
	readonly #shell: boolean;
	#indent = 0;
	/** Another program is typed into, until the next prompt. */
	#elsewhere = false;
	#begun = false;

	constructor(lines: CodeLine[], promptOf: PromptOf, language: string | null) {
		this.#lines = lines;
		this.#promptOf = promptOf;
		this.#shell = language !== null && !isSession(language);
		for (let at = 0; at < lines.length; ) at += this.#read(at);
	}

	/** Reads what begins at a line, and says how many lines that is. */
	#read(at: number): number {
		const line = this.#lines[at];
		if (!line) return 1;
		const match = this.#promptOf(line, this.entries);
		if (match) return this.#typed(at, line, match);
		const last = this.entries.at(-1);
		if (last && this.#begun) this.#below(line, last, this.#lines[at + 1]);
		else if (line.text.trim() !== "") this.entries.push(this.#above(line));
		return 1;
	}

	#typed(at: number, line: CodeLine, match: RegExpExecArray): number {
		this.#indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
		this.#elsewhere = false;
		this.#begun = true;
		const rest = this.#lines.slice(at + 1, at + 1 + mostLines);
		const next = rest.findIndex((other) => this.#promptOf(other, this.entries) !== null);
		const typed = typedLines(without(line, match[0].length), next < 0 ? rest : rest.slice(0, next));
		const last = this.entries.at(-1);
		if (last && typed.every(({ text }) => text.trim() === "")) last.emptyPrompt = match[1] ?? "";
		this.entries.push({ lines: typed, prompt: match[1] ?? "", output: [] });
		return typed.length;
	}

	/** A line below what was typed: output, unless it is typed into a shell or another program that this opened, or says what comes next. */
	#below(line: CodeLine, last: Entry, next: CodeLine | undefined): void {
		const own = without(line, Math.min(this.#indent, /^[ \t]*/.exec(line.text)?.[0].length ?? 0));
		if (replPrompt.test(line.text)) this.#elsewhere = true;
		const caption =
			next !== undefined && /^\s*\p{Lu}[\p{L}\s]*:\s*$/u.test(line.text) && this.#promptOf(next, this.entries);
		if (this.#elsewhere) this.entries.push({ ...notTyped([line], "repl", "prompt"), prompt: last.prompt });
		else if (last.untyped)
			this.entries.push({ ...notTyped([line], last.untyped.kind, last.untyped.because), prompt: last.prompt });
		else if (this.#shell && /^\s*#\s/.test(line.text) && isBlank(last.output))
			this.entries.push({ lines: [line], prompt: "", output: [] });
		else if (caption) this.entries.push({ ...notTyped([line], "prose", "lines"), prompt: last.prompt });
		else if (
			this.#shell &&
			last.output.length === 0 &&
			(last.prompt === "" || hasOpened(last)) &&
			shapeOf(line.text) === "command"
		) {
			this.entries.push({ lines: [line], prompt: "", output: [] });
		} else last.output.push(own);
	}

	/**
	 * Above the first prompt comments are prose. In a block of shell a command is typed; what else stands there is nobody's to type, and
	 * nobody's output: it is not run.
	 */
	#above(line: CodeLine): Entry {
		const typed = /^\s*#/.test(line.text) || (this.#shell && shapeOf(line.text) === "command");
		return { lines: [line], prompt: "", output: [], ...(typed ? {} : { unprompted: true }) };
	}
}

const isBlank = (lines: readonly CodeLine[]): boolean => lines.every(({ text }) => text.trim() === "");

/** How many lines are looked at for the end of what was begun at a prompt. */
const mostLines = 100;

function without(line: CodeLine, length: number): CodeLine {
	return { text: line.text.slice(length), offset: line.offset + length };
}

/** The lines that belong to what was begun at a prompt: `> ` lines, and those without which the shell would still be waiting. */
function typedLines(first: CodeLine, rest: CodeLine[]): CodeLine[] {
	const lines = [first];
	for (const line of rest) {
		const match = continuation.exec(line.text);
		if (!match || !isOpen(lines)) break;
		lines.push(without(line, match[0].length));
	}
	if (!isOpen(lines)) return lines;
	const others = rest.slice(lines.length - 1);
	for (let length = 1; length <= others.length; length++) {
		const more = [...lines, ...others.slice(0, length)];
		if (!isOpen(more)) return more;
	}
	return lines;
}
