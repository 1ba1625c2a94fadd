import { isSession } from "../../markdown/code-languages.js";
import type { CodeLine } from "../../markdown/code-lines.js";
import { isPicture } from "../../markdown/drawing.js";
import type { UntypedKind } from "../../model/words.js";
import { isEditor, isInterpreter } from "../../shell-language/programs.js";
import { programOf } from "../../shell-language/syntax.js";
import { type Entry, notTyped, type Untyped } from "./entry.js";
import type { LeadIn } from "./lead-in.js";
import { type Shape, shapeOf } from "./shape.js";
import { type Unit, unitsOf } from "./units.js";

/** What stands around a block and helps to tell what it is. */
export interface Context {
	/** The block's language; null where it has none. */
	language: string | null;
	/** What the sentence before it says. */
	leadIn: LeadIn | null;
	/** The program of the statement before it, where nothing but that sentence stands between; null where there is none. */
	after: string | null;
	/** A mark says that it is typed. */
	marked: boolean;
	/** Programs that the document types elsewhere. */
	programs: ReadonlySet<string>;
	/** Whether the document uses a shell variable somewhere. */
	expands: (name: string) => boolean;
}

/** A unit and what its first line looks like. */
interface SeenUnit extends Unit {
	text: string;
	shape: Shape;
}

/**
 * Divides a block without prompts into what is typed and what is not.
 *
 * A block that says that it is shell is typed, unless its lines can be none. One that says nothing is typed where its first
 * line begins with a program that documents type, or with a word that may be one and something else speaks for it: the sentence
 * before, options, another line. What a file holds is not typed, whatever it looks like; below a command, lines that are none are its output.
 */
export function plainEntries(lines: CodeLine[], context: Context): Entry[] {
	const units = unitsOf(lines).map((unit): SeenUnit => {
		const text = lines[unit.first]?.text ?? "";
		return { ...unit, text, shape: shapeOf(text) };
	});
	const [first] = units;
	if (context.marked || first === undefined) return [{ lines, prompt: "", output: [] }];
	const untyped = wholeUntyped(units, lines, context);
	return untyped ? [notTyped(lines, untyped.kind, untyped.because)] : divided(lines, units, context);
}

const isTyped = (shape: Shape): shape is "command" | "plausible" | "assignment" =>
	["command", "plausible", "assignment"].includes(shape);

/** Why nothing of a block is typed; null where something is. */
function wholeUntyped(units: readonly SeenUnit[], lines: readonly CodeLine[], context: Context): Untyped | null {
	const { language, leadIn, after } = context;
	const saysShell = language !== null;
	const first = units[0]?.shape ?? "unclear";
	if (leadIn?.kind === "file" && isFileContent(units, lines)) return { kind: "file", because: "sentence" };
	if (after !== null && isEditor(after) && first !== "command" && !saysShell)
		return { kind: "file", because: "statement" };
	if (leadIn?.kind === "output" && first !== "command") {
		return { kind: first === "repl" ? "repl" : "output", because: "sentence" };
	}
	if (!isTyped(first)) {
		const mayBe =
			(saysShell && first === "unclear") || (first === "prose" && units.some(({ shape }) => shape === "command"));
		if (!mayBe) return { kind: first, because: "lines" };
	}
	if (units.every(({ shape }) => shape === "assignment")) return assignmentsUntyped(units, context);
	if (saysShell) return null;
	if (isPicture(lines.map(({ text }) => text).join("\n"))) return { kind: "drawing", because: "lines" };
	const supported = first === "command" || isSupported(units, context);
	if (units.some(({ error }) => error !== null) && !(supported && units[0]?.error === null) && first !== "command")
		return { kind: "syntax", because: "lines" };
	if (after !== null && isInterpreter(after) && first !== "command") return { kind: "repl", because: "statement" };
	return first === "plausible" && !supported ? { kind: "unclear", because: "lines" } : null;
}

/** What rc files and scripts consist of. */
const ofFiles = /^(?:export|alias|source|eval|umask|set|function|\w+\(\))\b/;

/** Whether a block that is announced as a file's content can be that: it does not begin with a command that a reader would type. */
function isFileContent(units: readonly SeenUnit[], lines: readonly CodeLine[]): boolean {
	const [first] = units;
	return lines[0]?.text.startsWith("#!") || first?.shape !== "command" || ofFiles.test(first.text.trim());
}

