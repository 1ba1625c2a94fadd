import { terminalEntries } from "./directives.js";
import { isSession } from "./languages.js";
import { parseShell } from "./shell.js";
import type { CodeLine } from "./typed.js";

/** What is typed at one prompt, and what came of it. */
export interface Entry {
	/** The lines that are typed, without prompts. */
	lines: CodeLine[];
	/** The prompt as written (`$`, `root@web:~#`); empty where there is none. */
	prompt: string;
	/** The lines below it that nobody types. */
	output: CodeLine[];
}

/** `$ `, `user@host:~$ `, `root@host:~# `, `[user@host dir]$ `. */
const sure = /^\s*(\$|[\w.-]+@[\w.-]+(?::[^\s$#]*)?\s?[$#%]|\[[\w.-]+@[\w.-]+(?: [^\]]*)?\]\s?[$#%])(?:\s|$)/;

/** `# `, which is also how a comment looks. */
const root = /^\s*(#)(?:\s|$)/;

/** How many lines are tried before what was begun at a prompt is given up as not ending. */
const mostLines = 100;

const continuation = /^\s*>(?: |$)/;

/**
 * Divides a block into what is typed and what is output.
 *
 * A block shows a session where its language says so, or where its first line that is no comment has a prompt that is nothing
 * else (a later one may be in a here-document). `# ` is a prompt only
 * in a session language, and only if no line of the block has another prompt: everywhere else it is a comment, or output.
 * A session language without any prompt is taken for plain shell.
 */
export function entriesOf(lines: CodeLine[], language: string | null): Entry[] {
	if (language === "{terminal}") {
		const terminal = terminalEntries(lines);
		if (terminal.length > 0) return terminal;
	}
	const session = isSession(language);
	const first = lines.find((line) => !/^\s*(#|$)/.test(line.text));
	const begun = session ? lines.some((line) => sure.test(line.text)) : sure.test(first?.text ?? "");
	const prompt = begun ? sure : session ? root : null;
	if (!prompt || !lines.some((line) => prompt.test(line.text))) return [{ lines, prompt: "", output: [] }];

	const entries: Entry[] = [];
	for (let at = 0; at < lines.length; ) {
		const line = lines[at];
		const match = line && prompt.exec(line.text);
		const last = entries.at(-1);
		if (line && match) {
			const rest = lines.slice(at + 1);
			const next = rest.findIndex((other) => prompt.test(other.text));
			const typed = typedLines(without(line, match[0].length), next < 0 ? rest : rest.slice(0, next));
			entries.push({ lines: typed, prompt: match[1] ?? "", output: [] });
			at += typed.length;
			continue;
		}
		if (line && last) last.output.push(line);
		else if (line) entries.push(...beforeFirstPrompt(line));
		at++;
	}
	return entries;
}

function without(line: CodeLine, length: number): CodeLine {
	return { text: line.text.slice(length), offset: line.offset + length };
}

/** Above the first prompt only comments are kept: they are prose. */
function beforeFirstPrompt(line: CodeLine): Entry[] {
	return /^\s*#/.test(line.text) ? [{ lines: [line], prompt: "", output: [] }] : [];
}

/** The lines that belong to what was begun at a prompt: `> ` lines, and those without which the shell would still be waiting. */
function typedLines(first: CodeLine, rest: CodeLine[]): CodeLine[] {
	let lines = [first];
	for (const line of rest) {
		const match = continuation.exec(line.text);
		if (!match || !isOpen(lines)) break;
		lines.push(without(line, match[0].length));
	}
	if (!isOpen(lines)) return lines;
	const others = rest.slice(lines.length - 1, lines.length + mostLines);
	for (let length = 1; length <= others.length; length++) {
		const more = [...lines, ...others.slice(0, length)];
		if (!isOpen(more)) {
			lines = more;
			break;
		}
	}
	return lines;
}

/** Whether a shell would ask for more. */
function isOpen(lines: CodeLine[]): boolean {
	const text = lines.map((line) => line.text).join("\n");
	return /(^|[^\\])(\\\\)*\\$/.test(text) || parseShell(text).errors.length > 0;
}
