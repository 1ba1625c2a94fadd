import type { Statement } from "../../model/script.js";
import type { PlaceKind, PlaceRule } from "../../model/words.js";
import type { FoundCue } from "./cues.js";
import type { Draft } from "./draft.js";
import type { Shell } from "./typed-into.js";

/** Where a statement runs, and why. */
export type Placement = Pick<Statement, "place" | "container" | "machine" | "client" | "rule" | "opens" | "leaves">;

/** What a mark says about the place of a block's statements. */
export interface PlaceMark {
	place: PlaceKind;
	container: string | null;
	machine?: string | null;
}

/** A shell that is still open after the block that opened it. */
export interface CarriedShell {
	/** Null on the host. */
	container: string | null;
	machine: string | null;
	client: string | null;
	/** Whether a later `exit` leaves it; otherwise it lasts until the next cue or heading. */
	untilExit: boolean;
	/** The prompt at which it was opened, where its own was seen to be another: what is typed at that one is outside. */
	outside: string | null;
	/** Its own prompt, where only what is typed at that one is surely inside. */
	onlyAt: string | null;
}

type Where = Pick<Placement, "place" | "container" | "machine" | "client" | "rule">;

/** The host that a prompt names, if it is one of some: `root@web:~#`, `[root@web ~]#`, and `root@web` of a `{terminal}`. */
export function hostOf(prompt: string, names: ReadonlySet<string>): string | null {
	const host = /^\[?[\w.-]+@([\w.-]+)/.exec(prompt)?.[1];
	return host !== undefined && names.has(host) ? host : null;
}

/** Whether a prompt can be that of a shell: a container that is named by a placeholder or a variable may have any name. */
function agrees(prompt: string | null, container: string | null): boolean {
	return prompt === null || prompt === container || (container !== null && !/^[\w.-]+$/.test(container));
}

/** What may say where a statement is typed. */
interface Hints {
	mark: PlaceMark | null;
	into: Shell | null;
	/** The instance, and the machine, that its prompt names. */
	prompt: string | null;
	machine: string | null;
	cue: FoundCue | null;
	carried: CarriedShell | null;
	last: string | null;
	/** Whether the document's containers are LXD's or Incus'. */
	ownContainers: boolean;
}

/** Applies the rules, strongest first. */
export function decide(draft: Draft, hints: Hints): Where {
	const { mark, into, prompt, machine, cue, carried, last } = hints;
	const on = (rule: PlaceRule): Where => ({ place: "host", container: null, rule });
	const within = (rule: PlaceRule, container: string | null): Where => ({ place: "container", container, rule });
	const elsewhere = (rule: PlaceRule, name: string | null): Where => ({
		place: "elsewhere",
		container: null,
		machine: name,
		rule,
	});
	if (mark?.place === "elsewhere") return elsewhere("mark", mark.machine ?? null);
	if (mark) return mark.place === "host" ? on("mark") : within("mark", mark.container ?? cue?.container ?? last);
	const inShell = (shell: Pick<Shell, "machine" | "client"> & { container: string | null }): Where => {
		if (shell.machine !== null) return elsewhere("shell", shell.machine);
		if (shell.container === null)
			return shell.client === null ? on("shell") : { ...within("shell", null), client: shell.client };
		return { ...within("shell", shell.container), ...(shell.client === null ? {} : { client: shell.client }) };
	};
	if (
		into &&
		(into.machine !== null || into.container !== undefined) &&
		(into.client !== null || agrees(prompt, into.container ?? null))
	) {
		return inShell({ ...into, container: into.container ?? null });
	}
	const inCarried = carried !== null && isAt(draft.prompt, carried);
	if (draft.exits && inCarried && agrees(prompt, carried.container)) return inShell(carried);
	if (prompt !== null) return within("prompt", prompt);
	if (machine !== null) return elsewhere("prompt", machine);
	// Who goes to another machine types that here.
	if (cue?.place === "elsewhere" && draft.opens?.machine === undefined) return elsewhere("cue", cue.container);
	if (inCarried && carried.machine !== null) return inShell(carried);
	// What drives the engine is typed on the host; in the shell that was started there, if one was.
	if (draft.drives)
		return inCarried && carried.container === null && carried.client === null ? on("shell") : on("engine");
	if (draft.clients.others.some((client) => !goesTo.has(client)) && !hints.ownContainers && !inCarried)
		return on("engine");
	if (cue && cue.place !== "elsewhere") return cue.place === "host" ? on("cue") : within("cue", cue.container ?? last);
	if (inCarried) return inShell(carried);
	return on("default");
}

/** Clients that only go to another machine: what they do there is no engine's. */
const goesTo = new Set(["ssh", "mosh"]);

/** Whether what is typed at a prompt can be typed into a shell that is still open. */
function isAt(prompt: string, { outside, onlyAt }: CarriedShell): boolean {
	if (onlyAt !== null) return prompt !== "" && whoAt(prompt) === whoAt(onlyAt);
	return prompt === "" || prompt !== outside;
}

/** A prompt without its folder, which changes. */
const whoAt = (prompt: string): string => prompt.replace(/:[^\s]*|\s[^\]]*/, "");
