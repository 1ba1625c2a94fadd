import type { Statement } from "../../model/script.js";
import type { PlaceKind, PlaceRule } from "../../model/words.js";
import type { FoundCue } from "./cues.js";
import type { Draft } from "./draft.js";
import { type Shell, typedInto } from "./typed-into.js";

/** What a mark says about the place of a block's statements. */
export interface PlaceMark {
	place: PlaceKind;
	container: string | null;
}

/** What happens in a document, for those who follow where commands run. */
export type Event =
	| { type: "heading"; cue: FoundCue | null }
	| { type: "cue"; cue: FoundCue }
	| { type: "block"; drafts: Draft[]; mark: PlaceMark | null };

/** Where a statement runs, and why. */
export type Placement = Pick<Statement, "place" | "container" | "rule" | "opens" | "leaves">;

/** A shell that is still open after the block that opened it. */
interface Carried {
	/** Null on the host. */
	container: string | null;
	/** Whether a later `exit` leaves it; otherwise it lasts until the next cue or heading. */
	untilExit: boolean;
	/** The prompt at which it was opened, where its own was seen to be another: what is typed at that one is outside. */
	outside: string | null;
}

/**
 * Decides where each statement runs, strongest rule first: a mark; a shell opened before it in its block; a prompt that names
 * an instance; the engine's own commands; the cue in a comment or in the prose; the host. The result has a list for each block, a placement for each statement.
 *
 * A shell that its block leaves open, without deeper-indented lines, goes on in later blocks where it is certain to be meant:
 * where a later block has the `exit` that belongs to it, or where its own block typed nothing into it (then only until the
 * next cue or heading). There it takes the place of "the host", as the weakest rule.
 *
 * `instances` are the names that the document uses for instances: a prompt's host is an instance only if it is one of them, and a
 * plain word in a cue is a name only if it is one of them, or if the document has none.
 */
export function placeAll(events: Event[], instances: ReadonlySet<string> = new Set()): Placement[][] {
	const blocks = events.filter((event) => event.type === "block").map((event) => typedInto(event.drafts));
	const placements: Placement[][] = [];
	let cue: FoundCue | null = null;
	let last: string | null = null;
	let carried: Carried[] = [];
	for (const event of events) {
		if (event.type !== "block") {
			cue = event.cue && named(event.cue, instances);
			carried = carried.filter((shell) => shell.untilExit);
			continue;
		}
		const index = placements.length;
		const inside = blocks[index];
		const placed: Placement[] = [];
		for (const [at, draft] of event.drafts.entries()) {
			const into = inside?.into[at] ?? null;
			const { mark } = event;
			const said = draft.cue ? named(draft.cue, instances) : cue;
			const prompt = instanceOf(draft.prompt, instances);
			const where = decide(draft, { mark, into, prompt, cue: said, carried: carried.at(-1) ?? null, last });
			const leaves = draft.exits && (where.place === "container" || where.rule === "shell");
			if (where.rule === "shell" && into === null && leaves) carried = carried.slice(0, -1);
			const here = where.place === "host" ? null : (where.container ?? undefined);
			const started = inside?.started[at];
			if (started) started.container ??= here;
			const nested = draft.starts !== null && here !== undefined;
			const opens = nested ? { container: here, shell: draft.starts ?? "" } : draft.opens;
			last = opens?.container ?? where.container ?? last;
			placed.push({ ...where, opens, leaves });
		}
		placements.push(placed);
		const opened = carriedFrom(inside?.open ?? [], blocks.slice(index + 1));
		carried = [...carried, ...opened];
		// Who has just opened a shell is in it, whatever was said before.
		if (opened.length > 0) cue = null;
	}
	return placements;
}

function named(cue: FoundCue, instances: ReadonlySet<string>): FoundCue {
	const isName = !cue.plain || instances.size === 0 || instances.has(cue.container ?? "");
	return isName ? cue : { ...cue, container: null };
}

type Where = Pick<Placement, "place" | "container" | "rule">;

/** The instance that a prompt names as its host: `root@web:~#`, `[root@web ~]#`, and `root@web` of a `{terminal}`. */
function instanceOf(prompt: string, instances: ReadonlySet<string>): string | null {
	const host = /^\[?[\w.-]+@([\w.-]+)/.exec(prompt)?.[1];
	return host !== undefined && instances.has(host) ? host : null;
}

/** Whether a prompt can be that of a shell: a container that is named by a placeholder or a variable may have any name. */
function agrees(prompt: string | null, container: string | null): boolean {
	return prompt === null || prompt === container || (container !== null && !/^[\w.-]+$/.test(container));
}

/** What may say where a statement is typed. */
interface Hints {
	mark: PlaceMark | null;
	into: Shell | null;
	prompt: string | null;
	cue: FoundCue | null;
	carried: Carried | null;
	last: string | null;
}

function decide(draft: Draft, { mark, into, prompt, cue, carried, last }: Hints): Where {
	const on = (rule: PlaceRule): Where => ({ place: "host", container: null, rule });
	const within = (rule: PlaceRule, container: string | null): Where => ({ place: "container", container, rule });
	if (mark) return mark.place === "host" ? on("mark") : within("mark", mark.container ?? cue?.container ?? last);
	const inShell = (container: string | null): Where => (container === null ? on("shell") : within("shell", container));
	if (into?.container !== undefined && agrees(prompt, into.container)) return inShell(into.container);
	const inCarried = carried !== null && (draft.prompt === "" || draft.prompt !== carried.outside);
	if (draft.exits && inCarried && agrees(prompt, carried.container)) return inShell(carried.container);
	if (prompt !== null) return within("prompt", prompt);
	// What drives the engine is typed on the host; in the shell that was started there, if one was.
	if (draft.drives) return inCarried && carried.container === null ? on("shell") : on("engine");
	if (cue) return cue.place === "host" ? on("cue") : within("cue", cue.container ?? last);
	if (inCarried) return inShell(carried.container);
	return on("default");
}

/** Which of the shells that a block leaves open go on after it. */
function carriedFrom(open: Shell[], later: { exits: number; open: Shell[] }[]): Carried[] {
	return open.flatMap((shell, index): Carried[] => {
		const untilExit = isLeftLater(open.length - index, later);
		if (shell.container === undefined) return [];
		const outside = shell.byPrompt ? shell.openedAt : null;
		return untilExit || !shell.used ? [{ container: shell.container, untilExit, outside }] : [];
	});
}

/** Whether later blocks have the `exit` for a shell with `depth - 1` others open in it. */
function isLeftLater(depth: number, later: { exits: number; open: Shell[] }[]): boolean {
	let remaining = depth;
	for (const block of later) {
		remaining -= block.exits;
		if (remaining <= 0) return true;
		remaining += block.open.length;
	}
	return false;
}
