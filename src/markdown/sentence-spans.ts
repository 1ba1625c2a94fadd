import type { Span } from "../model/position.js";
import { hardBreak } from "./prose.js";

/** Words that end with a dot and do not end a sentence: Spanish, English, Portuguese; without their last dot. */
const abbreviations = new Set(
	(
		"p. ej|p.ej|ej|sr|sra|srta|sres|dr|dra|dres|ing|lic|prof|profa|ud|uds|vd|vds|pág|págs|pag|núm|nro|núms|cap|caps|fig|figs|art|arts|" +
		"vol|vols|ed|eds|aprox|máx|mín|tel|av|avda|ee|uu|ss|cf|vs|v|vv|ver|vers|e.g|i.e|eg|ie|mr|mrs|ms|jr|st|no|nos|approx|max|min|" +
		"dept|inc|ltd|co|corp|sec|ch|pp|p|ex|p. ex|p.ex|sto|sta|exmo|n|nº|nr|al|ca|resp|incl|esp"
	).split("|"),
);

/** Abbreviations that can also end a sentence; they do where an upper-case letter follows. */
const endings = new Set([
	"etc",
	"a.m",
	"p.m",
	"u.s",
	"ee. uu",
	"s.a",
	"inc",
	"ltd",
	"jr",
	"co",
	"no",
	"st",
	"min",
	"max",
	"máx",
	"mín",
]);

/**
 * Divides prose into sentences, by offset in the text, without white space around them.
 *
 * A sentence ends at `.`, `!`, `?` or `…`, with quotes and brackets that close after it, before white space or the end. What
 * follows need not be a capital: "muestra solo eth0. eth0 es…" is two. It does not end inside inline code (`code` says for
 * each character), after an abbreviation, after an initial (`J. Pérez`) or after a list's number at its beginning (`1. LXD`).
 * A hard line break always ends it. `Intl.Segmenter` is not asked: what it answers depends on the version of Node.
 */
export function splitSentences(text: string, code: boolean[] = []): Span[] {
	const spans: Span[] = [];
	let start = 0;
	const push = (end: number): void => {
		const raw = text.slice(start, end);
		const words = raw.trim();
		const from = start + raw.length - raw.trimStart().length;
		if (/[\p{L}\p{N}]/u.test(words)) spans.push({ start: from, end: from + words.length });
		start = end;
	};
	const candidates = new RegExp(`${hardBreak}|[.!?…]+["'»”’)\\]*_]*(?=\\s|$)`, "gu");
	for (const match of text.matchAll(candidates)) {
		const end = match.index + match[0].length;
		if (match[0] === hardBreak || (!code[match.index] && ends(text, start, match.index, end))) push(end);
	}
	push(text.length);
	return spans;
}

/** Whether the sentence that began at `start` ends with the mark at `mark`. */
function ends(text: string, start: number, mark: number, after: number): boolean {
	if (text.charAt(mark) !== "." || /^[.!?…]{2}/.test(text.slice(mark))) {
		// Dots and question marks in mid-sentence: "¿lo ve? sí" is two, "etc… y" is one.
		return !/^(\.{2,}|…)\s+\p{Ll}/u.test(text.slice(mark)) || text.charAt(after) === "";
	}
	const before = text.slice(start, mark);
	const written = /(?:^|[\s(["'«“¿¡])([^\s(["'«“¿¡]*)$/u.exec(before)?.[1] ?? "";
	const word = written.toLowerCase();
	const two = /([\p{L}]\. ?[\p{L}]+)$/u.exec(before)?.[1]?.toLowerCase() ?? "";
	const next = /^\s+["'«“(¿¡]*(\S)/u.exec(text.slice(after))?.[1];
	if (next === undefined) return true;
	if (/^\d+$/.test(word) && before.trim() === word) return false;
	if (/^\p{Lu}$/u.test(written)) return false;
	const capital = /\p{Lu}/u.test(next);
	if (endings.has(word) || endings.has(two)) return capital;
	return !abbreviations.has(word) && !abbreviations.has(two);
}
