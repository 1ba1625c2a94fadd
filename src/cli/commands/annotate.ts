import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createTwoFilesPatch } from "diff";
import { type AnnotatedDocument, annotate } from "../../annotate/annotate.js";
import { isAnnotatedPage } from "../../annotate/copy.js";
import { reportIn } from "../../annotate/html/data.js";
import type { BoundDocument } from "../../library/prepare.js";
import { commandWords } from "../../messages/commands.js";
import { InputError } from "../../model/input-fault.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { read } from "../../read/read.js";
import { diffReports } from "../../report/diff/diff.js";
import { ExitCode } from "../exit-codes.js";
import { replaceFile } from "../replace-file.js";
import { type CopyPaths, copiesIn, copyPaths, type Format, formats } from "./copies.js";
import { readReport } from "./read-report.js";

export interface AnnotateFlags {
	from?: string;
	out?: string;
	lang?: Language;
	check?: boolean;
}

/** Runs the document and says how the run ended. */
export type Verify = (watch: {
	/** Before anything is run; what it throws ends the command. */
	ready: (prepared: BoundDocument) => Promise<void>;
	ran: (report: Report) => void;
}) => Promise<number>;

/**
 * Writes a document's annotated copies. With `--check` it compares them with the existing ones instead.
 * @param verify runs the document where no saved report is given
 * @returns the exit code: the run's own, or 1 where `--check` found a difference
 */
export async function annotateCommand(document: string, flags: AnnotateFlags, verify: Verify): Promise<number> {
	let report: Report | null = flags.from === undefined ? null : readReport(flags.from);
	const ready = async ({ language }: BoundDocument) => {
		await copiesIn(await copyPaths(document, flags.lang ?? language, flags.out), document);
	};
	const ran = (seen: Report) => {
		report = seen;
	};
	const code = report === null ? await verify({ ready, ran }) : ExitCode.works;
	if (report === null) return code;
	const language = flags.lang ?? report.language;
	const paths = await copyPaths(document, language, flags.out);
	const previous = await copiesIn(paths, document);
	const made = annotate(checkedText(document, report), report, {
		language,
		documentLanguage: languageOf(document),
		previous: { ...previous, ...pageBeside(paths) },
	});
	if (flags.check) {
		if (check(made, { paths, previous, language })) return code;
		const before = previous.html === undefined ? null : reportIn(previous.html);
		if (before !== null) process.stdout.write(`\n${diffReports(before, report, language)}`);
		process.stdout.write(`\n${commandWords(language).annotate.mend}\n`);
		return ExitCode.worksNot;
	}
	for (const format of formats) {
		const path = paths[format];
		if (path === undefined) continue;
		if (previous[format] !== made[format]) await replaceFile(path, made[format]);
		const say = commandWords(language).annotate;
		process.stdout.write(`${previous[format] === made[format] ? say.same(path) : say.wrote(path)}\n`);
	}
	return code;
}

/** The page beside a Markdown copy that is written alone. It contains the report of the previous run. */
function pageBeside({ markdown, html }: CopyPaths): { html?: string } {
	if (markdown === undefined || html !== undefined) return {};
	const page = textOf(markdown.replace(/\.[^.]*$/, ".html"));
	return page !== null && isAnnotatedPage(page) ? { html: page } : {};
}

/** Reads the document and checks that the report is of this version. */
function checkedText(document: string, { document: { sha256 } }: Report): string {
	const bytes = readBytes(document);
	if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
		throw new InputError({ code: "other-version", path: document, sha256 });
	}
	return bytes.toString("utf8");
}

function languageOf(document: string): string | null {
	return read(readBytes(document), document).script.language;
}

function readBytes(document: string): Buffer {
	try {
		return readFileSync(document);
	} catch (error) {
		throw new InputError({ code: "unreadable-document", path: document, said: String(error) });
	}
}

function textOf(path: string): string | null {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return null;
	}
}

interface Copies {
	paths: CopyPaths;
	previous: Partial<AnnotatedDocument>;
	language: Language;
}

function check(made: AnnotatedDocument, { paths, previous, language }: Copies): boolean {
	const say = commandWords(language).annotate;
	const stale = formats.flatMap((format): [Format, string][] => {
		const path = paths[format];
		return path === undefined || previous[format] === made[format] ? [] : [[format, path]];
	});
	for (const [, path] of stale) process.stdout.write(`${say.stale(path)}\n`);
	// Both show the same, so the Markdown's diff is enough. The page's diff is shown where only the page differs.
	const [first] = stale;
	if (first === undefined) {
		process.stdout.write(`${say.upToDate}\n`);
		return true;
	}
	const [format, path] = first;
	const diff = readableDiff(basename(path), previous[format] ?? "", made[format], say.more);
	process.stdout.write(`\n${diff}\n`);
	return false;
}

const longest = { lines: 80, columns: 160 };

function readableDiff(name: string, before: string, after: string, more: (lines: number) => string): string {
	const patch = createTwoFilesPatch(name, name, before, after, "", "", { context: 2 }).trimEnd().split("\n").slice(2);
	const shown = patch
		.slice(0, longest.lines)
		.map((line) => (line.length > longest.columns ? `${line.slice(0, longest.columns - 1)}…` : line));
	return [...shown, ...(patch.length > shown.length ? [more(patch.length - shown.length)] : [])].join("\n");
}