/**
 * Nothing but assignments: settings, unless the document uses one of them, or they are of the environment and the block or the
 * sentence before says that they are typed.
 */
function assignmentsUntyped(units: readonly SeenUnit[], { language, leadIn, expands }: Context): Untyped | null {
	const names = units.map(({ text }) => /^\s*(\w+)\+?=/.exec(text)?.[1] ?? "");
	const said = leadIn?.kind === "command" || language !== null;
	const typed = names.some(expands) || (said && names.some((name) => name === name.toUpperCase()));
	return typed ? null : { kind: "configuration", because: "lines" };
}

/** Whether something speaks for a block whose first word may be a program. */
function isSupported(units: readonly SeenUnit[], { leadIn, programs }: Context): boolean {
	if (leadIn?.kind === "command") return true;
	return units.some(({ text, shape }) => {
		if (shape === "command" || programs.has(text.trim().split(/\s/, 1)[0] ?? "")) return true;
		return (
			shape === "plausible" && /(?:^|\s)--?[A-Za-z]|\s(?:\|{1,2}|&&|>{1,2}|<<?)\s?|\s\.{0,2}~?\/\w|\$\w/.test(text)
		);
	});
}

/** Divides a block of which something is typed: what is, and below it what is not. */
function divided(lines: CodeLine[], units: readonly SeenUnit[], context: Context): Entry[] {
	const entries: Entry[] = [];
	let from = 0;
	for (let at = 0; at < units.length; ) {
		if (isPart(units[at], context)) {
			at++;
			continue;
		}
		const start = beginningOf(units, at);
		const typed = lines.slice(from, units[start]?.first);
		const end = endOf(units, at, lines);
		const rest = lines.slice(units[start]?.first, units[end]?.first);
		const kind = units[at]?.shape as UntypedKind;
		const edits = isEditor(programOf(units[start - 1]?.text ?? ""));
		const above = !edits && start > 0 && from < (units[start]?.first ?? 0);
		if (above && isPrinted(kind)) entries.push({ lines: typed, prompt: "", output: withoutLabel(rest) });
		else {
			if (typed.length > 0) entries.push({ lines: typed, prompt: "", output: [] });
			entries.push(edits ? notTyped(rest, "file", "statement") : notTyped(rest, kind, "lines"));
		}
		from = units[end]?.first ?? lines.length;
		at = end;
	}
	const typed = lines.slice(from);
	if (typed.length > 0) entries.push({ lines: typed, prompt: "", output: [] });
	return entries;
}

/** Whether a unit of a block of shell is typed. */
function isPart(unit: SeenUnit | undefined, { language }: Context): boolean {
	if (!unit) return true;
	return isTyped(unit.shape) || (language !== null && !isSession(language) && unit.shape === "unclear");
}

/** Output often begins with a line that could be anything: `total 12`. It goes back to the last line that is surely a command. */
function beginningOf(units: readonly SeenUnit[], at: number): number {
	let start = at;
	if (isPrinted(units[at]?.shape))
		while (
			start > 1 &&
			units[start - 1]?.shape === "plausible" &&
			units.slice(0, start - 1).some(({ shape }) => shape === "command")
		)
			start--;
	return start;
}

/** What was printed goes on to a blank line with a command below it; what is said or typed elsewhere, to the next command. */
function endOf(units: readonly SeenUnit[], at: number, lines: readonly CodeLine[]): number {
	const printed = isPrinted(units[at]?.shape);
	for (let end = at + 1; end < units.length; end++) {
		const unit = units[end];
		if (unit?.shape === "command" && (!printed || lines[unit.first - 1]?.text.trim() === "")) return end;
	}
	return units.length;
}

function isPrinted(shape: Shape | undefined): boolean {
	return shape !== undefined && ["output", "data", "configuration", "markup", "drawing", "unclear"].includes(shape);
}

/** Output without a line or a word that only says that it is output. */
export function withoutLabel(lines: CodeLine[]): CodeLine[] {
	const [first, ...rest] = lines;
	const label = /^\s*(?:Output|Salida|Saída)(?::?\s*$|(?=[A-Z])|\s(?=\S))/.exec(first?.text ?? "")?.[0];
	if (first === undefined || label === undefined) return lines;
	if (label.length === first.text.length) return rest;
	return [{ text: first.text.slice(label.length), offset: first.offset + label.length }, ...rest];
}
