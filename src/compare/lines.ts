/** Whether a printed line matches a shown line. */
export type LineMatcher = (shown: string, printed: string) => boolean;

/** A line that stands for any lines: `...`, `…`, also in brackets. */
const anyLines = /^\s*(?:\.{3,}|…|\[(?:\.{3}|…)\]|\((?:\.{3}|…)\))\s*$/;

/** Whether a shown line stands for lines that are left out. */
export function leavesOut(line: string): boolean {
	return anyLines.test(line);
}

/** Whether the printed lines are the shown ones; each line that leaves out stands for as few lines as will do, or none. */
export function sameLines(shown: readonly string[], printed: readonly string[], matches: LineMatcher): boolean {
	let [at, seen] = [0, 0];
	// Where to go back to when a line does not fit: behind the last line that leaves out, one printed line further on.
	let back: { at: number; seen: number } | null = null;
	while (seen < printed.length) {
		const line = shown[at];
		if (line !== undefined && leavesOut(line)) {
			back = { at: ++at, seen };
		} else if (line !== undefined && matches(line, printed[seen] ?? "")) {
			at++;
			seen++;
		} else if (back) {
			back.seen++;
			at = back.at;
			seen = back.seen;
		} else return false;
	}
	return shown.slice(at).every(leavesOut);
}
