import { forEachChild, type ParseError, parse, type Statement, type SyntaxNode } from "unbash";
import type { Span } from "../model/position.js";
import { isName } from "./placeholder-names.js";

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
	const script = parse(bracketed(text));
	const errors = [...(script.errors ?? [])];
	const opaque: Span[] = [];
	const statements: ShellStatement[] = [];
	for (const node of script.commands) {
		const seen = look(node);
		errors.push(...seen.errors);
		opaque.push(...seen.opaque);
		const end = Math.max(node.end, ...seen.opaque.map((span) => span.end));
		const last = statements.at(-1);
		if (last && node.pos < last.end) {
			last.nodes.push(node);
			last.end = Math.max(last.end, end);
		} else statements.push({ start: node.pos, end, nodes: [node] });
	}
	return { statements, comments: commentsIn(text, opaque), errors: errors.sort((a, b) => a.pos - b.pos) };
}

/**
 * `<name>` as `[name]`, at the same offsets: where nothing but a name stands between the angles, and nothing touches them,
 * a reader is to put a value there, though to a shell it would be two redirections.
 */
function bracketed(text: string): string {
	return text.replace(angled, (whole, name: string) => (isName(name) ? `[${name}]` : whole));
}

const angled = /(?<=^|[\s:/=@"'])<([A-Za-z][\w .-]*)>(?=$|[\s:/@"',;.)`])/gm;

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
	for (const { start, end } of [...spans, { start: text.length, end: text.length }]) {
		while (from < start) {
			const at = commentFrom(text, from, start);
			if (at < 0) break;
			const line = text.indexOf("\n", at);
			const stop = line < 0 ? text.length : line;
			const words = text.slice(at, stop).trimEnd();
			if (!(at === 0 && words.startsWith("#!"))) comments.push({ start: at, end: at + words.length });
			from = stop;
		}
		from = Math.max(from, end);
	}
	return comments;
}

/** The next `#` that begins a comment, or -1. */
function commentFrom(text: string, from: number, to: number): number {
	for (let at = text.indexOf("#", from); at >= 0 && at < to; at = text.indexOf("#", at + 1)) {
		if (at === 0 || /[\s;&|()]/.test(text.charAt(at - 1))) return at;
	}
	return -1;
}
