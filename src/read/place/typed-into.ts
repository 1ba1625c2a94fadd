import type { Draft } from "./draft.js";

/** A shell that a statement of the block opened. */
export interface Shell {
	/** Null on the host; undefined until it is known where the statement is typed that starts it (`su - ada`). */
	container: string | null | undefined;
	/** The machine, where it is another one. */
	machine: string | null;
	/** The client that opened it, where it is neither LXD's nor Incus'. */
	client: string | null;
	/** Whether something was typed into it. */
	used: boolean;
	/** The prompt at which it was opened, and whether its own was seen to be another. */
	openedAt: string;
	byPrompt: boolean;
	/** Its own prompt; null where nothing was typed into it. */
	prompt: string | null;
}

interface OpenShell extends Shell {
	opening: Draft;
	/** How its lines are told from those after it; not known before the first of them. */
	by: "indentation" | "prompt" | "exit" | null;
}

/** What of a block is typed into shells that the block itself opens. */
export interface TypedInto {
	/** For each statement the shell that it is typed into, or null. */
	into: (Shell | null)[];
	/** For each statement the shell that it starts where it is typed itself, or null. */
	started: (Shell | null)[];
	/** How many `exit`s have no shell in the block that they leave. */
	exits: number;
	/** The shells that are still open at the end; those whose lines are indented ended with them. */
	open: Shell[];
}

/**
 * Follows the shells that are opened inside one block.
 *
 * Where the line after the opening is indented deeper, or has another prompt, the shell is typed into as long as that is so;
 * otherwise until its `exit` or the end of the block. An `exit` at the opening's own depth right after deeper lines is still
 * the shell's.
 */
export function typedInto(drafts: Draft[]): TypedInto {
	const stack: OpenShell[] = [];
	const into: (Shell | null)[] = [];
	const started: (Shell | null)[] = [];
	let exits = 0;
	for (const draft of drafts) {
		let shell = stack.at(-1);
		while (shell && (closes(draft, shell) || isBack(draft, shell) || (!isInside(draft, shell) && !draft.exits))) {
			stack.pop();
			shell = stack.at(-1);
		}
		if (shell) {
			shell.used = true;
			shell.prompt ??= draft.prompt;
		}
		into.push(shell ?? null);
		if (draft.exits) {
			if (shell) stack.pop();
			else exits++;
		}
		const opens = draft.opens !== null || draft.starts !== null;
		const opened = {
			container: draft.opens?.container ?? shell?.container,
			machine: shell?.machine ?? draft.opens?.machine ?? null,
			client: draft.opens ? (draft.opens.client ?? null) : (shell?.client ?? null),
			used: false,
			openedAt: draft.prompt,
			byPrompt: draft.emptyPrompt !== null && draft.emptyPrompt !== draft.prompt,
			prompt: null,
			opening: draft,
			by: null,
		};
		if (opens) stack.push(opened);
		started.push(draft.opens === null && opens ? (stack.at(-1) ?? null) : null);
	}
	return { into, started, exits, open: stack.filter((shell) => shell.by !== "indentation") };
}

/** Whether a statement that drives the engine is typed at the very prompt at which the shell was opened: its reader is out of it again. */
function isBack({ prompt, drives, exits }: Draft, { openedAt, opening }: OpenShell): boolean {
	return drives && !exits && opening.drives && prompt !== "" && prompt === openedAt;
}

/** Whether a statement is typed into a shell, deciding by the first how to tell. */
function isInside(draft: Draft, shell: OpenShell): boolean {
	const { opening } = shell;
	if (draft.line === opening.line) return false;
	shell.by ??= draft.indent > opening.indent ? "indentation" : draft.prompt === opening.prompt ? "exit" : "prompt";
	shell.byPrompt = shell.by === "prompt";
	if (shell.by === "indentation") return draft.indent > opening.indent;
	return shell.by === "exit" || draft.prompt !== opening.prompt;
}

/**
 * Whether a statement can only be typed outside of a shell, so that its reader has left it: it is one of the client that opened the
 * shell, or it names the very container.
 */
export function closes({ clients, exits }: Draft, { client, container }: Pick<Shell, "client" | "container">): boolean {
	if (exits) return false;
	if (client !== null && client !== "ssh" && client !== "mosh") return clients.others.includes(client);
	return container != null && /^[\w-]+$/.test(container) && clients.words.includes(container);
}
