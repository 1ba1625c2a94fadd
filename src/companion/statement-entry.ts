import type { Target } from "../model/target.js";
import type { Text } from "../model/text.js";
import type { ExpectationKind, InstanceState, VolatileName } from "../model/words.js";

/**
 * Everything that a companion says of one statement; with several headings in `under`, of one under each.
 *
 * ```ts
 * { statement: "apt install lxd", timeout: 900 }
 * { statement: "lxc start web", under: "Start", prepare: { instance: "web", state: "stopped" }, because: "it may be running" }
 * ```
 */
export interface StatementEntry extends Target {
	/** What must be so before it, because the document assumes it. Needs a reason. */
	prepare?: PreparationEntry | readonly PreparationEntry[];
	/** Today's command, where the written one no longer works. Needs a reason, and since when. */
	adapt?: AdaptationEntry;
	/**
	 * What its reader types when it asks; then its standard input is a terminal. What apt and the like ask everybody is
	 * answered without this.
	 */
	answer?: AnswerEntry | readonly AnswerEntry[];
	/** How the output that the document shows below it is compared: line by line, unless this says otherwise. */
	expect?: ExpectationEntry;
	/** The statement must fail, with an exit code other than 0; with a pattern, its output must match too. */
	fails?: true | RegExp;
	/** Seconds that it may take, where the usual two minutes are not enough; a day at most. */
	timeout?: number;
	/** It is not to be run, and the run is incomplete. Needs a reason. */
	skip?: true;
	/** The reason of what stands here. A preparation may have one of its own. */
	because?: Text;
	/** Since when the written command fails, or the shown output is no longer printed: a version or a date. */
	since?: Text;
}

/** What must be so before a statement: a state of an instance, or what a command does. Placeholders as in the document. */
export type PreparationEntry = ({ instance: string; state: InstanceState } | { run: string }) & {
	/** The reason, where it is not the entry's. */
	because?: Text;
};

/** Today's command for one that no longer works as written. */
export interface AdaptationEntry {
	/** The command that is tried when the written one has failed in the expected way. Placeholders as in the document. */
	to: string;
	/** What that failure looks like: a pattern on its output, or the variable that comes out empty. */
	when: RegExp | { empty: string };
}

/** An answer to a question of a command. */
export interface AnswerEntry {
	/** The question, as the command prints it: a pattern on what it has printed since the last answer. */
	asks: RegExp;
	/** The text that is typed before Enter; empty for Enter alone. */
	types: string;
}

/** How the output that the document shows below a statement is compared. */
export type ExpectationEntry =
	| {
			/** How the shown output is to be read; `exact` unless it says otherwise. */
			kind?: ExpectationKind;
			/** What may differ from run to run. */
			ignoring?: readonly VolatileName[];
			/** Today's output, where the document's is out of date. Needs `because` and `since`. */
			today?: string | { output: string; kind: ExpectationKind };
	  }
	/** The shown output is an example: it is not compared, and every report says so. Needs `because`. */
	| { uncompared: true };
