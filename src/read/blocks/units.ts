import type { CodeLine } from "../../markdown/code-lines.js";
import { parseShell } from "../../shell-language/parse.js";

/** The lines of what a shell would take as one: a statement, or several on one line. */
export interface Unit {
	/** Index of its first line, and of the line after its last. */
	first: number;
	end: number;
	/** What is wrong with it as shell, or null. */
	error: string | null;
}

/** How many lines are tried before what was begun is given up as not ending. */
const mostLines = 100;

/** Divides lines of a block into what a shell would take as one; comments and blank lines belong to none. */
export function unitsOf(lines: readonly CodeLine[]): Unit[] {
	const text = lines.map((line) => line.text).join("\n");
	const { statements, errors } = parseShell(text);
	return errors.length === 0 ? whole(statements, lines) : apart(lines);
}

function whole(statements: readonly { start: number; end: number }[], lines: readonly CodeLine[]): Unit[] {
	const units: Unit[] = [];
	let at = 0;
	let start = 0;
	const lineAt = (offset: number): number => {
		while (at < lines.length - 1 && start + (lines[at]?.text.length ?? 0) < offset)
			start += (lines[at++]?.text.length ?? 0) + 1;
		return at;
	};
	for (const statement of statements) {
		const first = lineAt(statement.start);
		const end = lineAt(Math.max(statement.start, statement.end - 1)) + 1;
		const last = units.at(-1);
		if (last && first < last.end) last.end = Math.max(last.end, end);
		else units.push({ first, end, error: null });
	}
	return units;
}

/** Line by line, each with those after it that it needs; a line that stays open is wrong by itself. */
function apart(lines: readonly CodeLine[]): Unit[] {
	const units: Unit[] = [];
	for (let first = 0; first < lines.length; ) {
		const text = lines[first]?.text ?? "";
		if (/^\s*(?:#|$)/.test(text)) {
			first++;
			continue;
		}
		const end = closedAt(lines, first);
		const error = end === null ? (parseShell(text).errors[0]?.message ?? "it does not end") : null;
		units.push({ first, end: end ?? first + 1, error });
		first = end ?? first + 1;
	}
	return units;
}

function closedAt(lines: readonly CodeLine[], first: number): number | null {
	const most = Math.min(lines.length, first + mostLines);
	for (let end = first + 1; end <= most; end++) if (!isOpen(lines.slice(first, end))) return end;
	return null;
}

/** Whether a shell would ask for more. */
export function isOpen(lines: readonly CodeLine[]): boolean {
	const text = lines.map((line) => line.text).join("\n");
	return /(^|[^\\])(\\\\)*\\$/.test(text) || parseShell(text).errors.length > 0;
}
