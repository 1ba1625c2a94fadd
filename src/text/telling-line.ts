import stripAnsi from "strip-ansi";

/** What asks a person: `[Y/n]`, `(yes/no)`, `Press [ENTER]`. */
const question = /\[(y\/n|yes\/no)\]|\((y\/n|yes\/no)[^)]*\)|press \[?enter\]?/i;
/** What says that something went wrong. */
const trouble =
	/^(E|error|fatal|err!|abort)\b|: (error|fatal)\b|not found|no such|cannot|can't|failed|denied|unable|refused/i;
/** What is printed whether or not something went wrong. */
const noise = /^(W|WARNING|warning|N|note)\b/;

/**
 * The line of a failed command's output that tells most of why: what it asked and nobody answered, else the last line of
 * standard error that names a trouble, else the last that is more than a warning, else the last of standard output. Without
 * colours and the space around it; null where it printed nothing.
 */
export function tellingLine({ stdout, stderr }: { stdout: string; stderr: string }): string | null {
	const [out, err] = [stdout, stderr].map((printed) =>
		stripAnsi(printed)
			.split("\n")
			.map((line) => line.trim())
			.filter((line) => line !== ""),
	);
	const lines = err ?? [];
	const asked = [...(out ?? []).slice(-2), ...lines.slice(-2)].findLast((line) => question.test(line));
	const more = lines.filter((line) => !noise.test(line));
	return asked ?? more.findLast((line) => trouble.test(line)) ?? more.at(-1) ?? out?.at(-1) ?? lines.at(-1) ?? null;
}
