import type { CodeLine } from "../../markdown/code-lines.js";
import type { UntypedKind, UntypedReason } from "../../model/words.js";

/** What is typed at one prompt, and what came of it; or lines of a block that nobody types. */
export interface Entry {
	/** The lines that are typed, without prompts; or those that are not. */
	lines: CodeLine[];
	/** The prompt as written (`$`, `root@web:~#`); empty where there is none. */
	prompt: string;
	/** The lines below it that nobody types. */
	output: CodeLine[];
	/** A prompt with nothing behind it, right below. */
	emptyPrompt?: string;
	/** It stands in a session above the first prompt. */
	unprompted?: true;
	/** Nobody types it, and why. */
	untyped?: Untyped;
}

/** What lines are that nobody types, and how that is known. */
export interface Untyped {
	kind: UntypedKind;
	because: UntypedReason;
}

/** Lines that nobody types. */
export function notTyped(lines: CodeLine[], kind: UntypedKind, because: UntypedReason): Entry {
	return { lines, prompt: "", output: [], untyped: { kind, because } };
}
