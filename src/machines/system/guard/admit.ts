import { type Command, parse, type SyntaxNode } from "unbash";
import { clientNamed, isEngineProgram } from "../../../engines/engines.js";
import type { Reason } from "../../../model/reason.js";
import { shellIn, unwrap } from "../../../shell-language/opened-shell.js";
import { baseName, commandsIn, nodesIn, typedWords } from "../../../shell-language/syntax.js";
import { scriptsWithin } from "../scripts-within.js";
import { type Rule, ruleFor } from "./programs.js";
import { type Reach, reachOf } from "./reach.js";

/** What a user has allowed on a machine that is somebody's. */
export interface Permissions {
	/** Commands that change the host itself. */
	hostChanges: boolean;
	/** The words before a command that needs root: none as root; null where root is not to be had. */
	asRoot: readonly string[] | null;
}

/** A command as it is to be typed, with what in it changes the host and is allowed to; or why it is not typed at all. */
export type AdmittedCommand = { run: string; changes: string[] } | { refused: Reason };

/** What is being looked at, and what came of it so far. */
interface Context {
	source: string;
	allowed: Permissions;
	changes: string[];
	/** Changes to the text; null in a script within a command, whose text is left as it is. */
	edits: { at: number; remove: number; insert: string }[] | null;
	/** Whether the environment that leads the client to the project is lost on the way: by `su`, `sudo` or `env -i`. */
	lost: boolean;
	depth: number;
}

/** How deep scripts within scripts are looked into. */
const DEEPEST = 8;

/** What becomes of a command that is about to be typed on the host. */
export function admit(command: string, allowed: Permissions): AdmittedCommand {
	const edits: NonNullable<Context["edits"]> = [];
	const context: Context = { source: command, allowed, changes: [], edits, lost: false, depth: 0 };
	const refused = refusalIn(context);
	if (refused !== null) return { refused };
	let run = command;
	for (const { at, remove, insert } of edits.sort((a, b) => b.at - a.at)) {
		run = run.slice(0, at) + insert + run.slice(at + remove);
	}
	return { run, changes: [...new Set(context.changes)] };
}

function refusalIn(context: Context): Reason | null {
	const script = parse(context.source);
	for (const one of commandsIn(script)) {
		const refusal = refusalOf(one, context);
		if (refusal !== null) return refusal;
	}
	const runsDownload = nodesIn(script).find((node) => isRunDownload(node));
	if (runsDownload === undefined) return null;
	return changing(context.source.slice(runsDownload.pos, runsDownload.end), context);
}

function refusalOf(one: Command, context: Context): Reason | null {
	const typed = typedWords(one);
	const inner = unwrap(typed);
	const [program = "", ...rest] = inner;
	const name = baseName(program);
	const around = typed.slice(0, typed.length - inner.length);
	const byRoot = around.some((word) => /(^|\/)(sudo|doas)$/.test(word));
	const emptied =
		around.some((word) => /(^|\/)env$/.test(word)) && around.some((word) => /^(-|-i|--ignore-env.*)$/.test(word));
	const escaping = assignments(one).find((variable) => decides.test(variable));
	if (escaping !== undefined) return { code: "leaves-project", what: `${escaping}=` };
	if (asksTheSocket(name, rest)) return { code: "leaves-project", what: typed.join(" ") };
	if (clientNamed(program) !== null) return clientRefusal(one, { name, rest, byRoot, emptied }, context);
	const rule = isEngineProgram(program) ? engineProgram : ruleFor(name);
	const root = byRoot || context.allowed.asRoot?.length === 0;
	const changes = rule?.changes({ words: rest, root }) === true;
	const refusal = changes ? changing([name, ...rest].join(" "), context) : null;
	return refusal ?? rootRefusal(one, { needs: rule?.looksAsRoot === true || changes, byRoot }, context) ?? within();

	function within(): Reason | null {
		if (context.depth >= DEEPEST) return null;
		const lost = context.lost || byRoot || emptied || /^(su|runuser)$/.test(name);
		for (const source of scriptsWithin(one, context.source)) {
			const refused = refusalIn({ ...context, source, edits: null, lost, depth: context.depth + 1 });
			if (refused !== null) return refused;
		}
		return null;
	}
}

type ChangeCode = "changes-host" | "changes-shared" | "opens-host";

/** What a call of the client changes that reaches out of the project. */
const reached = { shared: "changes-shared", host: "opens-host" } as const;

/** Why something that changes the host is not run; null where it may be, which is noted. */
function changing(what: string, { allowed, changes }: Context, code: ChangeCode = "changes-host"): Reason | null {
	if (!allowed.hostChanges) return { code, what };
	changes.push(what);
	return null;
}

