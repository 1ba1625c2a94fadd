import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { type Annotated, annotate } from "../annotate/annotate.js";
import { reportIn } from "../annotate/html/data.js";
import { DocumentError } from "../library/prepare.js";
import type { Report } from "../model/report.js";
import type { Language } from "../model/words.js";
import { read } from "../read/read.js";
import { diffReports } from "../report/diff/diff.js";
import { ExitCode } from "./exit-codes.js";
import { readReport } from "./read-report.js";

export interface AnnotateFlags {
	from?: string;
	out?: string;
	lang?: Language;
	check?: boolean;
}

/** Runs the document, hands over its report and says how the run ended. */
export type Verify = (seen: (report: Report) => void) => Promise<number>;

const names = { markdown: "anotado.md", html: "anotado.html" } as const;
const formats = ["markdown", "html"] as const;

const words = {
	es: {
		wrote: (path: string) => `Escrito: ${path}`,
		same: (path: string) => `Sin cambios: ${path}`,
		stale: (path: string) => `${path} ya no es lo que resulta de esta ejecución.`,
		mend: "Para ponerlo al día, la misma orden sin --check.",
		upToDate: "Los documentos anotados están al día.",
		more: (lines: number) => `… y ${lines} líneas más`,
	},
	en: {
		wrote: (path: string) => `Written: ${path}`,
		same: (path: string) => `Unchanged: ${path}`,
		stale: (path: string) => `${path} is no longer what this run makes.`,
		mend: "To bring it up to date, the same command without --check.",
		upToDate: "The annotated documents are up to date.",
		more: (lines: number) => `… and ${lines} lines more`,
	},
};

/**
 * Writes a document's annotated versions, or with `--check` says whether those that are there still match.
 * @param verify runs the document where no saved report is given
 * @returns the exit code: the run's own, or 1 where `--check` found a difference
 */
export async function annotateCommand(document: string, flags: AnnotateFlags, verify: Verify): Promise<number> {
	let report: Report | null = flags.from === undefined ? null : readReport(flags.from);
	const code = report === null ? await verify((seen) => (report = seen)) : ExitCode.works;
	if (report === null) return code;
	const folder = flags.out ?? dirname(document);
	const previous = { markdown: textOf(join(folder, names.markdown)), html: textOf(join(folder, names.html)) };
	const language = flags.lang ?? report.language;
	const made = annotate(checkedText(document, report), report, {
		language,
		documentLanguage: languageOf(document),
		previous: {
			...(previous.markdown === null ? {} : { markdown: previous.markdown }),
			...(previous.html === null ? {} : { html: previous.html }),
		},
	});
	if (flags.check) {
		if (check(made, previous, folder, language)) return code;
		const before = previous.html === null ? null : reportIn(previous.html);
		if (before !== null) process.stdout.write(`\n${diffReports(before, report, language)}`);
		process.stdout.write(`\n${words[language].mend}\n`);
		return ExitCode.worksNot;
	}
	mkdirSync(folder, { recursive: true });
	for (const format of formats) {
		const path = join(folder, names[format]);
		if (previous[format] !== made[format]) writeFileSync(path, made[format]);
		const say = words[language];
		process.stdout.write(`${previous[format] === made[format] ? say.same(path) : say.wrote(path)}\n`);
	}
	return code;
}

/** The document's text, where it is the one that the report is of. */
function checkedText(document: string, { document: { sha256 } }: Report): string {
	const bytes = readBytes(document);
	if (createHash("sha256").update(bytes).digest("hex") !== sha256) {
		throw new DocumentError(
			`${document}: this is not the version that the report is of. Expected one with sha256 ${sha256}. Run the document again, or take the report of this version.`,
		);
	}
	return bytes.toString("utf8");
}

function languageOf(document: string): string | null {
	return read(readBytes(document), document).script.language;
}

function readBytes(document: string): Buffer {
	try {
		return readFileSync(document);
	} catch {
		throw new DocumentError(`${document}: it cannot be read. Expected a Markdown document.`);
	}
}

function textOf(path: string): string | null {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return null;
	}
}

function check(
	made: Annotated,
	previous: Record<keyof Annotated, string | null>,
	folder: string,
	language: Language,
): boolean {
	const say = words[language];
	const stale = formats.filter((format) => previous[format] !== made[format]);
	for (const format of stale) process.stdout.write(`${say.stale(join(folder, names[format]))}\n`);
	// What the Markdown shows is what the page shows; the page's own difference is of interest where it is the only one.
	const [first] = stale;
	if (first === undefined) {
		process.stdout.write(`${say.upToDate}\n`);
		return true;
	}
	process.stdout.write(`\n${readableDiff(names[first], previous[first] ?? "", made[first], say.more)}\n`);
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
