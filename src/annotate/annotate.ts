import { asShown } from "../compare/shown/shown.js";
import { machinePath } from "../messages/page.js";
import type { Report } from "../model/report.js";
import type { Language } from "../model/words.js";
import { reportIn } from "./html/data.js";
import { annotateHtml } from "./html/html.js";
import { annotateMarkdown } from "./markdown/markdown.js";
import { quiet } from "./quiet.js";

/** The annotated copies of a document, in both formats. */
export interface AnnotatedDocument {
	markdown: string;
	html: string;
}

export interface AnnotateOptions {
	/** What the notes are written in; the report's language unless it is given. */
	language?: Language;
	/** What the document itself is written in; the report's language unless it is given. */
	documentLanguage?: string | null;
	/** The previous copies. Their volatile values are kept where nothing else changed. */
	previous?: Partial<AnnotatedDocument>;
}

/**
 * Annotates a document with a report of it.
 *
 * Pure: the same document, report and previous documents give the same bytes, whatever machine, time or time zone.
 */
export function annotate(
	document: string,
	report: Report,
	{ language, documentLanguage, previous }: AnnotateOptions = {},
): AnnotatedDocument {
	const shown = asShown(report, machinePath[report.language]);
	const before = previous?.html === undefined ? null : reportIn(previous.html);
	const kept = before === null ? shown : quiet(before, shown);
	const notes = language ?? report.language;
	return {
		markdown: annotateMarkdown(document, kept, notes),
		html: annotateHtml(document, kept, notes, documentLanguage ?? report.language),
	};
}
