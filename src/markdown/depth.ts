/** How deep quotes and lists may stand in each other. Nobody writes more, and a parser has an end. */
export const mostDepth = 100;

const marks = /(?:[ \t]{0,3}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)*/y;
const mark = /[>+*.)-]/g;

/** How many words a line may have. */
export const mostWords = 200_000;

/** The offset of the first line with more words than that; null where there is none. */
export function tooLongAt(text: string): number | null {
	for (let start = 0; start < text.length; ) {
		const next = text.indexOf("\n", start);
		const end = next < 0 ? text.length : next;
		if (end - start > 2 * mostWords && text.slice(start, end).split(" ", mostWords + 1).length > mostWords)
			return start;
		start = end + 1;
	}
	return null;
}

/** The offset of the first line whose quotes and list marks stand too deep in each other; null where none does. */
export function tooDeepAt(text: string): number | null {
	for (let start = 0; start < text.length; ) {
		const next = text.indexOf("\n", start);
		const end = next < 0 ? text.length : next;
		// A line that is shorter cannot have so many.
		if (end - start > 2 * mostDepth && depthAt(text, start, end) > mostDepth) return start;
		start = end + 1;
	}
	return null;
}

function depthAt(text: string, start: number, end: number): number {
	const line = text.slice(start, end);
	if (/^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/.test(line)) return 0;
	const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
	if (indent > 4 * mostDepth && /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/.test(line)) return indent / 2;
	marks.lastIndex = 0;
	return marks.exec(line)?.[0].match(mark)?.length ?? 0;
}
