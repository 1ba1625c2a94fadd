import type { CodeText } from "../markdown/code-lines.js";
import { type Prose, withBackticks } from "../markdown/prose.js";
import { splitSentences } from "../markdown/sentence-spans.js";
import type { Source } from "../markdown/source.js";
import type { Cue } from "../model/cue.js";
import type { Span } from "../model/position.js";
import type { Sentence } from "../model/script.js";
import { type FoundCue, findCue } from "./place/cues.js";

/** A sentence before it has its number. */
export type Unnumbered = Omit<Sentence, "id">;

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The sentences of a paragraph or a cell, with the cues among them, and their words with backticks around code. */
export function sentencesOf(
	prose: Prose,
	heading: string[],
	source: Source,
	table: Cue[],
): { sentence: Unnumbered; cue: FoundCue | null; words: string }[] {
	const spans = splitSentences(prose.text, prose.code);
	return spans.map(({ start, end }) => {
		const words = withBackticks(prose, start, end);
		const cue = findCue(words, spans.length === 1, table);
		const sentence: Unnumbered = {
			text: folded(prose.text.slice(start, end)),
			position: source.range(prose.from[start] ?? 0, prose.to[end - 1] ?? 0),
			heading,
			source: "prose",
			statement: null,
			cue: cue?.place ?? null,
		};
		return { sentence, cue, words };
	});
}

/**
 * The sentences of a comment in a block. Each begins at its `#` or at its first word.
 *
 * A second `#` after a gap of two spaces or more is a second comment: `ls #here   #and here`.
 */
export function commentSentences(
	comment: Span,
	typed: CodeText,
	heading: string[],
	statement: string | null,
	source: Source,
): Unnumbered[] {
	const sentences: Unnumbered[] = [];
	for (const part of typed.text.slice(comment.start, comment.end).matchAll(/#.*?(?=\s{2,}#|$)/g)) {
		const begin = comment.start + part.index;
		const marks = /^#+\s*/.exec(part[0])?.[0].length ?? 0;
		const words = part[0].slice(marks);
		for (const [index, span] of splitSentences(words).entries()) {
			const start = index === 0 ? begin : begin + marks + span.start;
			sentences.push({
				text: folded(words.slice(span.start, span.end)),
				position: source.range(typed.at(start), typed.at(begin + marks + span.end - 1) + 1),
				heading,
				source: "comment",
				statement,
				cue: null,
			});
		}
	}
	return sentences;
}
