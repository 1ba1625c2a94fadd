import type { Assignment, Command, Statement, SyntaxNode } from "unbash";
import { walk } from "./syntax.js";

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
