import type { CodeLine } from "../markdown/code-lines.js";

/** What is typed at one prompt, and what came of it. */
export interface Entry {
	/** The lines that are typed, without prompts. */
	lines: CodeLine[];
	/** The prompt as written (`$`, `root@web:~#`); empty where there is none. */
	prompt: string;
	/** The lines below it that nobody types. */
	output: CodeLine[];
	/** It stands in a session above the first prompt. */
	unprompted?: true;
}
