import type { Text } from "./text.js";
import type { LooseReason, MachineLimit, NamespaceType } from "./words.js";

/**
 * Every reason that charla has for a verdict, for a step that it does not run, for a preparation of its own, or for something
 * that it could not see: its code, and the data of each.
 *
 * A stage gives reasons and says none of them: `messages/reasons.ts` has the texts. To add a reason, add its code here; the
 * compiler then asks for its text in every language.
 */
interface ReasonData {
	/** Words that are nobody's to translate: an author's, in the document or its companion, or a program's. */
	text: { text: Text };

	// Why a step is not run.
	"not-asked": unknown;
	"not-reached": unknown;
	unprompted: unknown;
	/** @param found what is wrong */
	unparsed: { found: string };
	/** @param machine as the document calls it; empty where it has no name */
	elsewhere: { machine: string };
	"goes-elsewhere": { machine: string };
	/** @param taken a tab's title, or the first statement of a block */
	"another-way": { taken: string };
	"other-client": unknown;
	/** @param placeholder as the document writes it */
	"no-value": { placeholder: string };
	"unset-variable": { variable: string };
	"unset-container": unknown;
	"shell-not-started": unknown;
	/** @param stderr what was said when a shell should have been opened on it */
	"machine-ended": { stderr: string };
	"other-user": unknown;

	// Why shown output is not compared.
	"shown-loosely": { how: LooseReason };

	// What an existing machine does not allow; `what` is the part of the command that is not allowed.
	"changes-host": { what: string };
	"changes-shared": { what: string };
	"opens-host": { what: string };
	"leaves-project": { what: string };
	"needs-root": { what: string };
	"namespaces-need-root": unknown;

	// Why a step has its verdict.
	failure: FailedAttempt;
	"did-not-fail": unknown;
	"failed-otherwise": FailedAttempt & { pattern: string; flags: string };
	"other-output": unknown;
	healed: unknown;
	"image-stand-in": { image: string };

	// Why charla prepares something that no companion asks for.
	"engine-start": unknown;
	"no-open-shell": unknown;
	"packages-installed": unknown;
	/** @param folder its name, and how much of it was copied */
	"files-brought": { folder: string; files: number; bytes: number };

	// Why no shell could be opened.
	"no-container-named": unknown;
	"shell-ended": { exitCode: number | null };
	/** @param stderr what the opening command printed until then */
	"shell-silent": { seconds: number; stderr: string };

	// Why a claim could not be observed or judged.
	"not-running": { container: string };
	"not-entered": { container: string; without: readonly NamespaceType[] };
	"no-witness": { stderr: string };
	"state-not-reached": { instance: string; state: "booted" | "addressed"; seconds: number };
	"no-such-name": { placeholder: string };
	"no-such-step": { statement: string };
	"took-too-long": { what: "observe" | "change" | "undo"; seconds: number };
	"not-undone": unknown;
	"not-plain-data": { detail: string };
	/** @param returned what `judge` returned; null where it was a promise */
	"bad-judgement": { returned: string | null };
}

/** The name of a reason. */
export type ReasonCode = keyof ReasonData;

/** A reason with its data; told apart by `code`. Plain data. */
export type Reason<C extends ReasonCode = ReasonCode> = { [K in C]: { code: K } & ReasonData[K] }[C];

/** How an attempt failed, and the last line that it printed to standard error, where it printed one. */
export interface FailedAttempt {
	failure: Failure;
	last: string | null;
	/** Limits of the machine that were reached meanwhile; absent where none was. */
	limits?: readonly MachineLimit[];
}

interface FailureData {
	"exit-code": { exitCode: number };
	"empty-assignment": { variable: string };
	timeout: { seconds: number };
	"shell-ended": unknown;
	/** The shell did not come to evaluate it. */
	"not-run": unknown;
	/** Its shell is stopped, or waits for more without having said that it has ended. */
	"no-answer": unknown;
	"machine-ended": unknown;
	"no-shell": { reason: Reason };
}

/** The ways in which a command can fail. */
export type FailureKind = keyof FailureData;

/** Why a command failed. */
export type Failure<K extends FailureKind = FailureKind> = { [P in K]: { kind: P } & FailureData[P] }[K];
