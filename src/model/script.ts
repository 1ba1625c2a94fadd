// The nouns of charla, in the order in which a run makes them: script, plan, transcript, verdicts, report.
// Every one is plain data that survives `JSON.parse(JSON.stringify(x))`.

import type { Position } from "./position.js";
import type {
	ExpectationKind,
	LooseReason,
	PlaceKind,
	PlaceRule,
	UntypedKind,
	UntypedReason,
	VolatileName,
} from "./words.js";

/** A document as it was read: what would be typed, in order, and what is said about it. */
export interface Script {
	document: { path: string; sha256: string };
	/** The language of the prose, from front matter or the cues found; null where nothing tells. */
	language: string | null;
	blocks: Block[];
	statements: Statement[];
	sentences: Sentence[];
	/** What stands in blocks and nobody types; not the blocks that name another language. */
	untyped: UntypedBlock[];
}

/** A block, or a part of one, that nobody types into a shell. */
export interface UntypedBlock {
	kind: UntypedKind;
	because: UntypedReason;
	text: string;
	position: Position;
	heading: string[];
}

/** A code block, or a paragraph that is nothing but inline code. */
export interface Block {
	/** `b1`, `b2`, … in document order. */
	id: string;
	kind: "fenced" | "indented" | "inline";
	/** The info string's first word, or null. */
	language: string | null;
	/** The code, without fences or indentation that belongs to the Markdown. */
	text: string;
	position: Position;
	/** The headings above it, outermost first. */
	heading: string[];
}

/** One shell statement of a block: what a reader types and sends with Enter. */
export interface Statement {
	/** `s1`, `s2`, … in document order. */
	id: string;
	block: string;
	/** As written: no trailing comment, no leading indentation, heredocs and continuations included. */
	text: string;
	position: Position;
	heading: string[];
	place: PlaceKind;
	/** The container it runs in, as the document writes it (`[container]`, `web`); null on the host or where the document does not name one. */
	container: string | null;
	/** Elsewhere: the machine, as the document writes it; null where it has no name. */
	machine?: string | null;
	/** The client that opened the container's shell, where it is neither LXD's nor Incus'. */
	client?: string;
	rule: PlaceRule;
	/** Where a shell is opened for typing into it, and by which program. */
	opens: OpenedShell | null;
	/** Whether it leaves the container's shell that it is typed into (`exit`, `logout`). */
	leaves: boolean;
	/** Bracketed names that look like placeholders, by offset in `text`. */
	placeholders: PlaceholderUse[];
	/** Shell variables that it sets for later statements. An assignment of a value that is not the empty string must not come out empty. */
	assigns: string[];
	/** Shell variables that it expands. */
	expands: string[];
	/** What it asks of the engine, in order, also inside pipelines and substitutions. */
	engine: EngineCall[];
	/** In a block that shows a session: the output below it, and how many statements before it were typed at the same prompt. */
	expected?: ShownOutput;
	/** Where it is one of several ways of which a reader takes one: the tabs or the “or” that it stands in, outermost first. */
	alternatives?: Alternative[];
	/** The sentence that says that it fails. */
	saidToFail?: { text: string; position: Position };
	/** What HTML comments before the block say of it, apart from its place. */
	marks?: StatementMarks;
}

/** A shell that a statement opens for typing into it. */
export interface OpenedShell {
	/** Null on the host, and elsewhere. */
	container: string | null;
	/** The program. */
	shell: string;
	/** The client that opens it, where it is neither LXD's nor Incus'. */
	client?: string;
	/** The machine on which it is opened, where that is another one. */
	machine?: string;
}

/** Output that a document shows of a statement. */
export interface ShownOutput {
	text: string;
	position: Position;
	/** How many statements before it were typed at the same prompt, so that their output stands there too. */
	shares?: number;
	/** Why it is not compared. */
	loose?: LooseReason;
}

/** One of several ways of which a reader takes one. */
export interface Alternative {
	/** Those of one group exclude each other. */
	group: string;
	/** What the document calls it: a tab's title, or the first statement of the block. */
	label: string;
}

/**
 * `<!-- charla: skip because … -->`, `<!-- charla: fails /…/ -->` (the block's last statement), `<!-- charla: timeout 60s -->`,
 * `<!-- charla: expect glob, pid, ip -->`.
 */
export interface StatementMarks {
	skip?: string;
	/** It is meant to fail, and its output to match; an empty pattern matches everything. */
	fails?: { pattern: string; flags: string };
	timeoutSeconds?: number;
	expect?: Comparison;
	/** Nobody marked it: it stands in a session above the first prompt, and whether it is typed is not known. */
	unprompted?: boolean;
	/** Nobody marked it: its block does not parse as shell, and what is wrong. */
	unparsed?: string;
}

/** How the output that a document shows is compared with what was printed. */
export interface Comparison {
	kind: ExpectationKind;
	/** Normalisers, by name: what they know is not compared. */
	ignoring: VolatileName[];
}

/** A use of `[name]` in a statement; `start` and `end` are offsets in the statement's text, brackets included. */
export interface PlaceholderUse {
	name: string;
	start: number;
	end: number;
}

/** A call of an engine's client: `lxc launch trusty-amd64 [container]` has the words `launch`, `trusty-amd64`, `[container]`. */
export interface EngineCall {
	client: string;
	words: string[];
}

/** A sentence of the prose, or a trailing comment in a block. */
export interface Sentence {
	/** `p1`, `p2`, … in document order. */
	id: string;
	/** The words, with Markdown marks taken away and white space folded. */
	text: string;
	position: Position;
	heading: string[];
	source: "prose" | "comment";
	/** For a comment: the statement that it trails. */
	statement: string | null;
	/** Where the sentence says where the next commands run: that place. */
	cue: PlaceKind | null;
}
