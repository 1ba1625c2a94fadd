/**
 * The nouns of charla, in the order in which a run makes them:
 *
 *     Markdown ──read──▶ Script ──bind──▶ Plan ──run──▶ Transcript ──judge──▶ Verdicts ──report──▶ …
 *
 * Every one is plain data that survives `JSON.parse(JSON.stringify(x))`. A stage is a folder of `src/`
 * that knows the type on its left and the type on its right, and nothing else of its neighbours.
 */

// ───────────────────────────────────────────── positions and places

/** A point in the Markdown: `line` and `column` count from 1, `offset` from 0, in UTF-16 code units (unist). */
export interface Point {
	line: number;
	column: number;
	offset: number;
}

/** A range in the Markdown; `end` is the point after the last character. */
export interface Position {
	start: Point;
	end: Point;
}

/** Where a statement runs. */
export type PlaceKind = "host" | "container";

/** The rule that decided a statement's place, strongest first. */
export type PlaceRule = "mark" | "shell" | "prompt" | "engine" | "cue" | "default";

/** The languages charla speaks. */
export type Language = "es" | "en";

// ───────────────────────────────────────────── read: Script

/** A document as it was read: what would be typed, in order, and what is said about it. */
export interface Script {
	document: { path: string; sha256: string };
	/** The language of the prose, from front matter or the cues found; null where nothing tells. */
	language: string | null;
	blocks: Block[];
	statements: Statement[];
	sentences: Sentence[];
}

/** A code block, or a paragraph that is nothing but inline code. */
export interface Block {
	/** `b1`, `b2`, … in document order. */
	id: string;
	kind: "fenced" | "indented" | "inline";
	/** The info string's first word, or null. */
	language: string | null;
	/** The code, without fences or indentation that belongs to the Markdown. */
	text: string;
	position: Position;
	/** The headings above it, outermost first. */
	heading: string[];
}

/** One shell statement of a block: what a reader types and sends with Enter. */
export interface Statement {
	/** `s1`, `s2`, … in document order. */
	id: string;
	block: string;
	/** As written: no trailing comment, no leading indentation, heredocs and continuations included. */
	text: string;
	position: Position;
	heading: string[];
	place: PlaceKind;
	/** The container it runs in, as the document writes it (`[container]`, `web`); null on the host or where the document does not name one. */
	container: string | null;
	rule: PlaceRule;
	/** Where a shell is opened for typing into it, and by which program. */
	opens: { container: string | null; shell: string } | null;
	/** Whether it leaves the container's shell that it is typed into (`exit`, `logout`). */
	leaves: boolean;
	/** Bracketed names that look like placeholders, by offset in `text`. */
	placeholders: PlaceholderUse[];
	/** Shell variables that it sets for later statements. An assignment of a value that is not the empty string must not come out empty. */
	assigns: string[];
	/** Shell variables that it expands. */
	expands: string[];
	/** What it asks of the engine, in order, also inside pipelines and substitutions. */
	engine: EngineCall[];
	/** In a block that shows a session: the output below it, and how many statements before it were typed at the same prompt. */
	expected?: { text: string; position: Position; shares?: number };
	/** What HTML comments before the block say of it, apart from its place. */
	marks?: StatementMarks;
}

/**
 * `<!-- charla: skip because … -->`, `<!-- charla: fails /…/ -->` (the block's last statement), `<!-- charla: timeout 60s -->`,
 * `<!-- charla: expect glob, pid, ip -->`.
 */
export interface StatementMarks {
	skip?: string;
	/** It is meant to fail, and its output to match; an empty pattern matches everything. */
	fails?: { pattern: string; flags: string };
	timeoutSeconds?: number;
	expect?: Comparison;
	/** Nobody marked it: it stands in a session above the first prompt, and whether it is typed is not known. */
	unprompted?: boolean;
}

/** How the output that a document shows is compared with what was printed. */
export interface Comparison {
	kind: ExpectationKind;
	/** Normalisers, by name: what they know is not compared. */
	ignoring: VolatileName[];
}

/**
 * `exact`: line by line, where a line that is only `...` stands for any lines. `glob`: the same, with `*` and `?` in lines.
 * `regex`: each line a pattern for a whole line. `json`: the same data; `"..."` stands for anything.
 */
export type ExpectationKind = "exact" | "glob" | "regex" | "json";

/** What may differ from run to run and mean nothing. */
export type VolatileName = "pid" | "ip" | "mac" | "date" | "uuid" | "size" | "duration" | "fingerprint";

