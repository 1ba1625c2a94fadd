import { clientsOf, drivesEngine, leavesShell, opensShell, startsShell } from "../../engines/calls.js";
import { type CodeLine, type CodeText, typed } from "../../markdown/code-lines.js";
import type { Source } from "../../markdown/source.js";
import type { Cue } from "../../model/cue.js";
import type { Position, Span } from "../../model/position.js";
import type { Statement } from "../../model/script.js";
import { parseShell, type ShellStatement } from "../../shell-language/parse.js";
import { type Candidate, placeholderCandidates } from "../../shell-language/placeholders.js";
import { type FoundCue, findCue } from "../place/cues.js";
import type { Draft } from "../place/draft.js";
import type { Entry, Untyped } from "./entry.js";
import { type Context, plainEntries } from "./plain.js";
import { sessionEntries } from "./session.js";
import { terminalEntries } from "./terminal.js";
import { unitsOf } from "./units.js";

/** A statement of a block, before its place is decided and the placeholders of the whole document are known. */
export interface BlockStatement {
	text: string;
	position: Statement["position"];
	node: ShellStatement;
	candidates: Candidate[];
	draft: Draft;
	expected: Statement["expected"];
	/** How many statements before it were typed at the same prompt. */
	shares: number;
	/** It stands in a session above the first prompt. */
	unprompted: boolean;
	/** What is wrong with it as shell, or null. */
	error: string | null;
	/** The sentence that says that it fails. */
	saidToFail?: Statement["saidToFail"];
}

/** Lines of a block that nobody types. */
export interface UntypedLines extends Untyped {
	text: string;
	position: Position;
}

/** A comment of a block, and the index of the statement that it belongs to. */
interface BlockComment {
	span: Span;
	typed: CodeText;
	statement: number | null;
	/** On a line of its own, and not after a statement. */
	alone: boolean;
	/** Where it says that what follows is typed. */
	cue: FoundCue | null;
}

/** What a block of shell consists of. */
export interface ReadBlock {
	statements: BlockStatement[];
	comments: BlockComment[];
	/** The first that does not parse, by offset in the Markdown. */
	error: { message: string; offset: number } | null;
	untyped: UntypedLines[];
}

/** What reading a block needs of its document. */
export interface Surroundings extends Context {
	source: Source;
	cues: Cue[];
}

/** Reads the code of one block. */
export function readBlock(lines: CodeLine[], surroundings: Surroundings): ReadBlock {
	const { source, cues } = surroundings;
	const block: ReadBlock = { statements: [], comments: [], error: null, untyped: [] };
	for (const entry of entriesOf(lines, surroundings)) {
		if (entry.untyped) untypedOf(entry.lines, entry.untyped, source, block);
		else readEntry(entry, source, block, cues);
	}
	spreadCues(block);
	return block;
}

function entriesOf(lines: CodeLine[], context: Context): Entry[] {
	const terminal = context.language === "{terminal}" ? terminalEntries(lines) : null;
	const content = context.language === "{terminal}" ? lines.filter(({ text }) => !/^\s*:[\w-]+:/.test(text)) : lines;
	return terminal ?? sessionEntries(content, context.language) ?? plainEntries(content, context);
}

/** Adds lines to those that nobody types; those after others of the same kind are one with them. */
function untypedOf(lines: CodeLine[], untyped: Untyped, source: Source, { untyped: all }: ReadBlock): void {
	const shown = shownLines(lines, source);
	if (!shown) return;
	const last = all.at(-1);
	if (last && last.kind === untyped.kind && last.position.end.line + 1 === shown.position.start.line) {
		last.text += `\n${shown.text}`;
		last.position = { start: last.position.start, end: shown.position.end };
	} else all.push({ ...untyped, ...shown });
}

/** A comment that is a cue holds for the statements after it in its block; one that trails a statement, for that one. */
function spreadCues({ statements, comments }: ReadBlock): void {
	for (const { statement, cue, alone } of comments) {
		if (statement === null || cue === null) continue;
		const end = alone ? statements.length : statement + 1;
		for (const { draft } of statements.slice(statement, end)) draft.cue = cue;
	}
}

