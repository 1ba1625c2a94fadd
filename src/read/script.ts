import { createHash } from "node:crypto";
import type { Code, Root } from "mdast";
import type { VFile } from "vfile";
import { engineCalls } from "../engines/calls.js";
import { effects } from "../engines/engine.js";
import { blockLanguage, isDirective, isShell } from "../markdown/code-languages.js";
import { type CodeLine, codeLines, inlineLine } from "../markdown/code-lines.js";
import { withoutOptions } from "../markdown/directives.js";
import { isPicture } from "../markdown/drawing.js";
import { proseOf } from "../markdown/prose.js";
import { type Source, sourceOf } from "../markdown/source.js";
import type { Cue } from "../model/cue.js";
import type { Finding, Problem } from "../model/problem.js";
import type { Block, Script, Statement, StatementMarks } from "../model/script.js";
import { Unset } from "../shell-language/unset.js";
import { commentsOf, finish, type ReadBlock, readBlock } from "./block.js";
import { type Part, partsOf } from "./document.js";
import { languageOf } from "./language.js";
import { isPattern, knownMarks, type Mark, marksIn, parseMark } from "./marks.js";
import { cues, findCue } from "./place/cues.js";
import { type Event, type PlaceMark, placeAll } from "./place/place.js";
import { sentencesOf, type Unnumbered } from "./sentences.js";

/** How a document is to be read. */
export interface ReadOptions {
	/** Cues beside those that charla knows; see `Cue`. */
	cues?: Cue[];
}

/** A block with what was read in it. */
interface Found {
	block: Block;
	read: ReadBlock;
	marks: Mark[];
}

/** A mark that waits for its block. */
interface Waiting {
	mark: Mark;
	text: string;
	start: number;
	end: number;
}

/** What reading a document gives: the script, and what is wrong with the document. */
export interface Reading {
	script: Script;
	problems: Problem[];
}

/** Reads the Markdown tree of a file as a script. */
export function readTree(tree: Root, file: VFile, options: ReadOptions = {}): Reading {
	const source = sourceOf(textOf(file));
	const reader = new Reader(file, source, [...cues, ...(options.cues ?? [])]);
	for (const part of partsOf(tree, source, (nodes) => reader.isCue(nodes))) reader.read(part);
	return { script: reader.finish(frontMatterOf(tree)), problems: reader.problems };
}

/** The text of a file with its byte order mark, which `String(file)` drops from bytes. */
function textOf(file: VFile): string {
	return typeof file.value === "string" ? file.value : new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.value);
}

function frontMatterOf(tree: Root): string {
	const [first] = tree.children;
	return first && "value" in first && ["yaml", "toml"].includes(first.type) ? first.value : "";
}

/** Goes through the parts of a document and keeps what it finds. */
class Reader {
	readonly problems: Problem[] = [];
	readonly #file: VFile;
	readonly #source: Source;
	readonly #cues: Cue[];
	readonly #found: Found[] = [];
	readonly #events: Event[] = [];
	readonly #sentences: Unnumbered[] = [];
	readonly #languages: string[] = [];
	#waiting: Waiting[] = [];

	constructor(file: VFile, source: Source, table: Cue[]) {
		this.#file = file;
		this.#source = source;
		this.#cues = table;
	}