/** A use of `[name]` in a statement; `start` and `end` are offsets in the statement's text, brackets included. */
export interface PlaceholderUse {
	name: string;
	start: number;
	end: number;
}

/** A call of an engine's client: `lxc launch trusty-amd64 [container]` has the words `launch`, `trusty-amd64`, `[container]`. */
export interface EngineCall {
	client: string;
	words: string[];
}

/** A sentence of the prose, or a trailing comment in a block. */
export interface Sentence {
	/** `p1`, `p2`, … in document order. */
	id: string;
	/** The words, with Markdown marks taken away and white space folded. */
	text: string;
	position: Position;
	heading: string[];
	source: "prose" | "comment";
	/** For a comment: the statement that it trails. */
	statement: string | null;
	/** Where the sentence says where the next commands run: that place. */
	cue: PlaceKind | null;
}

// ───────────────────────────────────────────── bind: Plan

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
}

/** The managed bridge under the document's name for it. On a machine that has another one, that is drift. */
export interface NamedBridge {
	name: string;
	because: string;
	since: string;
}

/** A second engine in the machine that serves the container image under the names of a server of the past. */
export interface ImageServer {
	/** Address that it listens on, `host:port`. */
	address: string;
	/** Aliases under which the image is public. */
	aliases: string[];
	because: string;
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
	rule: PlaceRule;
	opens: { container: string | null; shell: string } | null;
	leaves: boolean;
	assigns: string[];
	preparations: Preparation[];
	adaptation: Adaptation | null;
	/** The verdict that the companion declares; `as-written` unless it says otherwise. */
	declared: StepVerdict;
	/** Seconds after which the statement is ended. */
	timeoutSeconds: number;
	/** Why the step is not to be run, or null. */
	skip: string | null;
	/** It does not stand under the heading that was asked for, and nothing that does depends on it. */
	notAsked?: true;
	/** Where a placeholder in it has no value: that, in words. */
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
	today: { kind: ExpectationKind; text: string; because: string; since: string } | null;
	/** Why the output is not compared, or null. */
	uncompared: string | null;
}

/** What is done before a step, because the document assumes it. */
export type Preparation =
	| { kind: "ensure"; instance: string; state: InstanceState; because: string }
	| { kind: "run"; command: string; because: string };

/** A state of an instance that can be waited for. `booted`: its init is done; `addressed`: it has a global IPv4 address. */
export type InstanceState = "stopped" | "running" | "booted" | "addressed";

/** Today's command for one that no longer works as written. */
export interface Adaptation {
	command: string;
	/** What the failure of the written command looks like: a pattern on its output, or an assignment that comes out empty. */
	expects: { output: string; flags: string } | { empty: string };
	because: string;
	/** Since when the written one no longer works: a version or a date; empty where it may still work elsewhere. */
	since: string;
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
	because: string | null;
	since: string | null;
}

/** A sentence and what covers it. */
export interface PlannedSentence {
	id: string;
	text: string;
	position: Position;
	heading: string[];
	class: "claim" | "cue" | "not-a-claim" | "uncovered";
	because: string | null;
}

// ───────────────────────────────────────────── run: Transcript

/** All that a run saw. */
export interface Transcript {
	plan: Plan;
	machine: MachineFacts;
	steps: StepRecord[];
	claims: ClaimRecord[];
	preparations: PreparationRecord[];
	/** The network after the last step; null where no engine was running. */
	topology: Topology | null;
	/** What was on the real machine after the run that was not there before it. */
	leftovers: string[];
	startedAt: string;
	durationMs: number;
}

/** What the document ran on. */
export interface MachineFacts {
	name: string;
	host: string;
	engine: string;
	engineVersion: string;
	kernel: string;
	disposable: boolean;
	/** What the container image is, in words: "Debian 12 (bookworm), made by mmdebstrap". */
	image: string;
	/** What came out of a cache instead of being made or fetched in this run. */
	cached: string[];
	/** The bridge that the containers are on, where the machine's own was taken. */
	bridge?: string | null;
}

/** The network of the host and of its running containers, as it was measured. */
export interface Topology {
	/** The step after which it was measured. */
	after: string;
	links: Link[];
	/** Masquerading rules of the host, as `iptables-save` or `nft` says them. */
	nat: string[];
}

/** A network link; a veth's other end is found by its index, never by its name. */
export interface Link {
	/** `host`, or the container in whose network namespace it is. */
	place: string;
	index: number;
	name: string;
	/** `veth`, `bridge`, `loopback`, … */
	kind: string;
	peer: { place: string; index: number } | null;
	/** The bridge that it is a port of. */
	master: string | null;
	up: boolean;
	mac: string;
	/** With prefix length: `10.0.3.1/24`. */
	addresses: string[];
}

