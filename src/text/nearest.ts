/** Letters of a text that is taken for a word. */
const LONGEST_WORD = 14;

/** The least likeness of two texts that are near, from 0 to 1: for a word of two letters, one of them. */
const leastLikeness = (text: string): number => (text.length <= 2 ? 1 / 3 : 0.5);

/**
 * The candidate that shares most pairs of letters with a text (Dice's coefficient); null where none is near.
 *
 * Not an edit distance: of `wehn` that is 2 to `to` and to `when`, and a sentence whose halves changed places is far from itself.
 */
export function nearest(text: string, candidates: readonly string[]): string | null {
	const single = text.length <= LONGEST_WORD;
	const wanted = parts(text, single);
	let best: { candidate: string; score: number } | null = null;
	for (const candidate of candidates) {
		const score = likeness(wanted, parts(candidate, single));
		if (best === null || score > best.score) best = { candidate, score };
	}
	return best !== null && best.score >= leastLikeness(text) ? best.candidate : null;
}

function likeness(a: Map<string, number>, b: Map<string, number>): number {
	let shared = 0;
	for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
	const size = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
	return (2 * shared) / Math.max(1, size(a) + size(b));
}

/** A text's pairs of letters, and its letters too where it is a word: two that changed places leave a short one no pair. */
function parts(text: string, single: boolean): Map<string, number> {
	const counts = new Map<string, number>();
	const folded = text.toLowerCase();
	for (let at = 0; at < folded.length; at++) {
		const letter = single ? [folded.charAt(at)] : [];
		const pair = at + 1 < folded.length ? [folded.slice(at, at + 2)] : [];
		for (const part of [...letter, ...pair]) counts.set(part, (counts.get(part) ?? 0) + 1);
	}
	return counts;
}
