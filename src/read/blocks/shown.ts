import { isSession } from "../../markdown/code-languages.js";
import type { UntypedBlock } from "../../model/script.js";
import type { LooseReason } from "../../model/words.js";
import { isEditor, isInterpreter } from "../../shell-language/programs.js";
import type { LeadIn } from "./lead-in.js";

/** Languages in which what programs print is shown. */
const printed = new Set(
	"text txt plain plaintext plain-text none output out log console terminal shell-session json jsonc yaml yml xml toml ini csv diff html http table".split(
		" ",
	),
);

/** Languages of what is only printed, and no file's. */
const onlyPrinted = new Set(
	"text txt plain plaintext plain-text none output out log console terminal shell-session table http".split(" "),
);

/** A block that nobody types, and what stands around it. */
export interface Shown {
	kind: UntypedBlock["kind"];
	because: UntypedBlock["because"];
	language: string | null;
	text: string;
	leadIn: LeadIn | null;
	/** Paragraphs between it and the statement before it. */
	paragraphs: number;
	/** The program of that statement. */
	program: string;
}

/**
 * Whether a block is the output of the statement before it: a sentence between them says so, or nothing stands between and it can
 * be output. What an editor or another program's shell shows is none.
 */
export function isOutputOf({ kind, because, language, leadIn, paragraphs, program }: Shown): boolean {
	if (["repl", "file", "prose", "url", "path", "code"].includes(kind) && because !== "language") return false;
	if (language !== null && !printed.has(language.toLowerCase()) && !isSession(language)) return false;
	if (isEditor(program) || isInterpreter(program)) return false;
	if (leadIn?.kind === "file") return false;
	if (leadIn?.kind === "output") return paragraphs <= 2;
	if (language === "{terminal}") return paragraphs <= 1;
	return (
		paragraphs === 0 &&
		(language === null || onlyPrinted.has(language.toLowerCase()) || prints.test(program) || kind !== "configuration")
	);
}

/** Programs that print what is asked of them. */
const prints = /^(?:cat|curl|jq|yq|http|ip|kubectl|docker|podman|lxc|incus|aws|gcloud|az)$/;

/** Why output that a document shows is not compared; null where it is. */
export function looseness(text: string, leadIn: LeadIn | null): LooseReason | null {
	if (leadIn?.similar) return "similar";
	if (/^\s*\[?(?:\.{3}|…)\]?\s*$/m.test(text.replace(/^\.{3}$/gm, "")) || /\[(?:\.{3}|…|snip|truncated)\]/i.test(text))
		return "elided";
	return /<[a-z][\w -]*>(?!.*<\/)|\bX{3,}\b|\byour[_-]\w+/i.test(text) ? "placeholders" : null;
}
