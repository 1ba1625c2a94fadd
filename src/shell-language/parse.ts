import { forEachChild, type ParseError, parse, type Statement, type SyntaxNode } from "unbash";
import type { Span } from "../model/position.js";
import { angled, isName } from "./placeholder-names.js";

/** A statement of a piece of shell, by offsets in it. */
export interface ShellStatement {
	start: number;
	/** After its last character, the bodies of its here-documents included. */
	end: number;
	/** More than one where a here-document's body comes after a further command of the line: `cat <<A; ls`. */
	nodes: Statement[];
}

/** What bash would make of a text. */
export interface Shell {
	statements: ShellStatement[];
	/** From the `#` to the end of the line. */
	comments: Span[];
	errors: ParseError[];
}

/** Parses shell into what would be sent with Enter, one by one; all offsets are those of the text. */
export function parseShell(text: string): Shell {
	const deep = tooDeep(text);
	if (deep !== null) return { statements: [], comments: [], errors: [deep] };
	const script = parse(bracketed(text));
	const errors = [...(script.errors ?? [])];
	const opaque: Span[] = [];
	const statements: ShellStatement[] = [];
	for (const node of script.commands) {
		const seen = look(node);
		for (const error of seen.errors) errors.push(error);
		for (const span of seen.opaque) opaque.push(span);
		const end = seen.opaque.reduce((last, span) => Math.max(last, span.end), node.end);
		const last = statements.at(-1);
		if (last && node.pos < last.end) {
			last.nodes.push(node);
			last.end = Math.max(last.end, end);
		} else statements.push({ start: node.pos, end, nodes: [node] });
	}
	return { statements, comments: commentsIn(text, opaque), errors: errors.sort((a, b) => a.pos - b.pos) };
}

/** How deep substitutions, subshells and groups may stand in each other. Nobody types more, and a parser has an end. */
const mostDepth = 200;

/** Where brackets stand too deep in each other, whatever they are; null where they do not. */
function tooDeep(text: string): ParseError | null {
	let depth = 0;
	for (let pos = 0; pos < text.length; pos++) {
		const character = text.charCodeAt(pos);
		if (character === 0x28 || character === 0x7b) depth++;
		else if ((character === 0x29 || character === 0x7d) && depth > 0) depth--;
		if (depth > mostDepth) return { message: `brackets stand in each other more than ${mostDepth} deep`, pos };
	}
	return null;
}

/**
 * `<name>` as `[name]`, at the same offsets: where nothing but a name stands between the angles, and nothing touches them,
 * a reader is to put a value there, though to a shell it would be two redirections.
 */
function bracketed(text: string): string {
	return text.replace(anglePattern, (whole, name: string) => (isName(name) ? `[${name.replaceAll("|", "_")}]` : whole));
}

const anglePattern = new RegExp(angled, "gm");

/** The stretches of a statement in which `#` begins no comment, and what is wrong in it, also in its substitutions. */
function look(statement: Statement): { opaque: Span[]; errors: ParseError[] } {
	const opaque: Span[] = [];
	const errors: ParseError[] = [];
	const visit = (node: SyntaxNode, insideWord: boolean, anchor: number | null): void => {
		let inside = insideWord;
		let origin = anchor;
		if (node.type === "Word" || node.type === "Assignment" || node.type === "ArithmeticCommand") {
			if (!inside) opaque.push({ start: node.pos, end: node.end });
			inside = true;
		}
		if (node.type === "HereDoc") {
			if (!node.closing) {
				errors.push({
					message: `the here-document “${node.delimiter?.value ?? ""}” does not end`,
					pos: origin ?? node.pos,
				});
			}
			if (!inside) opaque.push({ start: node.body.pos, end: node.closing?.end ?? node.body.end });
		}
		if (node.type === "Script") {
			errors.push(...(node.errors ?? []).map(({ message, pos }) => ({ message, pos: origin ?? pos })));
		}
		// In backticks with escapes, unbash counts in a text of its own.
		if (node.type === "CommandExpansion" && node.script?.source !== undefined) origin ??= node.pos;
		forEachChild(node, (child) => visit(child, inside, origin));
	};
	visit(statement, false, null);
	return { opaque, errors };
}

function commentsIn(text: string, opaque: Span[]): Span[] {
	const comments: Span[] = [];
	const spans = [...opaque].sort((a, b) => a.start - b.start);
	let from = 0;
	let hash = text.indexOf("#");
	for (const { start, end } of [...spans, { start: text.length, end: text.length }]) {
		while (hash >= 0 && hash < start) {
			if (hash >= from && begins(text, hash)) {
				const line = text.indexOf("\n", hash);
				from = line < 0 ? text.length : line;
				const words = text.slice(hash, from).trimEnd();
				if (!(hash === 0 && words.startsWith("#!"))) comments.push({ start: hash, end: hash + words.length });
			}
			hash = text.indexOf("#", Math.max(hash + 1, from));
		}
		if (hash < 0) return comments;
		from = Math.max(from, end);
	}
	return comments;
}

/** Whether a `#` begins a comment. */
function begins(text: string, at: number): boolean {
	return at === 0 || /[\s;&|()]/.test(text.charAt(at - 1));
}
