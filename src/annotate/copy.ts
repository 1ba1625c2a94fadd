import { parseMarkdown } from "../markdown/source-tree.js";
import { carriesReport } from "./html/data.js";
import { notesIn } from "./markdown/assemble.js";

/** Whether a Markdown text is an annotated copy that charla wrote. Told by the notes in it: a document may quote one. */
export function isAnnotatedMarkdown(text: string): boolean {
	return text.includes("<!-- charla-note -->") && notesIn(parseMarkdown(text)).length > 0;
}

/** Whether an HTML text is an annotated copy that charla wrote, of this version or another one. */
export function isAnnotatedPage(text: string): boolean {
	return /^<!doctype html>/i.test(text) && carriesReport(text);
}
