import type { PhrasingContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Source } from "./source.js";

/** Prose without its Markdown marks, and where each of its characters stands in the Markdown. */
export interface Prose {
	text: string;
	/** Whether a character is inside an inline code. */
	code: boolean[];
	/** Where a stretch begins that begins with this character: before the marks (`**`, a backtick) that open with it. */
	from: number[];
	/** Where a stretch ends that ends with this character: after the marks that close with it. */
	to: number[];
}

/** What a hard line break and a `<br>` are in the text; nothing that is said goes on over one. */
export const hardBreak = "\u2029";

/** GitHub's `[!NOTE]`, and lines that open or close a directive of MyST: `:::{note}`. */
const notProse = /^\[!\w+\][^\S\r\n]*(?=[\r\n]|$)|^:{3,}[^\r\n]*$/gmu;

/** Flattens the content of a paragraph or a table cell. Images say nothing, HTML is no prose, and neither are the marks of admonitions. */
export function proseOf(nodes: PhrasingContent[], source: Source): Prose {
	const prose: Prose = { text: "", code: [], from: [], to: [] };
	for (const node of nodes) add(prose, node, source, null, null);
	prose.text = prose.text.replace(notProse, (mark) => " ".repeat(mark.length));
	return prose;
}

/** `opens` and `closes` are where the marks around a node begin and end, if it is their first or last child. */
function add(prose: Prose, node: PhrasingContent, source: Source, opens: number | null, closes: number | null): void {
	const { start, end } = extent(node, source, prose.to.at(-1) ?? 0);
	if (node.type === "text") {
		const offsets = offsetsOf(node.value, source.text, start, end, false);
		append(prose, node.value, false, offsets, opens ?? start, closes ?? end);
	} else if (node.type === "inlineCode") {
		const fence = /^`*/.exec(source.text.slice(start, end))?.[0].length ?? 0;
		const padding = /^\s/.test(source.text.charAt(start + fence)) && !/^\s/.test(node.value) ? 1 : 0;
		const offsets = offsetsOf(node.value, source.text, start + fence + padding, end - fence, true);
		append(prose, node.value, true, offsets, opens ?? start, closes ?? end);
	} else if (node.type === "break" || (node.type === "html" && /^<br\b/i.test(node.value))) {
		append(prose, hardBreak, false, [start], start, start + 1);
	} else if ("children" in node) {
		const last = node.children.length - 1;
		node.children.forEach((child, index) => {
			add(prose, child, source, index === 0 ? (opens ?? start) : null, index === last ? (closes ?? end) : null);
		});
	}
}

/** Where a node is. Links that remark-gfm finds in a text have no position: they go on where the text before them ended. */
function extent(node: PhrasingContent, source: Source, after: number): { start: number; end: number } {
	if (node.position?.start.offset !== undefined && node.position.end.offset !== undefined) {
		return { start: node.position.start.offset + source.shift, end: node.position.end.offset + source.shift };
	}
	const value = textOf(node);
	const start = Math.max(after, source.text.indexOf(value, after));
	return { start, end: start + value.length };
}

function append(prose: Prose, value: string, code: boolean, offsets: number[], opens: number, closes: number): void {
	const last = value.length - 1;
	for (let at = 0; at < value.length; at++) {
		const offset = offsets[at] ?? opens;
		prose.from.push(at === 0 ? opens : offset);
		prose.to.push(at === last ? closes : (offsets[at + 1] ?? offset + 1));
		prose.code.push(code);
	}
	prose.text += value;
}

/**
 * The offset in the Markdown of each character of a text or of an inline code.
 *
 * The value differs from the source where an escape or, in a text, a character reference stands; and at line ends, where the
 * white space and the marks of quotes around them are taken away, and which are a space in code.
 */
function offsetsOf(value: string, source: string, start: number, end: number, code: boolean): number[] {
	const offsets: number[] = [];
	const push = (offset: number): void => {
		offsets.push(Math.min(offset, Math.max(start, end - 1)));
	};
	let at = start;
	for (let index = 0; index < value.length; index++) {
		const wanted = value.charAt(index);
		const before = code ? 0 : matchAt(/[ \t]+(?=[\r\n])/y, source, at).length;
		const ending = /\s/.test(wanted) ? matchAt(/\r\n|[\r\n]/y, source, at + before) : "";
		if (ending !== "") {
			at += before;
			push(at);
			if (value.startsWith("\r\n", index)) {
				push(at + 1);
				index++;
			}
			at += ending.length;
			at += matchAt(/[ \t>]+/y, source, at).length;
			continue;
		}
		const reference = code ? "" : referenceAt(source, at, wanted);
		if (reference === "" && source.charAt(at) !== wanted && source.charAt(at) === "\\") at++;
		push(at);
		// A reference to a character outside the basic plane is two code units.
		if (reference !== "" && /[\uD800-\uDBFF]/.test(wanted)) {
			push(at);
			index++;
		}
		at += reference.length || 1;
	}
	return offsets;
}

/** What a sticky pattern finds at a place; empty where it finds nothing. */
function matchAt(pattern: RegExp, text: string, at: number): string {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? "";
}

/** The character reference at a place; empty where there is none or the ampersand is only itself. */
function referenceAt(source: string, at: number, wanted: string): string {
	const reference = matchAt(/&(?:#x?)?\w+;/iy, source, at);
	return wanted !== "&" || /^&(?:amp|#38|#x26);$/i.test(reference) ? reference : "";
}

/** The text with backticks around its code: what a cue is looked for in. */
export function withBackticks(prose: Prose, start: number, end: number): string {
	let text = "";
	let inside = false;
	for (let at = start; at < end; at++) {
		const code = prose.code[at] === true;
		if (code !== inside) text += "`";
		inside = code;
		text += prose.text.charAt(at);
	}
	return inside ? `${text}\`` : text;
}
