/** The most frequent words that only one of the languages has. */
const stopWords: Record<string, string[]> = {
	es: "el los las del un una que se y en es con por para como más pero su al lo este esta son muestra".split(" "),
	en: "the of and to is in that it for you with on are this be as at by from or an we can will your".split(" "),
	pt: "o os do da dos das um uma não que e em com para por mais mas como seu sua ao no na são você isso".split(" "),
};

/** Fewer words tell nothing. */
const enough = 4;

/**
 * The language of a document: what its front matter says (`lang`, `language`); else that of most of its cues; else the one
 * whose small words are the most frequent in its prose; null where nothing tells.
 */
export function languageOf(frontMatter: string, cues: string[], prose: string): string | null {
	const declared = /^(?:lang|language)\s*[:=]\s*["']?([A-Za-z]{2,3})(?:[-_]\w+)*["']?\s*$/m.exec(frontMatter)?.[1];
	if (declared) return declared.toLowerCase();
	return (
		most(cues, 1) ??
		most(
			prose
				.toLowerCase()
				.split(/[^\p{L}]+/u)
				.flatMap(languagesOf),
			enough,
		)
	);
}

const byWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(stopWords)) {
	for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), language]);
}

const languagesOf = (word: string): string[] => byWord.get(word) ?? [];

/** What is there most often, if that is often enough and nothing else is there as often. */
function most(values: string[], least: number): string | null {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
	return first && first[1] >= least && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}
