import { opensShell, startsShell } from "../engines/calls.js";
import { isSession } from "../markdown/code-languages.js";
import type { CodeLine } from "../markdown/code-lines.js";
import { parseShell } from "../shell-language/parse.js";
import type { Entry } from "./entry.js";
import { terminalEntries } from "./terminal.js";

/** What may stand before a prompt: a virtual environment's name. */
const environment = String.raw`(?:\([\w. -]+\)\s+)?`;

/** `$ `, `user@host:~$ `, `[user@host dir]$ `, `bash-5.1# `, `~/dir $ `, `/ # `, `❯ `. */
const sure = new RegExp(
	String.raw`^\s*(${environment}(?:\$|❯|[\w.-]+@[\w.-]+(?::[^\s$#]*)?\s?[$#%]|\[[\w.-]+@[\w.-]+(?: [^\]]*)?\]\s?[$#%]|(?:ba|z|da)?sh-[\d.]+[$#]|[~/][^\s$#]* [$#%]))(?:\s|$)`,
);

/** `# `, which is also how a comment looks. */
const root = /^\s*(#)(?:\s|$)/;

/** `% `, which is zsh's, and `# `: prompts where a block has no surer ones. */
const unsure = /^\s*([#%])(?:\s|$)/;

/** What looks like a prompt: `mysql> `, `>>> `, `PS C:\> `, `➜  ~ `. */
const foreign = /^\s*([^\s<>|&;"'`]*[$#%>]|>{1,3}|PS [^>]+>|[➜»])\s+\S/;

/** Programs that documents type as root. A line of a session that begins with `# ` and one of them is no comment. */
const programs = new Set(
	(
		"apt apt-get add-apt-repository dpkg yum dnf zypper apk pacman snap pip systemctl service journalctl lxc lxd incus cat cd cp mv rm " +
		"ls ln mkdir rmdir touch tee echo printf chmod chown useradd adduser usermod groupadd passwd su sudo mount umount ip iptables nft " +
		"sysctl modprobe curl wget tar git docker podman kubectl export hostnamectl ss ps kill reboot exit whoami id uname hostname psql mysql"
	).split(" "),
);

/** How many lines are tried before what was begun at a prompt is given up as not ending. */
const mostLines = 100;

const continuation = /^\s*>(?: |$)/;

/**
 * Divides a block into what is typed and what is output.
 *
 * A block shows a session where its language says so, or where its first line that is no comment has a prompt that is nothing
 * else (a later one may be in a here-document). `# ` is a prompt only in a session language: where no line of the block has
 * another prompt; or else after a statement that opens a shell, or before a program that documents type as root. Everywhere
 * else it is a comment, or output. A session language without any prompt is taken for plain shell.
 */
export function entriesOf(lines: CodeLine[], language: string | null): Entry[] {
	if (language === "{terminal}") {
		const terminal = terminalEntries(lines);
		if (terminal.length > 0) return terminal;
	}
	const session = isSession(language);
	const first = lines.find((line) => !/^\s*(#|$)/.test(line.text));
	const begun = session ? lines.some((line) => sure.test(line.text)) : sure.test(first?.text ?? "");
	const prompt = begun ? sure : session ? unsure : null;
	if (!prompt || !lines.some((line) => prompt.test(line.text))) return [{ lines, prompt: "", output: [] }];
	return new Session(lines, (line, entries) => {
		return prompt.exec(line.text) ?? (session && begun && isRoots(line, entries) ? root.exec(line.text) : null);
	}).entries;
}

/** Whether a line that begins with `# ` among lines with other prompts is typed by root. */
function isRoots({ text }: CodeLine, entries: readonly Entry[]): boolean {
	const words = /^\s*#\s+(\S.*)$/.exec(text)?.[1];
	if (words === undefined) return false;
	if (programs.has(/^\S+/.exec(words)?.[0] ?? "") && parseShell(words).errors.length === 0) return true;
	const before = entries.at(-1);
	const opened = parseShell(before?.lines.map((line) => line.text).join("\n") ?? "").statements.at(-1);
	if (before?.prompt === "#" && before.output.length === 0) return true;
	return (
		opened !== undefined && before?.output.length === 0 && (opensShell(opened, []) ?? startsShell(opened)) !== null
	);
}

/** What looks like a prompt in the first line of a block that shows a session, and is none that is known; null where nothing does. */
export function foreignPrompt(lines: CodeLine[], language: string | null): { prompt: string; offset: number } | null {
	if (!isSession(language) || lines.some(({ text }) => sure.test(text) || unsure.test(text))) return null;
	const line = lines.find(({ text }) => !/^\s*(#|$)/.test(text));
	const prompt = line && foreign.exec(line.text)?.[1];
	return line && prompt !== undefined ? { prompt, offset: line.offset + line.text.indexOf(prompt) } : null;
}

/** Goes through the lines of a session. */
class Session {
	readonly entries: Entry[] = [];

	constructor(lines: CodeLine[], promptOf: (line: CodeLine, entries: readonly Entry[]) => RegExpExecArray | null) {
		let indent = 0;
		for (let at = 0; at < lines.length; ) {
			const line = lines[at];
			if (!line) break;
			const match = promptOf(line, this.entries);
			const last = this.entries.at(-1);
			if (match) {
				indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
				const rest = lines.slice(at + 1);
				const next = rest.findIndex((other) => promptOf(other, this.entries) !== null);
				const typed = typedLines(without(line, match[0].length), next < 0 ? rest : rest.slice(0, next));
				this.entries.push({ lines: typed, prompt: match[1] ?? "", output: [] });
				at += typed.length;
				continue;
			}
			if (last && last.prompt !== "") last.output.push(outdented(line, indent));
			else if (line.text.trim() !== "") this.entries.push(beforeFirstPrompt(line));
			at++;
		}
	}
}

/** Output is indented as its prompt is. */
function outdented(line: CodeLine, indent: number): CodeLine {
	return without(line, Math.min(indent, /^[ \t]*/.exec(line.text)?.[0].length ?? 0));
}

/** Above the first prompt comments are prose. What else stands there is nobody's to type, and nobody's output: it is not run. */
function beforeFirstPrompt(line: CodeLine): Entry {
	const comment = /^\s*#/.test(line.text);
	return { lines: [line], prompt: "", output: [], ...(comment ? {} : { unprompted: true }) };
}

function without(line: CodeLine, length: number): CodeLine {
	return { text: line.text.slice(length), offset: line.offset + length };
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
