import { type Command, forEachChild, type Statement, type SyntaxNode } from "unbash";

/** Calls `visit` for a node and all below it, in the order in which they are written; `false` leaves out what is below. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void {
	if (visit(node) === false) return;
	forEachChild(node, (child) => walk(child, visit));
}

/** Every simple command below a node, also in substitutions, in the order in which they are written. */
export function commandsIn(node: SyntaxNode): Command[] {
	return nodesIn(node).filter((one): one is Command => one.type === "Command");
}

/** A command's name and arguments without quotes; redirections are not among them. */
export function wordsOf(command: Command): { value: string; pos: number; end: number }[] {
	const words = command.name ? [command.name] : [];
	return [
		...words,
		...command.args.map((word) =>
			word.type === "Word" ? word : { value: assignmentText(word), pos: word.pos, end: word.end },
		),
	];
}

function assignmentText(node: Extract<Command["args"][number], { type: "Assignment" }>): string {
	if (node.value.type !== "Word" || node.index) return node.text;
	return `${node.name}${node.append ? "+=" : "="}${node.value.value}`;
}

/** The command that a statement ends with: the last one of `a && b`; null for pipelines, compounds and `a &`. */
export function lastCommand(statement: Statement): Command | null {
	if (statement.background) return null;
	const { command } = statement;
	const last = command.type === "AndOr" ? command.commands.at(-1) : command;
	return last?.type === "Command" ? last : null;
}

/** Every node of a tree, in the order in which they are written. */
export function nodesIn(node: SyntaxNode): SyntaxNode[] {
	const nodes: SyntaxNode[] = [];
	walk(node, (child) => {
		nodes.push(child);
		return true;
	});
	return nodes;
}

/** A command's words as they are typed: those of {@link wordsOf}, without their places. */
export function typedWords(command: Command): string[] {
	return wordsOf(command).map(({ value }) => value);
}

/** A program's name without its folder. */
export function baseName(program: string): string {
	return program.slice(program.lastIndexOf("/") + 1);
}

/** The program that a statement's text begins with, `sudo` and assignments before it left out; empty where nothing is begun. */
export function programOf(text: string): string {
	const words = text
		.trim()
		.replace(/^(?:[A-Za-z_]\w*=\S*\s+)+/, "")
		.split(/\s+/, 12);
	const at = words.findIndex(
		(word, index) => !(index === 0 && /^(?:sudo|doas)$/.test(word)) && !(words[0] === "sudo" && word.startsWith("-")),
	);
	return baseName(words[at] ?? "");
}
