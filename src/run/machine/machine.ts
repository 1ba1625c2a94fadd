import type { ResultPromise } from "execa";
import type { ImageServer, MachineFacts } from "../../model.js";

/** How {@link Machine.spawn} starts a process: its streams belong to the caller, its end is never an exception. */
export interface PipedOptions {
	stdin: "pipe";
	stdout: "pipe";
	stderr: "pipe";
	reject: false;
	buffer: false;
}

/** A process with its three standard streams on pipes. */
export type Piped = ResultPromise<PipedOptions>;

/** A folder that both this process and the machine see, for FIFOs: where each of the two finds it. */
export interface Exchange {
	/** Its path for this process. */
	outside: string;
	/** Its path in the machine. */
	inside: string;
}

/**
 * What a document runs on: a host, on which an engine (LXD, Incus) is or will be.
 * Everything that `run` does to a machine goes through here.
 */
export interface Machine {
	/** The row of the machine table, `debian:12/lxd`, or `system`. */
	readonly name: string;
	readonly exchange: Exchange;
	/** The command that opens a shell on it from the real machine; for a machine that is kept. */
	readonly enter: string;
	/** Starts a program on the machine's host. Its environment is the machine's, never this process's. */
	spawn(argv: readonly string[]): Piped;
	/**
	 * Starts the engine that is installed, and makes of it what the document assumes: the managed bridge, a pool,
	 * the default profile, the container image under `images`, and the image server where one is asked for.
	 * Returns the commands that it ran, for the report. Called once; before it the engine may not even be installed.
	 */
	startEngine(wants: EngineWants): Promise<PreparedCommand[]>;
	/** What it is, known in full once the engine has started. */
	facts(): Promise<MachineFacts>;
	/** Ends it and all that is in it, and returns what is left on the real machine that was not there before, one line each. */
	dispose(): Promise<string[]>;
}

/** What the engine must have after its start. */
export interface EngineWants {
	/** Aliases of the container image in the engine's own store. */
	images: readonly string[];
	imageServer: ImageServer | null;
}

/** A command that was run to prepare the machine. */
export interface PreparedCommand {
	command: string;
	exitCode: number;
	durationMs: number;
}

/** What a machine says while it gets ready. */
export type MachineProgress = (event: { what: string; detail?: string }) => void;

/** How to make a machine. */
export interface MachineOptions {
	/** False where the document installs the engine itself: the host then has none at first. */
	engineInstalled: boolean;
	/** Whether missing Debian packages may be installed on the real machine (as root, and after saying so). */
	install: boolean;
	/** Whether the machine outlives this process (`--keep`). */
	keep: boolean;
	progress: MachineProgress;
}

/** No machine has the name that was asked for; exit code 2. */
export class UnknownMachine extends Error {
	constructor(name: string, known: readonly string[]) {
		super(`No machine is called ${name}. Expected one of: ${known.join(", ")}.`);
		this.name = "UnknownMachine";
	}
}

/** The machine cannot be had here; exit code 3. */
export class MachineUnavailable extends Error {
	/**
	 * @param what what was found and what was expected
	 * @param mend the one command that would mend it, or null where none would
	 */
	constructor(
		what: string,
		readonly mend: string | null,
	) {
		super(what);
		this.name = "MachineUnavailable";
	}
}
