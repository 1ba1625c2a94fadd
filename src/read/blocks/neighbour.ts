import type { CodeLine } from "../../markdown/code-lines.js";
import type { Source } from "../../markdown/source.js";
import type { Sentence } from "../../model/script.js";
import { programOf } from "../../shell-language/syntax.js";
import { type BlockStatement, type ReadBlock, shownLines } from "./block.js";
import { type LeadIn, leadInOf } from "./lead-in.js";
import { withoutLabel } from "./plain.js";
import { isOutputOf, looseness, type Shown } from "./shown.js";

/** What stands before a block: the statement typed last, and what was said since. */
export class Neighbour {
	/** The statement typed last under this heading; null where there is none. */
	statement: BlockStatement | null = null;
	/** The block that it stands in, and all statements of that block. */
	typed: { id: string; statements: readonly BlockStatement[] } | null = null;
	/** The sentences of the last paragraph since the last block, with backticks around code; the heading's, where it says what comes. */
	sentences: readonly string[] = [];
	/** Paragraphs since the last block. */
	paragraphs = 0;

	#failure: BlockStatement["saidToFail"];
	#cued = false;

	/** What is said of the next block. Who says where something is typed says that it is. */
	leadIn(language: string | null): LeadIn | null {
		return leadInOf(this.sentences, language) ?? (this.#cued ? { kind: "command", similar: false } : null);
	}

	/** The program of the statement, where at most one paragraph stands between; null where there is none. */
	get program(): string | null {
		return this.statement && this.paragraphs <= 1 ? programOf(this.statement.text) : null;
	}

	heading(text: string): void {
		const label = leadInOf([text], null)?.kind === "output";
		this.sentences = [text];
		this.#cued = false;
		this.paragraphs++;
		if (label) return;
		this.statement = null;
		this.typed = null;
	}

	/** A paragraph that was read; after its sentences were. */
	paragraph(sentences: readonly string[], isCue: boolean): void {
		this.#cued = isCue;
		if (!sentences.at(-1)?.endsWith(":")) this.#failure = undefined;
		this.sentences = sentences;
		this.paragraphs++;
	}

	block(read: ReadBlock, id: string): void {
		const last = read.statements.at(-1) ?? null;
		if (last && this.#failure) last.saidToFail = this.#failure;
		this.#failure = undefined;
		this.sentences = [];
		this.#cued = false;
		this.paragraphs = 0;
		this.statement = last;
		this.typed = last && { id, statements: read.statements };
	}

	/** A sentence that says that what is typed before it fails; one with a colon means what comes. */
	fails({ text, position }: Pick<Sentence, "text" | "position">): void {
		if (text.endsWith(":")) this.#failure = { text, position };
		else if (this.statement && this.paragraphs === 0) this.statement.saidToFail ??= { text, position };
	}

	/** A block that nobody types: the output of the statement before it, where it is that. */
	untyped(shown: Pick<Shown, "kind" | "because" | "language" | "leadIn">, lines: CodeLine[], source: Source): void {
		const { statement, paragraphs } = this;
		if (
			statement &&
			statement.expected === undefined &&
			isOutputOf({ ...shown, text: "", paragraphs, program: programOf(statement.text) })
		) {
			const output = shownLines(withoutLabel(lines), source);
			const loose = output && looseness(output.text, shown.leadIn);
			if (output) {
				const { shares } = statement;
				statement.expected = { ...output, ...(shares > 0 ? { shares } : {}), ...(loose ? { loose } : {}) };
			}
		}
		this.sentences = [];
		this.#cued = false;
		this.paragraphs = 0;
	}
}