function readEntry(entry: Entry, source: Source, block: ReadBlock, cues: Cue[]): void {
	const code = typed(entry.lines);
	const shell = parseShell(code.text);
	const [error] = shell.errors;
	if (error) block.error ??= { message: error.message, offset: code.at(error.pos) };
	const nodes = error ? unparsed(entry.lines) : shell.statements.map((node) => ({ node, error: null }));
	const first = block.statements.length;
	for (const [index, { node, error }] of nodes.entries()) {
		const isLast = index === nodes.length - 1;
		block.statements.push(statementOf(node, code, { entry, source, isLast, shares: index, error }));
	}
	if (error) return;
	for (const span of shell.comments) {
		const alone = isAlone(span, code.text);
		const index = belongsTo(span, shell.statements, alone);
		const cue = findCue(code.text.slice(span.start, span.end).replace(/^#+\s*/, ""), true, cues);
		block.comments.push({ span, typed: code, statement: index === null ? null : first + index, alone, cue });
	}
}

/** The statements of lines of which one does not parse: line by line, without what is in them. */
function unparsed(lines: CodeLine[]): { node: ShellStatement; error: string | null }[] {
	const starts: number[] = [];
	let length = 0;
	for (const { text } of lines) {
		starts.push(length);
		length += text.length + 1;
	}
	return unitsOf(lines).map(({ first, end, error }) => {
		const indent = /^\s*/.exec(lines[first]?.text ?? "")?.[0].length ?? 0;
		const last = lines[end - 1]?.text.trimEnd().length ?? 0;
		return { node: { start: (starts[first] ?? 0) + indent, end: (starts[end - 1] ?? 0) + last, nodes: [] }, error };
	});
}

/** What was typed at a prompt: the statement is the last of it or not, and comes after so many others. */
interface AtPrompt {
	entry: Entry;
	source: Source;
	isLast: boolean;
	shares: number;
	error: string | null;
}

function statementOf(
	node: ShellStatement,
	code: CodeText,
	{ entry, source, isLast, shares, error }: AtPrompt,
): BlockStatement {
	const text = code.text.slice(node.start, node.end);
	const position = source.range(code.at(node.start), code.at(node.end - 1) + 1);
	const candidates = placeholderCandidates(text, node);
	const sure = candidates.filter((candidate) => candidate.sure);
	const before = code.text.slice(code.text.lastIndexOf("\n", node.start) + 1, node.start);
	return {
		text,
		position,
		node,
		candidates,
		draft: {
			line: position.start.line,
			indent: widthOf(/^\s*/.exec(before)?.[0] ?? ""),
			prompt: entry.prompt,
			emptyPrompt: isLast ? (entry.emptyPrompt ?? null) : null,
			opens: opensShell(node, sure),
			starts: startsShell(node),
			exits: leavesShell(node),
			drives: drivesEngine(node),
			clients: clientsOf(node),
			cue: null,
		},
		expected: isLast ? expectedOf(entry.output, source, shares) : undefined,
		shares,
		unprompted: entry.unprompted === true,
		error,
	};
}

/** How far indentation goes in, a tab to the next multiple of four, as in Markdown. */
function widthOf(indentation: string): number {
	let width = 0;
	for (const character of indentation) width += character === "\t" ? 4 - (width % 4) : 1;
	return width;
}

function expectedOf(output: CodeLine[], source: Source, shares: number): Statement["expected"] {
	const shown = shownLines(output, source);
	return shown ? { ...shown, ...(shares > 0 ? { shares } : {}) } : undefined;
}

/** Lines as a text with its place, without blank ones at the end; null where there is none. */
export function shownLines(lines: CodeLine[], source: Source): { text: string; position: Position } | null {
	const last = lines.findLastIndex((line) => line.text.trim() !== "");
	const first = lines[0];
	const end = lines[last];
	if (!first || !end) return null;
	return {
		text: lines
			.slice(0, last + 1)
			.map((line) => line.text)
			.join("\n"),
		position: source.range(first.offset, end.offset + end.text.length),
	};
}

function isAlone({ start }: Span, text: string): boolean {
	return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}

/** A comment belongs to the statement that it stands in or trails; on a line of its own to the next one. */
function belongsTo({ start }: Span, statements: Span[], alone: boolean): number | null {
	const index = statements.findIndex((statement, at) => {
		if (statement.start < start && start < statement.end) return true;
		return alone ? statement.start > start : (statements[at + 1]?.start ?? Number.POSITIVE_INFINITY) > start;
	});
	return index < 0 ? null : index;
}
