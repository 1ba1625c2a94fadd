import type { Statement } from "../../model/script.js";
import type { FoundCue } from "./cues.js";

/** What deciding a statement's place needs to know of it. */
export interface Draft {
	/** The line of the Markdown in which it begins, and how deep that line is indented in its block. */
	line: number;
	indent: number;
	/** The prompt that it is typed at; empty where none is shown. */
	prompt: string;
	/** A prompt with nothing behind it, right below; null where there is none. */
	emptyPrompt: string | null;
	/** The shell that it opens in a container. */
	opens: Statement["opens"];
	/** The program, where it starts another shell wherever it runs: `su - ubuntu`. */
	starts: string | null;
	/** Whether it ends the shell that it is typed into. */
	exits: boolean;
	/** Whether it drives the engine. */
	drives: boolean;
	/** Clients of other engines that it uses: `docker`, `vagrant`; and all the words that it gives to clients. */
	clients: { others: string[]; words: string[] };
	/** What a comment in its block says of where it is typed. */
	cue: FoundCue | null;
}
