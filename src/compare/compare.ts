import stripAnsi from "strip-ansi";
import type { Comparison } from "../model/script.js";
import type { Attempt } from "../model/transcript.js";
import { difference } from "./difference.js";
import { ignoring } from "./ignoring.js";
import { prettyJson, sameJson } from "./json.js";
import { sameLines } from "./lines.js";
import { lineMatchers } from "./matchers.js";

/** How printed output differs from shown output. */
export interface Mismatch {
	/** The lines that differ. */
	diff: string;
}

/**
 * Compares shown output with printed output; null where they are the same.
 *
 * What is shown is what a terminal shows, both streams as they came; a document that shows standard output alone is right too.
 * Colours, white space at the end of lines and empty lines at the end do not count.
 */
export function compare(shown: string, attempts: readonly Attempt[], comparison: Comparison): Mismatch | null {
	const together = attempts.map(terminalOf).join("");
	const stdout = attempts.map((attempt) => attempt.stdout).join("");
	const apart = stdout + attempts.map((attempt) => attempt.stderr).join("");
	const mismatches = [together, stdout, apart].map((printed) => compareText(shown, printed, comparison));
	return mismatches.includes(null) ? null : (mismatches[0] ?? null);
}

function compareText(shown: string, printed: string, { kind, ignoring: names }: Comparison): Mismatch | null {
	const clean = ignoring(names);
	const lines = (text: string) => linesOf(text).map(clean);
	if (kind === "json") {
		if (sameJson(clean(shown), clean(stripAnsi(printed)))) return null;
		return { diff: difference(lines(prettyJson(shown)), lines(prettyJson(stripAnsi(printed))), lineMatchers.exact) };
	}
	const matches = lineMatchers[kind];
	const [wanted, found] = [lines(shown), lines(printed)];
	return sameLines(wanted, found, matches) ? null : { diff: difference(wanted, found, matches) };
}

/** What a terminal shows of attempts, line by line. */
export function printedLines(attempts: readonly Attempt[]): string[] {
	return linesOf(attempts.map(terminalOf).join(""));
}

function terminalOf({ output, stdout, stderr }: Attempt): string {
	return output.length > 0 ? output.map(({ text }) => text).join("") : stdout + stderr;
}

/** The lines of a text as they are seen. */
function linesOf(text: string): string[] {
	const lines = stripAnsi(text)
		.split(/\r?\n/)
		.map((line) => line.slice(line.lastIndexOf("\r") + 1).trimEnd());
	while (lines.at(-1) === "") lines.pop();
	return lines;
}
