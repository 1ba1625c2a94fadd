import type { Answer } from "./answer.js";
import type { Position } from "./position.js";
import type { Reason } from "./reason.js";
import type { Comparison, OpenedShell, UntypedBlock } from "./script.js";
import type { Text } from "./text.js";
import type {
	ClaimVerdict,
	ExpectationKind,
	InstanceState,
	Language,
	PlaceKind,
	PlaceRule,
	StepVerdict,
} from "./words.js";

/** A script with every placeholder bound and every entry of its companion in its place. */
export interface Plan {
	document: { path: string; sha256: string };
	companion: string | null;
	language: Language;
	/** What the run's names end with, so that two runs never share one. */
	runId: string;
	machine: MachineNeeds;
	steps: Step[];
	claims: PlannedClaim[];
	sentences: PlannedSentence[];
	/** Statements in the document, also those that `--only` left out. */
	statements: number;
	/** What stands in blocks and nobody types, where there is any. */
	untyped?: UntypedBlock[];
}

/** What the document needs of its machine. */
export interface MachineNeeds {
	/** Whether a step of the document installs the engine; then the machine starts without one. */
	installs: string | null;
	/** The public image server that the companion stands in for a server of the past, if any. */
	imageServer: ImageServer | null;
	/** What the document calls the managed bridge, where its companion says so. */
	bridge?: NamedBridge | null;
	/** Names that the container image is given in the engine before the first step. */
	images: string[];
	/** The folder of which a copy lies where the document's shell starts; absent where it needs none. */
	files?: string;
	/** Debian packages that the host has before the first step; absent where it needs none. */
	packages?: string[];
}

/** The managed bridge under the document's name for it. On a machine that has another one, that is drift. */
export interface NamedBridge {
	name: string;
	because: Text;
	since: Text;
}

/** A second engine in the machine that serves the container image under the names of a server of the past. */
export interface ImageServer {
	/** Address that it listens on, `host:port`. */
	address: string;
	/** Aliases under which the image is public. */
	aliases: string[];
	because: Text;
}

/** A bound statement. */
export interface Step {
	/** The statement's id. */
	id: string;
	written: string;
	bound: string;
	position: Position;
	heading: string[];
	block: string;
	place: PlaceKind;
	/** The container's bound name. */
	container: string | null;
	/** Elsewhere: the machine; null where it has no name. */
	machine?: string | null;
	/** The client that opened the container's shell, where it is neither LXD's nor Incus'. */
	client?: string;
	rule: PlaceRule;
	opens: OpenedShell | null;
	leaves: boolean;
	assigns: string[];
	preparations: Preparation[];
	adaptation: Adaptation | null;
	/** The verdict that the companion declares; `as-written` unless it says otherwise. */
	declared: StepVerdict;
	/** What is typed when the statement asks; absent where nothing is known that it asks. */
	answers?: Answer[];
	/** Seconds after which the statement is ended. */
	timeoutSeconds: number;
	/** Why the step is not to be run, or null. */
	skip: Reason | null;
	/** It does not stand under the heading that was asked for, and nothing that does depends on it. */
	notAsked?: true;
	/** It is another way to do what this one does, which is typed instead. */
	instead?: string;
	/** The sentence that says that it fails, where nothing declares that. */
	saidToFail?: { text: string; position: Position };
	/** A placeholder in it that has no value, as it is written. */
	lacks?: string;
	/** The output that it must have. */
	expected?: Expectation;
	/** It is meant to fail with an exit code, and its output to match; an empty pattern matches everything. */
	fails?: { pattern: string; flags: string };
}

/** The output that a document shows below a statement. */
export interface Expectation extends Comparison {
	text: string;
	/** Where the document shows it; null where only the companion says it. */
	position: Position | null;
	/** How many steps before it were typed at the same prompt, so that their output stands there too. */
	shares: number;
	/** What is printed today where what the document shows is no longer so. */
	today: { kind: ExpectationKind; text: string; because: Text; since: Text } | null;
	/** Why the output is not compared, or null. */
	uncompared: Reason | null;
}

/** What is done before a step, because the document assumes it. */
export type Preparation =
	| { kind: "ensure"; instance: string; state: InstanceState; because: Text }
	| { kind: "run"; command: string; because: Text };

/** Today's command for one that no longer works as written. */
export interface Adaptation {
	command: string;
	/** What the failure of the written command looks like: a pattern on its output, or an assignment that comes out empty. */
	expects: { output: string; flags: string } | { empty: string };
	because: Reason;
	/** Since when the written one no longer works: a version or a date; empty where it may still work elsewhere. */
	since: Text;
	/** It is charla's own, for where an image server cannot be reached: what then runs is not quite what the document says. */
	standIn?: true;
}

/** A claim, bound to its sentence. Its functions stay in the companion, under the same id. */
export interface PlannedClaim {
	id: string;
	sentences: string[];
	text: string;
	position: Position;
	heading: string[];
	/** The step after which it is observed. */
	after: string;
	/** What the placeholders stand for in its section. */
	names: Record<string, string>;
	/** Whether it is about what a namespace isolates, so that it is tried without each of them. */
	isolates: boolean;
	declared: ClaimVerdict;
	because: Text | null;
	since: Text | null;
}

/** A sentence and what covers it. */
export interface PlannedSentence {
	id: string;
	text: string;
	position: Position;
	heading: string[];
	class: "claim" | "cue" | "not-a-claim" | "uncovered";
	because: Text | null;
}
