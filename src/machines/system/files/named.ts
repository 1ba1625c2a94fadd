import { type Command, forEachChild, parse, type Redirection, type SyntaxNode, type Word } from "unbash";
import { clientNamed } from "../../../engines/engines.js";
import { unwrap } from "../../../shell-language/opened-shell.js";
import { baseName, typedWords } from "../../../shell-language/syntax.js";
import { scriptsWithin } from "../scripts-within.js";
import { hasHoles, holes } from "./holes.js";
import { textsOf, type Values } from "./words.js";

/** What a statement's text says of the files that it may write. */
export interface NamedFiles {
	/** Its words and what it redirects to, with holes where they are known only when it runs; options are left out. */
	words: string[];
	/** Those of them below which a program may change or remove everything: `rm -r`, `chmod -R`. */
	trees: string[];
	/** Where its words may count from beside the current folder: `cd`. */
	from: string[];
	/** Whether a part of it is run as root by its own words. */
	byRoot: boolean;
	/** Whether a part of it goes on when it has ended: `&`. */
	goesOn: boolean;
	/** Whether it moves files: none, those that it names, or ones that it does not name (`find -exec mv`). */
	moves: "none" | "named" | "unnamed";
}

/** Programs that only look at what their words name. */
const looking = new Set(
	(
		"echo printf cat ls head tail wc grep egrep fgrep stat du df test [ true false : sleep md5sum sha1sum sha256sum " +
		"cmp diff less more file which type ps id uname whoami hostname ping getent seq free uptime pwd ss pgrep jobs wait"
	).split(" "),
);

/** A shell in a shell in a shell is followed to this depth. */
const DEEPEST = 5;

/**
 * Reads what a statement names, also in the text that it gives to a shell of its own.
 *
 * @param expand the value of a variable in the shell in which it will be typed
 */
export async function namedIn(command: string, expand: (variable: string) => Promise<string>): Promise<NamedFiles> {
	const named: NamedFiles = { words: [], trees: [], from: [], byRoot: false, goesOn: false, moves: "none" };
	const known = new Map<string, Promise<string>>();
	const assigned = new Map<string, (Word | null)[]>();
	const open = new Set<string>();
	const values: Values = async (name) => {
		const outer = known.get(name) ?? expand(name);
		known.set(name, outer);
		const words = assigned.get(name);
		if (words === undefined) return [await outer];
		if (words.includes(null) || open.has(name)) return [holes.unknown];
		open.add(name);
		const texts: string[] = [];
		for (const word of words) if (word !== null) texts.push(...(await textsOf(word, values)));
		open.delete(name);
		const before = await outer;
		return [...new Set(before === "" ? texts : [before, ...texts])];
	};
	await read(command, { named, values, assigned }, 0);
	named.words = [...new Set(named.words.flatMap(paths))];
	named.trees = [...new Set(named.trees.flatMap(paths))];
	return named;
}

interface Reading {
	named: NamedFiles;
	values: Values;
	assigned: Map<string, (Word | null)[]>;
}

async function read(source: string, reading: Reading, depth: number): Promise<void> {
	const commands: Command[] = [];
	const redirects: Redirection[] = [];
	const visit = (node: SyntaxNode): void => {
		noteAssignments(node, reading.assigned);
		if (node.type === "Coproc" || (node.type === "Statement" && node.background)) reading.named.goesOn = true;
		if (node.type === "Command") {
			commands.push(node);
			redirects.push(...node.redirects);
		}
		if (node.type === "Redirected") redirects.push(...node.redirects);
		forEachChild(node, visit);
	};
	visit(parse(source));
	const onlyLooks = commands.every((one) => looking.has(baseName(unwrap(typedWords(one))[0] ?? "")));
	for (const redirect of redirects) {
		if (redirect.type !== "Redirect" || redirect.operator === "<" || redirect.target === undefined) continue;
		if (/&$/.test(redirect.operator) && /^(\d+|-)$/.test(redirect.target.value)) continue;
		reading.named.words.push(...(await textsOf(redirect.target, reading.values)));
	}
	for (const one of commands) await readCommand(one, source, { reading, onlyLooks, depth });
}

async function readCommand(
	one: Command,
	source: string,
	{ reading, onlyLooks, depth }: { reading: Reading; onlyLooks: boolean; depth: number },
): Promise<void> {
	const { named, values } = reading;
	const typed = typedWords(one);
	const inner = unwrap(typed);
	const program = baseName(inner[0] ?? "");
	if (typed.slice(0, typed.length - inner.length).some((word) => /(^|\/)(sudo|doas)$/.test(word))) named.byRoot = true;
	for (const script of depth < DEEPEST ? scriptsWithin(one, source) : []) await read(script, reading, depth + 1);
	// What follows is of the container's, not of the host's.
	if (clientNamed(inner[0] ?? "") !== null && inner.find((word, at) => at > 0 && !word.startsWith("-")) === "exec")
		return;
	if (onlyLooks) return;
	const texts: string[] = [];
	for (const word of one.args) {
		if (word.type === "Word") texts.push(...(await textsOf(word, values)));
		else if (word.value.type === "Word") {
			for (const text of await textsOf(word.value, values)) texts.push(`${word.name}=${text}`);
		}
	}
	named.words.push(...texts);
	if (/^(cd|pushd)$/.test(program))
		named.from.push(...texts.filter((text) => !text.startsWith("-") && !hasHoles(text)));
	if (reachesDown(program, typed)) named.trees.push(...texts);
	if (typed.some((word) => baseName(word) === "mv")) {
		const unnamed = program !== "mv" || texts.some((text) => text.includes(holes.unknown));
		if (unnamed) named.moves = "unnamed";
		else if (named.moves === "none") named.moves = "named";
	}
}

/** Variables that a statement sets itself: to a word, or to what only it knows. */
function noteAssignments(node: SyntaxNode, assigned: Map<string, (Word | null)[]>): void {
	const note = (name: string, ...words: (Word | null)[]) =>
		assigned.set(name, [...(assigned.get(name) ?? []), ...words]);
	if (node.type === "For") note(node.name.value, ...(node.wordlist ?? [null]));
	if (node.type === "Select") note(node.name.value, null);
	if (node.type === "ArithmeticWord") for (const [name] of node.value.matchAll(/[A-Za-z_]\w*/g)) note(name, null);
	if (node.type === "Assignment") {
		const isWord = node.value.type === "Word" && node.append !== true && node.index === undefined;
		note(node.name, isWord && node.value.type === "Word" ? node.value : null);
	}
	if (node.type === "Command" && /^(read|mapfile|readarray|getopts)$/.test(node.name?.value ?? "")) {
		for (const word of typedWords(node).slice(1)) if (/^[A-Za-z_]\w*$/.test(word)) note(word, null);
	}
}

/** Whether a program changes what lies below the folders that it is given. */
function reachesDown(program: string, typed: readonly string[]): boolean {
	const has = (pattern: RegExp) => typed.some((word) => pattern.test(word));
	if (/^(rm|chmod|chown|chgrp|setfacl)$/.test(program)) return has(/^-[a-zA-Z]*[rR]|^--recursive$/);
	if (program === "find") return has(/^-(delete|exec|execdir|ok|okdir|fprint0?|fprintf)$/);
	return program === "rsync" && has(/^--(delete|remove)/);
}

/** A word as a path, and the path in it where it is an option's value; none for an option alone. */
function paths(text: string): string[] {
	const inOption = text.replace(/^-*[\w-]+=/, "").replace(/^-[a-zA-Z](?=[./~])/, "");
	return [text, inOption].filter((each) => each !== "" && !each.startsWith("-"));
}