/** The seven namespaces of a container, by their names in /proc/PID/ns. */
export type NamespaceType = "mnt" | "pid" | "uts" | "net" | "ipc" | "user" | "cgroup";

/** Claims × namespaces taken away. */
export interface Isolation {
	namespaces: NamespaceType[];
	rows: { claim: string; verdict: Record<NamespaceType, ClaimVerdict>; needs: NamespaceType[] }[];
}

/** One execution of a command. */
export interface Attempt {
	command: string;
	/** Null where no exit code could be had: the shell died, or the time was up. */
	exitCode: number | null;
	stdout: string;
	stderr: string;
	/** The same output in the order in which it came. */
	output: Chunk[];
	durationMs: number;
	/** Why the attempt counts as failed, or null. */
	failure: Failure | null;
}

/** A piece of output. */
export interface Chunk {
	stream: "stdout" | "stderr";
	text: string;
}

/** Why a command failed. */
export type Failure =
	| { kind: "exit-code"; exitCode: number }
	| { kind: "empty-assignment"; variable: string }
	| { kind: "timeout"; seconds: number }
	| { kind: "shell-ended"; detail: string }
	| { kind: "no-shell"; detail: string };

/** What happened to a step. */
export interface StepRecord {
	id: string;
	/** The written command first, then the adaptation where it was needed. Empty where the step was skipped. */
	attempts: Attempt[];
	/** Whether the first attempt failed in the way that the adaptation expects. */
	failedAsExpected: boolean;
	skipped: string | null;
	/** Namespaces of the place: type to inode. */
	namespaces: Record<string, string>;
	startedMs: number;
}

/** What a preparation did; one that found the state already there is not recorded. */
export interface PreparationRecord {
	before: string;
	executed: string;
	exitCode: number | null;
	stderr: string;
	reason: string;
	durationMs: number;
	/** The document's companion asks for it, and it could not be done. */
	failed?: true;
}

/** A value that a reader can check. */
export interface Evidence {
	what: string;
	value: string;
}

/** What a claim's observation saw. */
export interface ClaimRecord {
	id: string;
	/** Whatever the companion's `observe` returned: plain data. */
	observed: unknown;
	/** Why it could not be observed, or null. */
	trouble: string | null;
	/** Why this machine does not let it be observed, where it does not: no root, or it would change what is somebody's. */
	notHere?: string;
	/** What was observed under the claim's counterexample, where that was tried. */
	counterexample: { observed: unknown; trouble: string | null; notHere?: string } | null;
	/** What was observed in the container minus one namespace, by namespace. */
	without: { namespace: NamespaceType; observed: unknown; trouble: string | null }[];
	durationMs: number;
}

// ───────────────────────────────────────────── judge: Verdicts

export type StepVerdict = "as-written" | "adapted" | "failed" | "skipped";
export type ClaimVerdict = "holds" | "refuted" | "inconclusive" | "untestable";

/** A transcript with a verdict on every step and every claim. */
export interface Verdicts {
	transcript: Transcript;
	steps: JudgedStep[];
	claims: JudgedClaim[];
	/** The claims in the container minus one namespace; null where no claim was tried so. */
	isolation: Isolation | null;
	coverage: Coverage;
	/** Whether every verdict is the one that the companion declares and nothing was left behind. */
	works: boolean;
	/** Whether something was not run or could not be decided. */
	incomplete: boolean;
}

export interface JudgedStep {
	id: string;
	verdict: StepVerdict;
	declared: StepVerdict;
	/** Why: the drift's reason, or how it failed, or why it was skipped; null for `as-written`. */
	reason: string | null;
	/** Where the output is not the one that the document shows: the lines that differ, `-` as shown, `+` as printed. */
	diff?: string;
}

export interface JudgedClaim {
	id: string;
	verdict: ClaimVerdict;
	declared: ClaimVerdict;
	reason: string | null;
	evidence: Evidence[];
	/** Whether the machine was looked at: false where its moment was not reached, or not asked for. */
	observed: boolean;
	/** The verdict under its counterexample; null where that was not tried. */
	counterexample: ClaimVerdict | null;
	/** Why nothing could be seen under it, or it could not be undone. */
	counterexampleTrouble?: string;
}

/** How much of the document was looked at. */
export interface Coverage {
	statements: number;
	sentences: number;
	claims: number;
	cues: number;
	notClaims: number;
	uncovered: number;
}
