import type { Code, InlineCode } from "mdast";
import type { Source } from "./source.js";

/** A line of code and the offset in the Markdown where it begins. */
export interface CodeLine {
	text: string;
	offset: number;
}

/** Code as a reader would type it, and where each of its characters stands in the Markdown. */
export interface CodeText {
	text: string;
	/** The offset in the Markdown of an offset in the text. */
	at(offset: number): number;
}

/** Joins lines; their line endings become `\n`, whatever the Markdown has. */
export function typed(lines: CodeLine[]): CodeText {
	const starts: number[] = [];
	let length = 0;
	for (const line of lines) {
		starts.push(length);
		length += line.text.length + 1;
	}
	return {
		text: lines.map((line) => line.text).join("\n"),
		at(offset) {
			let index = starts.length - 1;
			while (index > 0 && (starts[index] ?? 0) > offset) index--;
			return (lines[index]?.offset ?? 0) + offset - (starts[index] ?? 0);
		},
	};
}

/**
 * The lines of a code block, each with its place.
 *
 * remark takes away what belongs to the Markdown (`> `, the indentation of a list or of the block), always from the left: a
 * line of code is the end of its source line. Counting from the right is therefore exact, also where a tab stands for a part
 * of both.
 */
export function codeLines(source: Source, node: Code): CodeLine[] {
	const start = node.position?.start;
	if (!start || node.value === "") return [];
	const fenced = isFenced(source, node);
	return node.value.split(/\r\n|\n|\r/).map((text, index) => {
		const { start: from, end } = source.line(start.line + index + (fenced ? 1 : 0));
		return { text, offset: Math.max(from, end - text.length) };
	});
}

/** Whether a code block has fences; an indented one begins with its indentation. */
export function isFenced(source: Source, node: Code): boolean {
	const offset = node.position?.start.offset;
	return offset !== undefined && /[`~]/.test(source.text.charAt(offset + source.shift));
}

/** The one line of an inline code: what is between its backticks. A line ending in it is a space, as Markdown has it. */
export function inlineLine(source: Source, node: InlineCode): CodeLine[] {
	const from = (node.position?.start.offset ?? 0) + source.shift;
	const raw = source.text.slice(from, (node.position?.end.offset ?? 0) + source.shift);
	const fence = /^`+/.exec(raw)?.[0].length ?? 0;
	const padding = raw.slice(fence, raw.length - fence).indexOf(node.value);
	return [{ text: node.value.replace(/\r\n|\n|\r/g, " "), offset: from + fence + Math.max(0, padding) }];
}
