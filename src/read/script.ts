import { createHash } from "node:crypto";
import type { Root } from "mdast";
import type { VFile } from "vfile";
import { engineCalls } from "../engines/calls.js";
import { effects } from "../engines/effects.js";
import { proseOf } from "../markdown/prose.js";
import { type Source, sourceOf } from "../markdown/source.js";
import type { Cue } from "../model/cue.js";
import type { Problem } from "../model/problem.js";
import type { Script, Statement, StatementMarks } from "../model/script.js";
import { Unset } from "../shell-language/unset.js";
import { commentsOf, finish } from "./blocks/finish.js";
import { AlternativeGroups } from "./blocks/groups.js";
import { partsOf } from "./document.js";
import { languageOf } from "./language.js";
import type { Mark } from "./marks.js";
import { cues, cuesAtHand } from "./place/cues.js";
import { placeAll } from "./place/place.js";
import { type BlockReading, Reader } from "./reader.js";
import { sentencesOf } from "./sentences.js";
import { type Survey, surveyOf } from "./survey.js";

/** How a document is to be read. */
export interface ReadOptions {
	/** Cues beside those that charla knows; see `Cue`. */
	cues?: Cue[];
}

/** What reading a document gives: the script, and what is wrong with the document. */
export interface Reading {
	script: Script;
	problems: Problem[];
}

/** Reads the Markdown tree of a file as a script. */
export function readTree(tree: Root, file: VFile, options: ReadOptions = {}): Reading {
	const source = sourceOf(textOf(file));
	const all = [...cues, ...(options.cues ?? [])];
	const parts = partsOf(tree, source, (nodes) => {
		return sentencesOf(proseOf(nodes, source), [], source, all).at(-1)?.cue != null;
	});
	const frontMatter = frontMatterOf(tree);
	const survey = surveyOf(parts, source, frontMatter);
	const groups = new AlternativeGroups();
	const reader = new Reader({ source, cues: cuesFor(survey, options), survey }, groups);
	for (const part of parts) reader.read(part);
	reader.end();
	const language = languageOf(frontMatter, reader.languages, "") ?? survey.language;
	return { script: assemble(reader, groups, { file, source, language }), problems: reader.problems };
}

/** The text of a file with its byte order mark, which `String(file)` drops from bytes. */
function textOf(file: VFile): string {
	return typeof file.value === "string" ? file.value : new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.value);
}

function frontMatterOf(tree: Root): string {
	const [first] = tree.children;
	return first && "value" in first && ["yaml", "toml"].includes(first.type) ? first.value : "";
}

/** The cues of the document's language, all of them where it is not known; and those of its companion. */
function cuesFor({ language, ofServer }: Survey, options: ReadOptions): Cue[] {
	const known = [...cues, ...cuesAtHand(ofServer ? "elsewhere" : "host")];
	const own = known.filter((cue) => cue.language === language);
	return [...(own.length > 0 ? own : known), ...(options.cues ?? [])];
}

interface Around {
	file: VFile;
	source: Source;
	language: string | null;
}

/** Makes the script of what was found. */
function assemble(reader: Reader, groups: AlternativeGroups, { file, source, language }: Around): Script {
	const { found, events } = reader;
	const placements = placeAll(events, instancesOf(found));
	const candidates = found.flatMap(({ read }) => read.statements.flatMap((statement) => statement.candidates));
	const names = new Set(candidates.filter(({ sure }) => sure).map(({ name }) => name));
	const statements: Statement[] = [];
	const all = [...reader.sentences];
	const unset = new Unset();
	for (const [index, one] of found.entries()) {
		const { block, read, marks } = one;
		const first = statements.length;
		const alternatives = groups.of(one);
		for (const [at, statement] of read.statements.entries()) {
			const placement = placements[index]?.[at];
			if (!placement) continue;
			const id = `s${statements.length + 1}`;
			const unused = unset.usesIn(statement.node);
			const whole = { id, block: block.id, heading: block.heading, placement, names, unset: unused, alternatives };
			const unprompted: Mark[] = statement.unprompted ? [{ kind: "unprompted" }] : [];
			statements.push(marked(finish(statement, whole), [...marks, ...unprompted], at === read.statements.length - 1));
		}
		const ids = statements.slice(first).map((statement) => statement.id);
		all.push(...commentsOf(read, ids, block.heading, source));
	}
	const sentences = all
		.sort((a, b) => a.position.start.offset - b.position.start.offset)
		.map((sentence, index) => ({ id: `p${index + 1}`, ...sentence }));
	return {
		document: {
			path: file.path ?? "",
			sha256: createHash("sha256").update(file.value).digest("hex"),
		},
		language,
		blocks: found.map(({ block }) => block),
		statements,
		sentences,
		untyped: reader.untyped,
	};
}

/** The names that the document's commands use for instances. */
function instancesOf(found: readonly BlockReading[]): Set<string> {
	const calls = found.flatMap(({ read }) => read.statements.flatMap(({ node }) => engineCalls(node, [])));
	const names = calls.map(effects).flatMap(({ defines, uses }) => [...defines, ...uses]);
	return new Set(names.filter(({ kind }) => kind === "instance").map(({ name }) => name));
}

/** A block's marks are those of all its statements, but only its last one can be the one that is meant to fail. */
function marked(statement: Statement, marks: Mark[], isLast: boolean): Statement {
	const found: StatementMarks = {};
	for (const mark of marks) {
		if (mark.kind === "skip") found.skip = mark.because;
		if (mark.kind === "unprompted") found.unprompted = true;
		if (mark.kind === "unparsed") found.unparsed = mark.error;
		if (mark.kind === "timeout") found.timeoutSeconds = mark.seconds;
		if (mark.kind === "expect") found.expect = mark.comparison;
		if (mark.kind === "fails" && isLast) found.fails = { pattern: mark.pattern, flags: mark.flags };
	}
	return Object.keys(found).length > 0 ? { ...statement, marks: found } : statement;
}
