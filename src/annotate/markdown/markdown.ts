import type { BlockContent, RootContent } from "mdast";
import { asShown } from "../../compare/shown/shown.js";
import { parseMarkdown } from "../../markdown/source-tree.js";
import { machinePath } from "../../messages/page.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { type Note, notesByRange, notesOf } from "../notes.js";
import { assemble, type Insertion } from "./assemble.js";
import { claimItem } from "./claim.js";
import { closingNodes } from "./closing.js";
import { headNodes } from "./head.js";
import { list, quote } from "./nodes.js";
import { stepItems } from "./step.js";

/**
 * Renders the document and the results of its run as Markdown for GitHub. The document's own text is unchanged and in order;
 * each note stands between two comments.
 * @param document the text that the report is of
 * @param language what the notes are written in; the reasons in a report stay as they are
 */
export function annotateMarkdown(document: string, report: Report, language: Language = report.language): string {
	const shown = asShown(report, machinePath[report.language]);
	const source = parseMarkdown(document);
	const blocks = source.tree.children;
	const ranges = blocks.map(({ position }) => ({ start: position?.start.line ?? 0, end: position?.end.line ?? 0 }));
	const notes = notesByRange(notesOf(shown), ranges);
	const endOf = (node: RootContent | undefined): number => node?.position?.end.offset ?? 0;
	const [first, second] = blocks;
	const title = [first, second].find((node) => node?.type === "heading" && node.depth === 1);
	const head = title ?? (first?.type === "yaml" ? first : undefined);
	return assemble(source, [
		{ offset: endOf(head), nodes: headNodes(shown, language) },
		...blocks.map(
			(block, index): Insertion => ({
				offset: endOf(block),
				nodes: noteNodes(notes[index] ?? [], language),
			}),
		),
		{ offset: endOf(blocks.at(-1)), nodes: closingNodes(shown, language) },
	]);
}

/** Renders the notes of one block: first its steps, then its claims. */
function noteNodes(notes: readonly Note[], language: Language): RootContent[] {
	const steps = notes.flatMap((note): BlockContent[][] => (note.kind === "step" ? stepItems(note.note, language) : []));
	const claims = notes.flatMap((note) => (note.kind === "claim" ? [claimItem(note.claim, language)] : []));
	return [steps, claims].filter((items) => items.length > 0).map((items) => quote(list(items)));
}
