import { diffArrays } from "diff";
import escapeStringRegexp from "escape-string-regexp";
import MagicString from "magic-string";
import { printedLines } from "../compare/compare.js";
import { ignoring } from "../compare/ignoring.js";
import { leavesOut } from "../compare/lines.js";
import { lineMatchers } from "../compare/matchers.js";
import type { Expectation, Step } from "../model/plan.js";
import type { Script, Statement } from "../model/script.js";
import type { Verdicts } from "../model/verdicts.js";
import type { ExpectationKind } from "../model/words.js";

/** A document after its update. */
export interface Update {
	text: string;
	/** The lines of the statements whose output was rewritten, and their ids. */
	lines: number[];
	ids: string[];
	/** The lines of the statements whose output was not rewritten, because the document would then be read differently. */
	refused: number[];
}

/**
 * Replaces shown output by what the run printed, and changes no other byte of the document.
 *
 * Lines that match stay as they are written, with their `*` and `...`. Names that the run generated become placeholders again.
 * Failed statements are skipped, and so is output for which the companion declares today's. Output that would be read as a
 * prompt, a fence or a `...` is refused.
 *
 * @param reread reads a changed text of the document as the script was read, with the companion's cues
 */
export function updated(
	markdown: string,
	script: Script,
	{ transcript, steps }: Verdicts,
	reread: (text: string) => Script,
): Update {
	const source = new MagicString(markdown);
	const done: Omit<Update, "text"> = { lines: [], ids: [], refused: [] };
	const names = namesOf(script, transcript.plan.steps);
	for (const [index, step] of transcript.plan.steps.entries()) {
		const { expected } = step;
		const shown = script.statements[index]?.expected;
		if (steps[index]?.diff === undefined || !shown || !expected || expected.today) continue;
		const attempts = transcript.steps
			.slice(index - expected.shares, index + 1)
			.flatMap((record) => record.attempts.slice(-1));
		const printed = printedLines(attempts);
		const fresh = rewritten(shown.text.split("\n"), expected, printed).map((line) => names(line));
		const alone = new MagicString(markdown);
		replace(alone, markdown, shown, fresh);
		if (!readsTheSame(reread(alone.toString()), script, index, fresh)) {
			done.refused.push(step.position.start.line);
			continue;
		}
		replace(source, markdown, shown, fresh);
		done.lines.push(step.position.start.line);
		done.ids.push(step.id);
	}
	return { text: source.toString(), ...done };
}

/** Whether the changed document still has the same statements, and exactly the new output below this one. */
function readsTheSame({ statements }: Script, script: Script, index: number, fresh: readonly string[]): boolean {
	const { expected } = statements[index] ?? {};
	const before = script.statements[index]?.expected?.text.split("\n") ?? [];
	// A wildcard would be replaced by a value.
	const wildcard =
		script.statements[index]?.marks?.expect?.kind === "json" && before.some((line) => line.includes('"..."'));
	const leftOut = (lines: readonly string[]) => lines.filter(leavesOut).length;
	return (
		!wildcard &&
		statements.map((statement) => statement.text).join("\n") ===
			script.statements.map((statement) => statement.text).join("\n") &&
		(expected?.text ?? "").trimEnd() === fresh.join("\n").trimEnd() &&
		leftOut(fresh) <= leftOut(before)
	);
}

/** A line in the form that is compared, and in the form that is written. */
interface Line {
	text: string;
	as: string;
}

/** Replaces the shown lines that do not match by what was printed. */
function rewritten(shown: string[], expected: Expectation, printed: string[]): string[] {
	if (expected.kind === "json") return printed;
	const { kind } = expected;
	const clean = ignoring(expected.ignoring);
	const old = expected.text
		.split("\n")
		.map((text, at): Line => ({ text: clean(text.trimEnd()), as: shown[at] ?? text }));
	const now = printed.map((text): Line => ({ text: clean(text), as: literal(text, kind) }));
	const matches = lineMatchers[kind];
	const changes = diffArrays(old, now, { comparator: (a, b) => matches(a.text, b.text) });
	const lines: Line[] = [];
	let hunk = { gone: [] as Line[], come: [] as Line[] };
	let [oldAt, nowAt] = [0, 0];
	const endHunk = () => {
		// A `...` stands for everything that was printed there.
		lines.push(...(leavesAllOut(hunk.gone) ? hunk.gone : hunk.come));
		hunk = { gone: [], come: [] };
	};
	for (const { added, removed, count } of changes) {
		if (added) hunk.come.push(...now.slice(nowAt, nowAt + count));
		else if (removed) hunk.gone.push(...old.slice(oldAt, oldAt + count));
		else {
			endHunk();
			lines.push(...old.slice(oldAt, oldAt + count));
		}
		oldAt += added ? 0 : count;
		nowAt += removed ? 0 : count;
	}
	endHunk();
	return lines.map(({ as }) => as);
}

const leavesAllOut = (lines: readonly Line[]): boolean =>
	lines.length > 0 && lines.every(({ text }) => leavesOut(text));

/** Escapes a printed line, so that it matches only itself. */
function literal(line: string, kind: ExpectationKind): string {
	if (kind === "glob") return line.replace(/[\\*?]/g, "\\$&");
	// A hyphen means itself here, and is read by people.
	if (kind === "regex") return escapeStringRegexp(line).replaceAll("\\x2d", "-");
	return line;
}

function replace(
	source: MagicString,
	markdown: string,
	shown: NonNullable<Statement["expected"]>,
	lines: string[],
): void {
	const { start, end } = shown.position;
	const lineStart =
		Math.max(markdown.lastIndexOf("\n", start.offset - 1), markdown.lastIndexOf("\r", start.offset - 1)) + 1;
	const prefix = markdown.slice(lineStart, start.offset);
	const ending = /\r\n|\n|\r/.exec(markdown.slice(end.offset))?.[0] ?? "\n";
	if (lines.length === 0) source.remove(lineStart - ending.length, end.offset);
	else
		source.overwrite(
			start.offset,
			end.offset,
			lines.map((line, at) => (at === 0 ? "" : line === "" ? prefix.trimEnd() : prefix) + line).join(ending),
		);
}

/** Replaces the names of a run by their placeholders, as the document writes them. */
function namesOf({ statements }: Script, steps: readonly Step[]): (line: string) => string {
	const written = new Map<string, string>();
	for (const [index, statement] of statements.entries()) {
		for (const [value, placeholder] of valuesIn(statement, steps[index]?.bound ?? "")) written.set(value, placeholder);
	}
	const values = [...written.keys()].sort((a, b) => b.length - a.length);
	if (values.length === 0) return (line) => line;
	const pattern = new RegExp(`(?<![\\w-])(?:${values.map(escapeStringRegexp).join("|")})(?![\\w-])`, "g");
	return (line) => line.replace(pattern, (value) => written.get(value) ?? value);
}

function valuesIn({ text, placeholders }: Statement, bound: string): [string, string][] {
	if (placeholders.length === 0) return [];
	let [pattern, from] = ["^", 0];
	for (const { start, end } of placeholders) {
		pattern += `${escapeStringRegexp(text.slice(from, start))}(.+?)`;
		from = end;
	}
	const values = new RegExp(`${pattern}${escapeStringRegexp(text.slice(from))}$`, "s").exec(bound)?.slice(1) ?? [];
	return values.flatMap((value, at) => {
		const use = placeholders[at];
		const written = use ? text.slice(use.start, use.end) : value;
		return value === written || written.startsWith("$") ? [] : [[value, written] satisfies [string, string]];
	});
}