	#problem(finding: Finding, place: Problem["place"]): void {
		this.problems.push({ ...finding, file: "document", place, fatal: true });
	}

	#warning(finding: Finding, place: Problem["place"]): void {
		this.problems.push({ ...finding, file: "document", place, fatal: false });
	}

	isCue(nodes: Parameters<typeof proseOf>[0]): boolean {
		const prose = proseOf(nodes, this.#source);
		return sentencesOf(prose, [], this.#source, this.#cues).at(-1)?.cue != null;
	}

	read(part: Part): void {
		switch (part.type) {
			case "heading":
				this.#unusedMarks();
				this.#events.push({ type: "heading", cue: findCue(part.text, true, this.#cues) });
				break;
			case "prose":
				this.#prose(part);
				break;
			case "html":
				this.#marks(part);
				break;
			case "code":
			case "inline":
				this.#block(part);
				break;
		}
	}

	#prose({ nodes, path }: Extract<Part, { type: "prose" }>): void {
		const prose = proseOf(nodes, this.#source);
		for (const { sentence, cue } of sentencesOf(prose, path, this.#source, this.#cues)) {
			this.#sentences.push(sentence);
			if (!cue) continue;
			this.#events.push({ type: "cue", cue });
			this.#languages.push(cue.language);
		}
	}

	#marks({ value, start }: Extract<Part, { type: "html" }>): void {
		for (const found of marksIn(value)) {
			const mark = parseMark(found.text);
			const place = { text: found.text, start: start + found.start, end: start + found.end };
			if (mark) this.#waiting.push({ mark, ...place });
			else {
				const range = this.#source.range(place.start, place.end);
				this.#problem({ rule: "unknown-mark", data: { found: found.text, expected: knownMarks } }, range);
			}
		}
	}

	#unusedMarks(): void {
		for (const { text, start, end } of this.#waiting) {
			this.#warning({ rule: "mark-without-block", data: { found: text } }, this.#source.range(start, end));
		}
		this.#waiting = [];
	}

	#block(part: Extract<Part, { type: "code" | "inline" }>): void {
		const language = part.type === "code" ? blockLanguage(part.node.lang, part.node.meta) : null;
		if (!isShell(language)) {
			this.#unusedMarks();
			return;
		}
		const lines = part.type === "code" ? linesOfCode(this.#source, part.node) : inlineLine(this.#source, part.node);
		const read = readBlock(lines, language, { source: this.#source, cues: this.#cues });
		const [error] = read.errors;
		if (read.foreign) {
			const { prompt: found, offset } = read.foreign;
			this.#problem({ rule: "unknown-prompt", data: { found } }, this.#source.point(offset));
		} else if (error) {
			const [data, place] = [{ found: error.message }, this.#source.point(error.offset)];
			// Who shows a prompt means shell.
			if (language !== null || read.hasPrompts) this.#problem({ rule: "shell-syntax", data }, place);
			else this.#warning({ rule: "not-shell", data }, place);
		}
		if (read.foreign || error) {
			this.#unusedMarks();
			return;
		}
		if (language === null && !read.hasPrompts && isPicture(lines.map(({ text }) => text).join("\n"))) {
			this.#unusedMarks();
			return;
		}
		this.#checkMarks(read);
		const marks = this.#waiting.map((waiting) => waiting.mark);
		this.#waiting = [];
		const { start, end } = part.node.position ?? {};
		const { shift } = this.#source;
		this.#found.push({
			block: {
				id: `b${this.#found.length + 1}`,
				kind: part.type === "code" ? part.kind : "inline",
				language,
				text: lines.map((line) => line.text).join("\n"),
				position: this.#source.range((start?.offset ?? 0) + shift, (end?.offset ?? 0) + shift),
				heading: part.path,
			},
			read,
			marks,
		});
		this.#languages.push(...read.comments.flatMap(({ cue }) => (cue ? [cue.language] : [])));
		this.#events.push({
			type: "block",
			drafts: read.statements.map((statement) => statement.draft),
			mark: placeMark(marks),
		});
	}

	/** Marks that contradict each other, and those that say nothing of their block. */
	#checkMarks({ statements }: ReadBlock): void {
		const places = this.#waiting.filter(({ mark }) => mark.kind === "place");
		const second = places[1];
		if (second) {
			const found = places.map(({ text }) => text).join(", ");
			this.#problem({ rule: "two-places", data: { found } }, this.#source.range(second.start, second.end));
		}
		const expect = this.#waiting.find(({ mark }) => mark.kind === "expect");
		const shown = statements.flatMap(({ expected }) => (expected ? [expected] : []));
		if (!expect) return;
		const place = this.#source.range(expect.start, expect.end);
		if (shown.length === 0) {
			this.#problem({ rule: "mark-without-output", data: { found: expect.text } }, place);
		} else if (expect.mark.kind === "expect" && expect.mark.comparison.kind === "regex") {
			const bad = shown.flatMap(({ text }) => text.split("\n")).find((line) => !isPattern(line));
			if (bad === undefined) return;
			this.#problem({ rule: "bad-pattern", data: { found: bad } }, place);
		}
	}

	/** The names that the document's commands use for instances. */
	#instances(): Set<string> {
		const calls = this.#found.flatMap(({ read }) => read.statements.flatMap(({ node }) => engineCalls(node, [])));
		const names = calls.map(effects).flatMap(({ defines, uses }) => [...defines, ...uses]);
		return new Set(names.filter(({ kind }) => kind === "instance").map(({ name }) => name));
	}

	finish(frontMatter: string): Script {
		this.#unusedMarks();
		const placements = placeAll(this.#events, this.#instances());
		const candidates = this.#found.flatMap(({ read }) => read.statements.flatMap((statement) => statement.candidates));
		const names = new Set(candidates.filter(({ sure }) => sure).map(({ name }) => name));
		const statements: Statement[] = [];
		const unset = new Unset();
		for (const [index, { block, read, marks }] of this.#found.entries()) {
			const first = statements.length;
			for (const [at, statement] of read.statements.entries()) {
				const placement = placements[index]?.[at];
				if (!placement) continue;
				const id = `s${statements.length + 1}`;
				const unused = unset.usesIn(statement.node);
				const whole = { id, block: block.id, heading: block.heading, placement, names, unset: unused };
				const finished = finish(statement, whole);
				const unprompted: Mark[] = statement.unprompted ? [{ kind: "unprompted" }] : [];
				statements.push(marked(finished, [...marks, ...unprompted], at === read.statements.length - 1));
			}
			const ids = statements.slice(first).map((statement) => statement.id);
			this.#sentences.push(...commentsOf(read, ids, block.heading, this.#source));
		}
		const sentences = this.#sentences
			.sort((a, b) => a.position.start.offset - b.position.start.offset)
			.map((sentence, index) => ({ id: `p${index + 1}`, ...sentence }));
		const prose = sentences.map((sentence) => sentence.text).join(" ");
		return {
			document: {
				path: this.#file.path ?? "",
				sha256: createHash("sha256").update(this.#file.value).digest("hex"),
			},
			language: languageOf(frontMatter, this.#languages, prose),
			blocks: this.#found.map(({ block }) => block),
			statements,
			sentences,
		};
	}
}

/** The lines of a block's code; of a directive without its options. */
function linesOfCode(source: Source, node: Code): CodeLine[] {
	const lines = codeLines(source, node);
	return isDirective(node.lang) ? withoutOptions(lines) : lines;
}

function placeMark(marks: Mark[]): PlaceMark | null {
	return marks.findLast((mark) => mark.kind === "place") ?? null;
}

/** A block's marks are those of all its statements, but only its last one can be the one that is meant to fail. */
function marked(statement: Statement, marks: Mark[], isLast: boolean): Statement {
	const found: StatementMarks = {};
	for (const mark of marks) {
		if (mark.kind === "skip") found.skip = mark.because;
		if (mark.kind === "unprompted") found.unprompted = true;
		if (mark.kind === "timeout") found.timeoutSeconds = mark.seconds;
		if (mark.kind === "expect") found.expect = mark.comparison;
		if (mark.kind === "fails" && isLast) found.fails = { pattern: mark.pattern, flags: mark.flags };
	}
	return Object.keys(found).length > 0 ? { ...statement, marks: found } : statement;
}
