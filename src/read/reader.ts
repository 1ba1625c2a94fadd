import type { Code } from "mdast";
import { blockLanguage, isDirective, isShell } from "../markdown/code-languages.js";
import { type CodeLine, codeLines, inlineLine } from "../markdown/code-lines.js";
import { withoutOptions } from "../markdown/directives.js";
import { proseOf } from "../markdown/prose.js";
import type { Source } from "../markdown/source.js";
import type { Cue } from "../model/cue.js";
import type { Problem } from "../model/problem.js";
import type { Block, UntypedBlock } from "../model/script.js";
import { type ReadBlock, readBlock } from "./blocks/block.js";
import type { AlternativeGroups } from "./blocks/groups.js";
import { Neighbour } from "./blocks/neighbour.js";
import { showsPrompt } from "./blocks/prompts.js";
import type { Part, Standing } from "./document.js";
import { saysItFails } from "./failures.js";
import type { Mark } from "./marks.js";
import { findCue } from "./place/cues.js";
import type { Event } from "./place/place.js";
import { sentencesOf, type Unnumbered } from "./sentences.js";
import type { Survey } from "./survey.js";
import { WaitingMarks } from "./waiting-marks.js";

/** A block with what was read in it. */
export interface BlockReading {
	block: Block;
	read: ReadBlock;
	marks: Mark[];
	tabs: Standing["tabs"];
}

/** What reading needs to know of its document. */
export interface Known {
	source: Source;
	/** The cues of the document's language. */
	cues: Cue[];
	survey: Survey;
}

/** Goes through the parts of a document and keeps what it finds. */
export class Reader {
	readonly problems: Problem[] = [];
	readonly found: BlockReading[] = [];
	readonly events: Event[] = [];
	readonly sentences: Unnumbered[] = [];
	readonly untyped: UntypedBlock[] = [];
	/** The languages of the cues. */
	readonly languages: string[] = [];
	readonly #known: Known;
	readonly #marks: WaitingMarks;
	readonly #groups: AlternativeGroups;
	/** What stands before the next block. */
	readonly #before: Neighbour;

	constructor(known: Known, groups: AlternativeGroups) {
		this.#known = known;
		this.#groups = groups;
		this.#marks = new WaitingMarks(this.problems, known.source);
		this.#before = new Neighbour();
	}

	read(part: Part): void {
		switch (part.type) {
			case "heading":
				this.#marks.unused();
				this.#before.heading(part.text);
				this.events.push({ type: "heading", cue: findCue(part.text, true, this.#known.cues) });
				break;
			case "prose":
				this.#prose(part);
				break;
			case "html":
				this.#marks.read(part.value, part.start);
				break;
			case "item-end":
				this.events.push(part);
				break;
			case "code":
			case "inline":
				this.#code(part);
				break;
		}
	}

	end(): void {
		this.#marks.unused();
	}

	#prose(part: Extract<Part, { type: "prose" }>): void {
		const { source, cues, survey } = this.#known;
		const { path, item } = part;
		const found = sentencesOf(survey.proses.get(part) ?? proseOf(part.nodes, source), path, source, cues);
		for (const { sentence, cue } of found) {
			this.sentences.push(sentence);
			if (saysItFails(sentence.text, survey.language)) this.#before.fails(sentence);
			if (!cue) continue;
			this.events.push({ type: "cue", cue, item });
			this.languages.push(cue.language);
		}
		if (found.length > 0)
			this.#before.paragraph(
				found.map(({ words }) => words),
				found.at(-1)?.cue != null,
			);
	}

	#code(part: Extract<Part, { type: "code" | "inline" }>): void {
		const { source, survey } = this.#known;
		const language = part.type === "code" ? blockLanguage(part.node.lang, part.node.meta) : null;
		const lines = part.type === "code" ? linesOfCode(source, part.node) : inlineLine(source, part.node);
		const leadIn = this.#before.leadIn(survey.language);
		const shows = !isShell(language) && showsPrompt(lines, language);
		if (!isShell(language) && !shows) {
			this.#before.untyped({ kind: "code", because: "language", language, leadIn }, lines, source);
			this.#marks.unused();
			return;
		}
		const marked = this.#marks.typed();
		const read =
			marked === false
				? notTypedAtAll
				: readBlock(lines, {
						...this.#known,
						language: shows ? null : language,
						leadIn,
						after: this.#before.program,
						marked: marked === true || this.#marks.any(),
						programs: survey.programs,
						expands: survey.expands,
					});
		this.#keepUntyped(read, part.path, language);
		if (read.statements.length === 0) {
			const [first] = read.untyped;
			if (first) {
				const from = lines.findIndex(({ offset, text }) => offset + text.length >= first.position.start.offset);
				this.#before.untyped({ ...first, language, leadIn }, lines.slice(from), source);
			}
			if (read.untyped.length > 0 || marked === false) {
				if (marked === false) this.#marks.take();
				else this.#marks.unused();
				return;
			}
		}
		this.#keep(part, lines, language, read);
	}

	#keepUntyped({ untyped }: ReadBlock, heading: string[], language: string | null): void {
		for (const { kind, because, text, position } of untyped) {
			if (because !== "language" || language === "{terminal}")
				this.untyped.push({ kind, because, text, position, heading });
		}
	}

	#keep(
		part: Extract<Part, { type: "code" | "inline" }>,
		lines: CodeLine[],
		language: string | null,
		read: ReadBlock,
	): void {
		const { source } = this.#known;
		if (read.error) {
			const data = { found: read.error.message };
			this.problems.push({
				rule: "shell-syntax",
				data,
				file: "document",
				place: source.point(read.error.offset),
				fatal: false,
			});
		}
		this.#marks.check(read);
		const marks = this.#marks.take();
		const { start, end } = part.node.position ?? {};
		const { shift } = source;
		const found: BlockReading = {
			block: {
				id: `b${this.found.length + 1}`,
				kind: part.type === "code" ? part.kind : "inline",
				language,
				text: lines.map((line) => line.text).join("\n"),
				position: source.range((start?.offset ?? 0) + shift, (end?.offset ?? 0) + shift),
				heading: part.path,
			},
			read,
			marks: read.error ? [...marks, { kind: "unparsed", error: read.error.message }] : marks,
			tabs: part.tabs,
		};
		this.#groups.block(found, this.#before);
		this.found.push(found);
		this.languages.push(...read.comments.flatMap(({ cue }) => (cue ? [cue.language] : [])));
		const mark = marks.findLast((one) => one.kind === "place") ?? null;
		this.events.push({ type: "block", drafts: read.statements.map(({ draft }) => draft), mark });
		this.#before.block(read, found.block.id);
	}
}

const notTypedAtAll: ReadBlock = { statements: [], comments: [], error: null, untyped: [] };

/** The lines of a block's code; of a directive without its options. */
function linesOfCode(source: Source, node: Code): CodeLine[] {
	const lines = codeLines(source, node);
	return isDirective(node.lang) ? withoutOptions(lines) : lines;
}
