import { drivesEngine, engineCalls, leavesShell, opensShell, startsShell } from "../engines/calls.js";
import { type CodeLine, type Typed, typed } from "../markdown/code-lines.js";
import type { Source } from "../markdown/source.js";
import type { Cue } from "../model/cue.js";
import type { Span } from "../model/position.js";
import type { PlaceholderUse, Sentence, Statement } from "../model/script.js";
import { parseShell, type ShellStatement } from "../shell-language/parse.js";
import { type Candidate, placeholderCandidates } from "../shell-language/placeholders.js";
import { assignedBy, expandedBy } from "../shell-language/variables.js";
import type { Entry } from "./entry.js";
import { type FoundCue, findCue } from "./place/cues.js";
import type { Draft } from "./place/draft.js";
import type { Placement } from "./place/place.js";
import { commentSentences, type Unnumbered } from "./sentences.js";
import { entriesOf, foreignPrompt } from "./session.js";

/** A statement of a block, before its place is decided and the placeholders of the whole document are known. */
export interface BlockStatement {
	text: string;
	position: Statement["position"];
	node: ShellStatement;
	candidates: Candidate[];
	draft: Draft;
	expected: Statement["expected"];
	/** It stands in a session above the first prompt. */
	unprompted: boolean;
}

/** A comment of a block, and the index of the statement that it belongs to. */
interface BlockComment {
	span: Span;
	typed: Typed;
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
	/** What does not parse, by offset in the Markdown. */
	errors: { message: string; offset: number }[];
	/** Whether it shows a session. */
	hasPrompts: boolean;
	/** What looks like a prompt of something that is no shell. */
	foreign: { prompt: string; offset: number } | null;
}

/** What reading a block needs of its document. */
export interface Surroundings {
	source: Source;
	cues: Cue[];
}

/** Reads the code of one block. */
export function readBlock(lines: CodeLine[], language: string | null, { source, cues }: Surroundings): ReadBlock {
	const entries = entriesOf(lines, language);
	const block: ReadBlock = {
		...{ statements: [], comments: [], errors: [] },
		hasPrompts: entries.some(({ prompt }) => prompt),
		foreign: foreignPrompt(lines, language),
	};
	for (const entry of entries) readEntry(entry, source, block, cues);
	spreadCues(block);
	return block;
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
	block.errors.push(...shell.errors.map(({ message, pos }) => ({ message, offset: code.at(pos) })));
	const first = block.statements.length;
	for (const [index, node] of shell.statements.entries()) {
		const isLast = index === shell.statements.length - 1;
		block.statements.push(statementOf(node, code, { entry, source, isLast, shares: index }));
	}
	for (const span of shell.comments) {
		const alone = isAlone(span, code.text);
		const index = belongsTo(span, shell.statements, alone);
		const cue = findCue(code.text.slice(span.start, span.end).replace(/^#+\s*/, ""), true, cues);
		block.comments.push({ span, typed: code, statement: index === null ? null : first + index, alone, cue });
	}
}

/** What was typed at a prompt: the statement is the last of it or not, and comes after so many others. */
interface AtPrompt {
	entry: Entry;
	source: Source;
	isLast: boolean;
	shares: number;
}

function statementOf(node: ShellStatement, code: Typed, { entry, source, isLast, shares }: AtPrompt): BlockStatement {
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
			opens: opensShell(node, sure),
			starts: startsShell(node),
			exits: leavesShell(node),
			drives: drivesEngine(node),
			cue: null,
		},
		expected: isLast ? expectedOf(entry.output, source, shares) : undefined,
		unprompted: entry.unprompted === true,
	};
}

/** How far indentation goes in, a tab to the next multiple of four, as in Markdown. */
function widthOf(indentation: string): number {
	let width = 0;
	for (const character of indentation) width += character === "\t" ? 4 - (width % 4) : 1;
	return width;
}

function expectedOf(output: CodeLine[], source: Source, shares: number): Statement["expected"] {
	const last = output.findLastIndex((line) => line.text.trim() !== "");
	const first = output[0];
	const end = output[last];
	if (!first || !end) return undefined;
	return {
		text: output
			.slice(0, last + 1)
			.map((line) => line.text)
			.join("\n"),
		position: source.range(first.offset, end.offset + end.text.length),
		...(shares > 0 ? { shares } : {}),
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

/** What the document as a whole has to add to a statement. */
export interface Whole {
	id: string;
	block: string;
	heading: string[];
	placement: Placement;
	/** Names that the document has bare somewhere. */
	names: Set<string>;
	/** Uses of variables that the document never sets. */
	unset: PlaceholderUse[];
}

/** The statement as others see it. */
export function finish(read: BlockStatement, whole: Whole): Statement {
	const { id, block, heading, placement, names, unset } = whole;
	const placeholders = read.candidates
		.filter((candidate) => candidate.sure || names.has(candidate.name))
		.map(({ name, start, end }) => ({ name, start, end }))
		.concat(unset)
		.sort((a, b) => a.start - b.start);
	return {
		id,
		block,
		text: read.text,
		position: read.position,
		heading,
		place: placement.place,
		container: placement.container,
		rule: placement.rule,
		opens: placement.opens,
		leaves: placement.leaves,
		placeholders,
		assigns: assignedBy(read.node.nodes),
		expands: expandedBy(read.node.nodes),
		engine: engineCalls(read.node, placeholders),
		...(read.expected ? { expected: read.expected } : {}),
	};
}

/** The comments of a block as sentences; `ids` are those of its statements. */
export function commentsOf(block: ReadBlock, ids: string[], heading: string[], source: Source): Unnumbered[] {
	return block.comments.flatMap(({ span, typed: code, statement, cue }) => {
		const id: Sentence["statement"] = statement === null ? null : (ids[statement] ?? null);
		const sentences = commentSentences(span, code, heading, id, source);
		return cue === null ? sentences : sentences.map((sentence) => ({ ...sentence, cue: cue.place }));
	});
}
