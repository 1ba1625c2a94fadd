/** The candidate that shares most pairs of letters with a text (Dice's coefficient); null where there is none. */
export function nearest(text: string, candidates: readonly string[]): string | null {
	const wanted = pairs(text);
	let best: { candidate: string; score: number } | null = null;
	for (const candidate of candidates) {
		const score = likeness(wanted, pairs(candidate));
		if (best === null || score > best.score) best = { candidate, score };
	}
	return best?.candidate ?? null;
}

function likeness(a: Map<string, number>, b: Map<string, number>): number {
	let shared = 0;
	for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
	const size = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
	return (2 * shared) / Math.max(1, size(a) + size(b));
}

function pairs(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	const folded = text.toLowerCase();
	for (let at = 0; at < folded.length - 1; at++) {
		const pair = folded.slice(at, at + 2);
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
	}
	return counts;
}
