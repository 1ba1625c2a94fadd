import type { FoundCue } from "./cues.js";
import { type CarriedShell, decide, hostOf, type PlaceMark, type Placement } from "./decide.js";
import type { Draft } from "./draft.js";
import { ExitsAfter } from "./exits.js";
import { closes, type Shell, type TypedInto, typedInto } from "./typed-into.js";

/** What happens in a document, for those who follow where commands run. */
export type Event =
	| { type: "heading"; cue: FoundCue | null }
	/** `item` is the list item that it stands in. */
	| { type: "cue"; cue: FoundCue; item: number | null }
	| { type: "item-end"; item: number }
	| { type: "block"; drafts: Draft[]; mark: PlaceMark | null };

/** A cue that holds. */
interface HeldCue {
	cue: FoundCue;
	item: number | null;
	/** Whether a block came after it. */
	used: boolean;
}

/**
 * Decides where each statement runs, strongest rule first: a mark; a shell opened before it in its block; a prompt that names
 * an instance; a machine elsewhere that is told in the prose or by an open shell; the engine's own commands; the cue in a comment or in the
 * prose; the host. The result has a list for each block, a placement for each statement.
 *
 * A shell that its block leaves open, without deeper-indented lines, goes on in later blocks where it is certain to be meant:
 * where a later block has the `exit` that belongs to it, or where its own block typed nothing into it (then only until the
 * next cue or heading), or at the prompt that it was seen to have. There it takes the place of "the host", as the weakest rule. A cue in a list
 * item that had a block in it ends with the item.
 *
 * `instances` are the names that the document uses for instances: a prompt's host is an instance only if it is one of them, and a
 * plain word in a cue is a name only if it is one of them, or if the document has none.
 */
export function placeAll(events: Event[], instances: ReadonlySet<string> = new Set()): Placement[][] {
	return new Placing(events, instances).placements;
}

class Placing {
	readonly placements: Placement[][] = [];
	readonly #instances: ReadonlySet<string>;
	readonly #machines = new Set<string>();
	readonly #blocks: TypedInto[];
	readonly #exits: ExitsAfter;
	#cue: HeldCue | null = null;
	/** What is said of the whole document. */
	#lasting: FoundCue | null = null;
	#last: string | null = null;
	#carried: CarriedShell[] = [];

	constructor(events: Event[], instances: ReadonlySet<string>) {
		this.#instances = instances;
		this.#blocks = events.flatMap((event) => (event.type === "block" ? [typedInto(event.drafts)] : []));
		this.#exits = new ExitsAfter(this.#blocks);
		for (const event of events) {
			if (event.type === "block") this.#block(event);
			else if (event.type === "item-end") {
				if (this.#cue?.item === event.item && (this.#cue.used || !this.#cue.cue.announces)) this.#cue = null;
			} else {
				const item = event.type === "cue" ? event.item : null;
				if (event.cue?.lasting) this.#lasting = event.cue;
				this.#cue = event.cue && { cue: named(event.cue, instances), item, used: false };
				this.#carried = this.#carried.filter((shell) => shell.untilExit || shell.onlyAt !== null);
			}
		}
	}

	#block({ drafts, mark }: Extract<Event, { type: "block" }>): void {
		const index = this.placements.length;
		const inside = this.#blocks[index];
		const placed = drafts.map((draft, at) =>
			this.#place(draft, mark, inside?.into[at] ?? null, inside?.started[at] ?? null),
		);
		if (this.#cue) this.#cue.used = true;
		this.placements.push(placed);
		const opened = (inside?.open ?? []).flatMap((shell, at, { length }) =>
			carried(shell, this.#exits.isLeft(index, length - at)),
		);
		this.#carried = [...this.#carried, ...opened];
		// Who has just opened a shell is in it, whatever was said before.
		if (opened.length > 0) this.#cue = null;
	}

	#place(draft: Draft, mark: PlaceMark | null, into: Shell | null, started: Shell | null): Placement {
		if (into === null) while (this.#carried.length > 0 && this.#isClosed(draft)) this.#carried.pop();
		const said = draft.cue ? named(draft.cue, this.#instances) : (this.#cue?.cue ?? this.#lasting);
		const open = this.#carried.at(-1) ?? null;
		const where = decide(draft, {
			mark,
			into,
			prompt: hostOf(draft.prompt, this.#instances),
			machine: hostOf(draft.prompt, this.#machines),
			cue: said,
			carried: open,
			last: this.#last,
			ownContainers: this.#instances.size > 0,
		});
		const leaves = draft.exits && (where.place === "container" || where.rule === "shell");
		if (where.rule === "shell" && into === null && leaves) this.#carried.pop();
		const here =
			where.place === "host" ? null : where.place === "container" ? (where.container ?? undefined) : undefined;
		if (started) {
			started.container ??= here;
			started.machine ??= where.machine ?? null;
			started.client ??= where.client ?? null;
		}
		const nested = draft.starts !== null && here !== undefined;
		const opens = nested ? { container: here, shell: draft.starts ?? "" } : draft.opens;
		if (opens?.machine) this.#machines.add(opens.machine.replace(/^[^@]*@/, ""));
		this.#last = opens?.container ?? where.container ?? this.#last;
		return { ...where, opens, leaves };
	}

	#isClosed(draft: Draft): boolean {
		const shell = this.#carried.at(-1);
		return shell !== undefined && closes(draft, shell);
	}
}

function named(cue: FoundCue, instances: ReadonlySet<string>): FoundCue {
	if (cue.place === "elsewhere") return instances.has(cue.container ?? "") ? { ...cue, place: "container" } : cue;
	const isName = !cue.plain || instances.size === 0 || instances.has(cue.container ?? "");
	return isName ? cue : { ...cue, container: null };
}

/** How a shell that a block leaves open goes on after it; nothing where that is not certain. */
function carried(shell: Shell, untilExit: boolean): CarriedShell[] {
	if (shell.container === undefined && shell.machine === null) return [];
	const outside = shell.byPrompt ? shell.openedAt : null;
	const onlyAt = !untilExit && shell.used && shell.byPrompt ? shell.prompt : null;
	if (!untilExit && shell.used && onlyAt === null) return [];
	const { container = null, machine, client } = shell;
	return [{ container, machine, client, untilExit, outside, onlyAt }];
}
