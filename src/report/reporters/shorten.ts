import { reportWords } from "../../messages/reports.js";
import type { Language } from "../../model/words.js";

/** How much of a text is shown. */
export interface Room {
	lines: number;
	characters: number;
}

/** Shortens a text. It keeps the beginning, where the command is, and the end, where the error is. */
export function shorten(text: string, room: Room, language: Language): string {
	const lines = text.split("\n");
	const more = lines.length - room.lines;
	const half = Math.ceil(room.lines / 2);
	const kept =
		more > 0
			? [...lines.slice(0, half), reportWords(language).linesLeftOut(more), ...lines.slice(half + more)].join("\n")
			: text;
	if (kept.length <= room.characters) return kept;
	const side = Math.floor((room.characters - 3) / 2);
	return `${whole(kept.slice(0, side))}\n…\n${whole(kept.slice(-side))}`;
}

/** Puts a text on one line, for a table cell. */
export function shortenLine(text: string, characters: number): string {
	return text.length <= characters ? text : `${whole(text.slice(0, characters - 1))}…`;
}

/** Drops half a surrogate pair at either end. */
function whole(text: string): string {
	return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}

/** Cuts a Markdown page to a number of bytes: keeps whole lines, closes open fences and elements, and says that it was cut. */
export function shortenPage(page: string, bytes: number, language: Language): string {
	if (Buffer.byteLength(page) <= bytes) return page;
	const end = `\n${reportWords(language).pageShortened}\n`;
	let free = bytes - Buffer.byteLength(end);
	let fence: string | null = null;
	const kept: string[] = [];
	for (const line of page.split("\n")) {
		const mark: string | undefined = /^`{3,}/.exec(line)?.[0];
		const next: string | null = fence === null ? (mark ?? null) : line === fence ? null : fence;
		free -= Buffer.byteLength(line) + 1;
		// The closing lines have to fit as well.
		if (free < (next === null ? 0 : next.length + 1)) break;
		fence = next;
		kept.push(line);
	}
	const text = [...kept, ...(fence === null ? [] : [fence])].map((line) => `${line}\n`).join("");
	return bytes < Buffer.byteLength(end) ? "" : `${text}${end}`;
}
