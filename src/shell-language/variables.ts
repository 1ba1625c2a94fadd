import type { Assignment, Command, Statement, SyntaxNode } from "unbash";
import type { PlaceholderUse } from "../model/script.js";
import { walk, wordsOf } from "./syntax.js";

const declares = new Set(["export", "declare", "typeset", "local", "readonly"]);

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);

/**
 * The variables that statements set for later ones: `x=1`, `export X=y`, also on both sides of `&&`.
 *
 * Not `x=1 command`, which sets it for that command only, and not a value that is written as empty (`x=`, `x=''`).
 */
export function assignedBy(statements: Statement[]): string[] {
	const names = statements
		.filter((statement) => !statement.background)
		.flatMap(({ command }) => (command.type === "AndOr" ? command.commands : [command]))
		.flatMap((command) => (command.type === "Command" ? assignmentsOf(command) : []))
		.filter((assignment) => !isEmpty(assignment.value))
		.map((assignment) => assignment.name);
	return [...new Set(names)];
}

/** The variables that a statement may set in other ways than by an assignment: `read x`, `for x in …`, `printf -v x`; `*` for any. */
export function mayAlsoSet(statements: Statement[]): string[] {
	const names: string[] = [];
	for (const statement of statements) {
		walk(statement, (node) => {
			if (node.type === "For" || node.type === "Select") names.push(node.name.value);
			if (node.type === "Assignment" && node.name) names.push(node.name);
			if (node.type === "Command") {
				const words = wordsOf(node).map(({ value }) => value);
				if (readers.has(words[0] ?? "")) names.push(...words.slice(1));
				if (sourcing.has(words[0] ?? "")) names.push("*");
			}
			return true;
		});
	}
	return names;
}

const readers = new Set(["read", "mapfile", "readarray", "getopts", "printf", "unset"]);
const sourcing = new Set(["source", ".", "eval", "set", "alias"]);

/** Uses of a variable's plain value, by offset in the document's shell text: `$X`, `${X}`; not where it is asked whether there is one. */
export function plainUses(statements: Statement[]): PlaceholderUse[] {
	const uses: PlaceholderUse[] = [];
	const visit = (node: SyntaxNode): boolean => {
		if (node.type === "SimpleExpansion") uses.push({ name: node.text.slice(1), start: node.pos, end: node.end });
		if (node.type === "ParameterExpansion" && !node.operation && !node.prefix && !node.index) {
			uses.push({ name: node.parameter, start: node.pos, end: node.end });
		}
		if (node.type === "Command" && ["[", "test"].includes(node.name?.value ?? "")) return false;
		if (node.type === "TestCommand") return false;
		// In backticks with escapes, unbash counts in a text of its own.
		return !(node.type === "CommandExpansion" && node.script?.source !== undefined);
	};
	for (const statement of statements) walk(statement, visit);
	return uses.filter(({ name }) => isName(name));
}

function assignmentsOf(command: Command): Assignment[] {
	const nodes = command.name ? (declares.has(command.name.value) ? command.suffix : []) : command.prefix;
	return nodes.filter((node) => node.type === "Assignment");
}

function isEmpty(value: Assignment["value"]): boolean {
	if (value.type === "ArrayValue") return value.elements.length === 0;
	return value.value === "";
}

/** The variables that statements expand, in any depth; not positional and special ones, and not those of their own loops. */
export function expandedBy(statements: Statement[]): string[] {
	const names: string[] = [];
	const own = new Set<string>();
	const visit = (node: SyntaxNode): boolean => {
		if (node.type === "For" || node.type === "Select") own.add(node.name.value);
		if (node.type === "SimpleExpansion") names.push(node.text.slice(1));
		if (node.type === "ParameterExpansion") names.push(node.parameter);
		if (node.type === "ArithmeticWord") names.push(node.value);
		return true;
	};
	for (const statement of statements) walk(statement, visit);
	return [...new Set(names)].filter((name) => isName(name) && !own.has(name));
}
