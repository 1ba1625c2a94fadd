import type { Look } from "../look/look.js";
import type { Cue } from "../model/cue.js";
import type { Target } from "../model/target.js";
import type { Text } from "../model/text.js";
import type { ClaimVerdict, NamespaceType } from "../model/words.js";
import type { StatementEntry } from "./statement-entry.js";

/** A placeholder's value: a readable name to which the run's id is added, or one for each section that uses it. */
export type PlaceholderValue = string | { perSection: string } | { exactly: string } | Unfilled;

/** A value that the author has not given yet. It is an error. */
export interface Unfilled {
	fillIn: string;
}

/** What an observation saw: plain data that survives JSON, handed to `judge` later. */
export type Observation = object;

/** The verdict on an observation, with its evidence. */
export interface Judgement {
	verdict: ClaimVerdict;
	/** The values that decided it, for a reader to check. */
	evidence: { what: Text; value: string }[];
	/** Output beside the verdict: how loosely it holds, or why it could not be decided. */
	note?: Text;
}

/** A sentence of the prose that can be true or false. */
export interface ClaimEntry<O extends Observation = Observation> {
	/** A short name, unique in the companion. */
	id: string;
	/** The sentence, quoted as a reader sees it, or a part of it; all parts of a sentence must be quoted by some claim. */
	quote: string;
	/** The nearest heading above it, where the same words stand under several. */
	under?: string;
	/** The same words stand there more than once, and mean the same. */
	repeated?: boolean;
	/** The step after which it is observed; by default the last one before the sentence. */
	after?: Target;
	/** The expected verdict today; by default `holds`. */
	declared?: ClaimVerdict;
	because?: Text;
	/** For what is no longer true: since when. */
	since?: Text;
	/** Looks at the live machine. */
	observe(look: Look): Promise<O>;
	/** Decides from the observation alone. */
	judge(observed: O): Judgement;
	/** A change under which the claim must come out refuted. */
	counterexample: Counterexample<O>;
}

/** How a claim is shown to be able to fail. */
export type Counterexample<O extends Observation> =
	/** Changes the real machine; undone by the function that it returns. */
	| { because: Text; change(look: Look): Promise<() => Promise<unknown>> }
	/** Observes in another way, in the real container minus one of its namespaces, or minus several at once. */
	| { because: Text; without: NamespaceType | readonly NamespaceType[] }
	/** Only what was observed can be falsified, not the machine; says why. */
	| { because: Text; falsify(observed: O): O };

/** A sentence that cannot be true or false, or is not the document's to prove. */
export interface NotAClaim {
	quote: string | readonly string[];
	under?: string;
	because: Text;
}

/** What a companion adds to its document. */
export interface Companion {
	language?: "es" | "en";
	/** Words that say where the next commands run, beside those that charla knows. */
	cues?: readonly Cue[];
	/** The tabs that are typed, by their titles: `["CLI", "Debian"]`. */
	tabs?: readonly string[];
	/** The statement that installs the engine; without it the machine starts with the engine installed. */
	installs?: Target;
	/** A second engine in the machine that stands in for an image server of the past. */
	imageServer?: { address: string; aliases: readonly string[]; because: Text };
	/** The document's name for the engine's managed bridge. Another name on the machine is drift. */
	bridge?: { name: string; because: Text; since: Text };
	/** Aliases that the container image has in the engine before the first statement. */
	images?: readonly string[];
	/**
	 * A folder, from the document's own: `"."`. A copy of what git would keep of it lies where the document's shell starts;
	 * of a folder without git, all of it.
	 */
	files?: string;
	/** Debian packages that the machine has before the first statement: `["nodejs", "npm"]`. */
	packages?: readonly string[];
	placeholders?: Readonly<Record<string, PlaceholderValue>>;
	/** One entry for each statement that needs one. */
	statements?: readonly StatementEntry[];
	// biome-ignore lint/suspicious/noExplicitAny: each claim has an observation of its own; `claim` types it.
	claims?: readonly ClaimEntry<any>[];
	notClaims?: readonly NotAClaim[];
}

/** Types a companion: `export default defineCompanion({ … })` in `NAME.charla.ts` beside `NAME.md`. */
export function defineCompanion(companion: Companion): Companion {
	return companion;
}

/** Types a claim, so that `judge` knows what `observe` returns. */
export function claim<O extends Observation>(entry: ClaimEntry<O>): ClaimEntry<O> {
	return entry;
}

/**
 * A claim without an observation yet. It is never decided, so a document with it never passes.
 * `charla init` writes one for each sentence.
 */
export function stub(entry: Pick<ClaimEntry, "id" | "quote" | "under" | "repeated" | "after">): ClaimEntry {
	const unfinished = (): never => {
		throw new Error(`${entry.id} is a stub: nothing says yet what shows it`);
	};
	return {
		...entry,
		observe: async () => unfinished(),
		judge: unfinished,
		counterexample: { because: "a stub", falsify: unfinished },
	};
}
