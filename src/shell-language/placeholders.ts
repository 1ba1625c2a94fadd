import { forEachChild, type SyntaxNode } from "unbash";
import type { PlaceholderUse } from "../model/script.js";
import type { ShellStatement } from "./parse.js";
import { angled, isName, isPlaceholderName } from "./placeholder-names.js";
import { baseName, wordsOf } from "./syntax.js";

/** `[name]`, `<name>` or `{{name}}`; `sure` where it can be nothing else, and not only something that the document calls so elsewhere. */
export interface Candidate extends PlaceholderUse {
	sure: boolean;
}

/** Programs whose quoted arguments are patterns or programs, in which brackets mean something else. */
const readsPatterns = new Set(
	"grep egrep fgrep zgrep rg ag sed awk gawk mawk perl python python3 ruby node jq yq find tr expr".split(" "),
);

/** Programs that print their arguments: what is quoted there is text. */
const prints = new Set(["echo", "printf"]);

/** What a character of a statement can be part of. */
type Context = "bare" | "word" | "text" | "opaque";

/**
 * The bracketed names in a statement, by offset in its text.
 *
 * Bare ones (`[container]`, `local:[new-container]`, also in substitutions) are sure, unless they touch a letter, a digit or
 * another glob on either side. In a quoted word without white space they are sure too, but for programs that print or read
 * patterns. In other quotes and in here-documents, where `[mysqld]` is a section and `[INFO]` a level, they count only if the
 * document has the same name bare somewhere. In patterns, tests, subscripts and expansions they never do.
 */
export function placeholderCandidates(text: string, statement: ShellStatement): Candidate[] {
	const contexts: Context[] = Array.from({ length: text.length }, () => "bare");
	const paint = (start: number, end: number, context: Context): void => {
		contexts.fill(context, Math.max(0, start - statement.start), Math.max(0, end - statement.start));
	};
	for (const node of statement.nodes) contextsOf(node, paint, "");

	const candidates: Candidate[] = [];
	for (const match of text.matchAll(forms)) {
		const { square, angle, curly, brace, yours } = match.groups ?? {};
		const name = square ?? angle ?? curly ?? brace ?? yours ?? "";
		const [start, end] = [match.index, match.index + match[0].length];
		const context = contexts[start];
		if (!(square === undefined ? isName(name) : isPlaceholderName(name)) || context === "opaque") continue;
		if (contexts.slice(start, end).some((other) => other !== context)) continue;
		if (square !== undefined && isGlob(text, start, end)) continue;
		// In quotes, angles are HTML and curly brackets a template's as often as not.
		const inWord = context === "word" && (square ?? yours) !== undefined;
		candidates.push({ name, start, end, sure: context === "bare" || inWord });
	}
	return candidates;
}

/** `[name]`, `<name>`, `{{name}}`, `{name}`, `your_name`, `YOUR-NAME`, `XXX`. */
const forms = new RegExp(
	[
		String.raw`\[(?<square>[^[\]<\n]+)\]`,
		angled,
		String.raw`\{\{ *(?<curly>[^{}\n]+?) *\}\}`,
		String.raw`(?<![$@^{\w])\{(?<brace>[A-Za-z]\w*(?:[-_ ]\w+)*)\}(?!\})`,
		String.raw`(?<![\w$-])(?<yours>your[_-]\w+(?:[_-]\w+)*|YOUR[_-][A-Z0-9]+(?:[_-][A-Z0-9]+)*|(?:TU|SU|SEU)_[A-Z0-9_]+)(?![\w-]*=)`,
	].join("|"),
	"gm",
);

/** Whether brackets touch what makes them a set of characters. */
function isGlob(text: string, start: number, end: number): boolean {
	return (
		/[A-Za-z0-9$*?!\]\\]/.test(text.charAt(start - 1)) ||
		text.slice(0, start).endsWith("*.") ||
		/[A-Za-z0-9*?[]/.test(text.charAt(end))
	);
}

type Paint = (start: number, end: number, context: Context) => void;

function contextsOf(node: SyntaxNode, paint: Paint, program: string): void {
	let command = program;
	switch (node.type) {
		case "Command":
			command = baseName(wordsOf(node)[0]?.value ?? "");
			break;
		case "SingleQuoted":
		case "DoubleQuoted":
		case "AnsiCQuoted":
		case "LocaleString":
			paint(node.pos, node.end, quotedContext(node.text, program));
			break;
		case "HereDocBody":
			paint(node.pos, node.end, "text");
			break;
		case "ParameterExpansion":
		case "ArithmeticExpansion":
		case "ArithmeticCommand":
		case "ArithmeticFor":
		case "TestCommand":
		case "ExtendedGlob":
		case "BraceExpansion":
			paint(node.pos, node.end, "opaque");
			break;
		case "Assignment":
			paint(node.pos, node.value.pos, "opaque");
			break;
		case "ArrayValue":
			for (const { pos, text } of node.elements) {
				const subscript = /^\[[^\]]*\]\+?=/.exec(text);
				if (subscript) paint(pos, pos + subscript[0].length, "opaque");
			}
			break;
		case "CaseItem":
			paint(node.pos, node.body.pos, "opaque");
			break;
		case "CommandExpansion":
			// In backticks with escapes, unbash counts in a text of its own: what is below has no place here.
			paint(node.pos, node.end, "bare");
			if (node.script?.source !== undefined) return;
			break;
		default:
	}
	forEachChild(node, (child) => contextsOf(child, paint, command));
}

function quotedContext(quoted: string, program: string): Context {
	if (readsPatterns.has(program)) return "opaque";
	return prints.has(program) || /\s/.test(quoted) ? "text" : "word";
}
