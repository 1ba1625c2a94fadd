import stripAnsi from "strip-ansi";

/** The last line of what a program printed, without colours and the space around it; null where it printed none. */
export function lastLine(printed: string): string | null {
	return stripAnsi(printed).trim().split("\n").at(-1)?.trim() || null;
}
