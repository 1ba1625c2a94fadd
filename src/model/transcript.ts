import type { Answered } from "./answer.js";
import type { Plan } from "./plan.js";
import type { Failure, Reason } from "./reason.js";
import type { Text } from "./text.js";
import type { ClaimVerdict, MachineLimit, NamespaceType } from "./words.js";

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
	/** The container image; null where there is none. */
	image: ImageFact | null;
	/** What came out of a cache instead of being made or fetched in this run. */
	cached: CachedPart[];
	/** The bridge that the containers are on, where the machine's own was taken. */
	bridge?: string | null;
}

/** What a container image is. */
export interface ImageFact {
	/** `Debian 12 (bookworm)`. */
	name: string;
	/** Whether charla made it, by mmdebstrap; otherwise the engine had it. */
	made: boolean;
}

/** A part of a machine that came out of a cache. */
export interface CachedPart {
	part: "root" | "packages" | "image";
	/** The system, or the engine whose packages they are. */
	name: string;
	/** The day on which it was made: `2026-11-24`. */
	made: string;
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
	/** What it asked, and what was typed; absent where it asked nothing that was answered. */
	answered?: Answered[];
	/** Why the attempt counts as failed, or null. */
	failure: Failure | null;
	/** Limits of the machine that were reached meanwhile; absent where none was, and where it did not fail. */
	limits?: readonly MachineLimit[];
}

/** A piece of output. */
export interface Chunk {
	stream: "stdout" | "stderr";
	text: string;
}

/** What happened to a step. */
export interface StepRecord {
	id: string;
	/** The written command first, then the adaptation where it was needed. Empty where the step was skipped. */
	attempts: Attempt[];
	/** Whether the first attempt failed in the way that the adaptation expects. */
	failedAsExpected: boolean;
	/** Why it was not run, or null. */
	skipped: Reason | null;
	/** Namespaces of the place: type to inode. */
	namespaces: Record<string, string>;
	startedMs: number;
}

/** What a preparation did; one that found the state already there is not recorded. */
export interface PreparationRecord {
	before: string;
	executed: string;
	exitCode: number | null;
	reason: Reason;
	durationMs: number;
	/** Why it could not be done, where the document's companion asks for it. */
	failed?: Reason;
}

/** A value that a reader can check. */
export interface Evidence {
	what: Text;
	value: string;
}

/** What a claim's observation saw. */
export interface ClaimRecord {
	id: string;
	/** Whatever the companion's `observe` returned: plain data. */
	observed: unknown;
	/** Why it could not be observed, or null. */
	trouble: Reason | null;
	/** Why this machine does not let it be observed, where it does not: no root, or it would change an existing machine. */
	obstacle?: Reason;
	/** What was observed under the claim's counterexample, where that was tried. */
	counterexample: { observed: unknown; trouble: Reason | null; obstacle?: Reason } | null;
	/** What was observed in the container minus one namespace, by namespace. */
	without: { namespace: NamespaceType; observed: unknown; trouble: Reason | null }[];
	durationMs: number;
}
