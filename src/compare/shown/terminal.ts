// biome-ignore-all lint/suspicious/noControlCharactersInRegex: escape sequences are made of control characters

/** What a cell of a terminal's line shows, and in which graphic rendition. */
interface Cell {
	character: string;
	rendition: string;
}

/** Escape sequences, one a match: CSI with its final letter, OSC with its text, and the two-character ones. */
const sequence =
	/\u001b\[[0-?]*[ -/]*([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[PX^_].*?\u001b\\|\u001b./su;

/**
 * A command's output as a terminal shows it in the end: progress that overwrites itself with carriage returns is its
 * last state, colours stay as SGR sequences, and every other escape sequence is gone.
 */
export function asTerminal(text: string): string {
	return text
		.replace(/\r+\n/g, "\n")
		.split("\n")
		.reduce<{ lines: string[]; rendition: string }>(
			({ lines, rendition }, line) => {
				const shown = showLine(line, rendition);
				return { lines: [...lines, shown.text], rendition: shown.rendition };
			},
			{ lines: [], rendition: "" },
		)
		.lines.join("\n");
}

function showLine(line: string, before: string): { text: string; rendition: string } {
	if (!/[\r\b\u001b]/.test(line)) return { text: before && line ? `${before}${line}` : line, rendition: before };
	const cells: Cell[] = [];
	let cursor = 0;
	let rendition = before;
	let rest = line;
	while (rest !== "") {
		const match = rest.startsWith("\u001b") ? sequence.exec(rest) : null;
		if (match?.index === 0) {
			if (match[1] === "m") rendition = renditionAfter(rendition, match[0]);
			if (match[1] === "K") cells.length = Math.min(cells.length, cursor);
			rest = rest.slice(match[0].length);
			continue;
		}
		const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
		rest = rest.slice(character.length);
		if (character === "\r") cursor = 0;
		else if (character === "\b") cursor = Math.max(0, cursor - 1);
		else cells[cursor++] = { character, rendition };
	}
	return { text: textOf(cells, line.includes("\r")), rendition };
}

function renditionAfter(before: string, sgr: string): string {
	return /^\u001b\[0*m$/.test(sgr) ? "" : before + sgr;
}

function textOf(cells: readonly Cell[], overwritten: boolean): string {
	let text = "";
	let rendition = "";
	for (const cell of cells) {
		if (cell.rendition !== rendition) text += `\u001b[0m${cell.rendition}`;
		rendition = cell.rendition;
		text += cell.character;
	}
	if (rendition !== "") text += "\u001b[0m";
	return overwritten ? text.trimEnd() : text;
}