/** Why a command that needs root is not run; null where it may be, or needs none. It is led through sudo where that is wanted. */
function rootRefusal(
	one: Command,
	{ needs, byRoot }: { needs: boolean; byRoot: boolean },
	{ allowed: { asRoot }, edits }: Context,
): Reason | null {
	if (!needs && !byRoot) return null;
	const [first = "", ...others] = typedWords(one);
	if (asRoot === null) {
		const what = baseName(unwrap([first, ...others])[0] ?? "") || first;
		return { code: "needs-root", what };
	}
	if (one.name === undefined || asRoot.length === 0) return null;
	if (!byRoot) edits?.push({ at: one.name.pos, remove: 0, insert: `${asRoot.join(" ")} ` });
	else if (first === "sudo") edits?.push({ at: one.name.end, remove: 0, insert: " -n" });
	return null;
}

function clientRefusal(
	one: Command,
	{ name, rest, byRoot, emptied }: { name: string; rest: string[]; byRoot: boolean; emptied: boolean },
	context: Context,
): Reason | null {
	const said = [name, ...rest].join(" ");
	const outside: Reason = { code: "leaves-project", what: said };
	const at = one.args.length - rest.length;
	const verb = one.args.slice(at).find((_, index) => !/^-([qvh]{1,2}|-\w+)$/.test(rest[index] ?? ""));
	// What a variable holds is not known here: a verb, or an option that leads elsewhere.
	if (verb?.type === "Word" && hasExpansion(verb)) return outside;
	if (emptied || context.lost) return outside;
	const reach: Reach = reachOf(rest);
	const refusal = reach === "project" ? null : reach === "outside" ? outside : changing(said, context, reached[reach]);
	if (refusal !== null) return refusal;
	const client = at === 0 ? one.name : one.args[at - 1];
	if (one.name === undefined || client === undefined || client === one.name) return null;
	if (byRoot) {
		// Through sudo the client would lose its configuration, and with it the project.
		if (context.edits === null) return outside;
		context.edits.push({ at: one.name.pos, remove: client.pos - one.name.pos, insert: "" });
	} else if (client.type === "Word" && client.value.includes("/")) {
		// A program that is started by another one is found by its name alone in the run's own folder.
		context.edits?.push({ at: client.pos, remove: client.end - client.pos, insert: name });
	}
	return null;
}

const engineProgram: Rule = { programs: [], changes: () => true };

/** Variables that decide where the client's calls go, or by which a run is known. */
const decides =
	/^(LXD_CONF|LXD_DIR|LXD_SOCKET|LXD_GLOBAL_CONF|LXD_REMOTE|LXC_REMOTE|HOME|BASH_ENV|CHARLA_RUN|.*[$`].*)$/;

/** The names of the variables that a command sets: before it, by `export` and its like, or through `env`. */
function assignments(command: Command): string[] {
	const before = command.prefix.flatMap((one) => (one.type === "Assignment" ? [one.name] : []));
	const [program = "", ...rest] = typedWords(command);
	const name = baseName(program);
	const names = rest.map((word) => word.replace(/=.*/s, ""));
	if (/^(export|declare|typeset|readonly|local|unset|read|mapfile|readarray)$/.test(name)) return [...before, ...names];
	const own = names.filter((each) => !/[$`]/.test(each));
	if (/^(env|sudo|doas)$/.test(name)) return [...before, ...own];
	const target = name === "printf" ? rest.indexOf("-v") : -1;
	return target < 0 ? before : [...before, ...names.slice(target + 1, target + 2)];
}

/** Whether a program talks to the engine's socket by itself. */
function asksTheSocket(name: string, words: readonly string[]): boolean {
	return !/^(ls|stat|test|\[|file|echo)$/.test(name) && words.some((word) => /(lxd|incus)\S*unix\.socket/.test(word));
}

/** Whether something is fetched and run in one go: `curl … | sh`, `bash <(curl …)`, `eval "$(wget …)"`. */
function isRunDownload(node: SyntaxNode): boolean {
	const fetches = (one: SyntaxNode) => commandsIn(one).some((each) => /^(curl|wget)$/.test(baseName(programOf(each))));
	if (node.type === "Pipeline") {
		const reader = node.commands.findIndex((one) => one.type === "Command" && readsCommands(one));
		return reader > 0 && node.commands.slice(0, reader).some(fetches);
	}
	if (node.type !== "Command" || !/^(bash|sh|dash|zsh|ksh|eval|source|\.)$/.test(baseName(programOf(node))))
		return false;
	return commandsIn(node).some((each) => each !== node && fetches(each));
}

function readsCommands(command: Command): boolean {
	const inner = unwrap(typedWords(command));
	const [program = "", ...rest] = inner;
	return (
		shellIn(inner) !== null ||
		(/^(ba|da|z|k)?sh$/.test(baseName(program)) && rest.some((word) => /^-[a-z]*s$|^-$/.test(word)))
	);
}

function programOf(command: Command): string {
	return unwrap(typedWords(command))[0] ?? "";
}

/** Whether a part of a word is known only when it is typed. */
function hasExpansion(node: SyntaxNode): boolean {
	return nodesIn(node).some(({ type }) => /Expansion$|ProcessSubstitution|Glob$/.test(type));
}
