import type { ResultPromise } from "execa";
import type { Engine } from "../engines/engine.js";
import type { MachineFault } from "../model/machine-fault.js";
import type { ImageServer } from "../model/plan.js";
import type { Progress } from "../model/progress.js";
import type { Reason } from "../model/reason.js";
import type { MachineFacts } from "../model/transcript.js";
import type { MachineLimit } from "../model/words.js";

/** How {@link Machine.spawn} starts a process: its streams belong to the caller, its end is never an exception. */
export interface PipedOptions {
	stdin: "pipe";
	stdout: "pipe";
	stderr: "pipe";
	reject: false;
	buffer: false;
}

/** A process with its three standard streams on pipes. */
export type PipedProcess = ResultPromise<PipedOptions>;

/**
 * What a document runs on: a host, on which an engine (LXD, Incus) is or will be.
 * Everything that `run` does to a machine goes through here.
 */
export interface Machine {
	/** The row of the machine table, `debian:12/lxd`, or `system`. */
	readonly name: string;
	/** The command that opens a shell on it from the real machine; for a machine that is kept. */
	readonly enter: string;
	/** Starts a program on the machine's host. Its environment is the machine's, never this process's. */
	spawn(argv: readonly string[]): PipedProcess;
	/**
	 * Starts the engine that is installed, and makes of it what the document assumes: the managed bridge, a pool,
	 * the default profile, the container image under `images`, and the image server where one is asked for.
	 * Returns the commands that it ran, for the report. Called once; before it the engine may not even be installed.
	 */
	startEngine(wants: EngineWants): Promise<PreparedCommand[]>;
	/** The folder in which the document's shell starts; absent where it starts where every program does. */
	readonly folder?: string;
	/** What was done before it was ready, because the document's companion asks for it. */
	readonly prepared?: readonly MachinePreparation[];
	/** The engine on it; LXD where this is absent. */
	readonly engine?: Engine;
	/** What it is, known in full once the engine has started. */
	facts(): Promise<MachineFacts>;
	/** Whether the engine is there before the document installs one; it is then started whether that is run or not. */
	readonly hasEngine?: boolean;
	/** The engine's project that the document's commands reach; the engine's default one where this is absent. */
	readonly project?: string;
	/** The words before a command of charla's own that needs root; null where root is not to be had. Absent: all is root's. */
	readonly asRoot?: readonly string[] | null;
	/** What becomes of a command that is about to be typed on the host. Absent: it is typed as it is. */
	admit?(command: string): Admission;
	/**
	 * Notes what the files are that a command on the host may write, so that they can be put back; the function that it
	 * returns is called after the command. Absent: nothing on the machine outlives it.
	 * @param expand the value of a variable in the shell in which the command will be typed
	 */
	watch?(command: string, expand: (variable: string) => Promise<string>): Promise<() => Promise<void>>;
	/** Which of its limits have been reached since this was last asked. Absent: it has none of its own. */
	limitsReached?(): Promise<MachineLimit[]>;
	/** Ends it and all that is in it, and returns what is left on the real machine that was not there before, one line each. */
	dispose(): Promise<string[]>;
}

/** A command as it is to be typed on an existing machine, or why it is not typed at all. */
export type Admission = { run: string } | { refused: Reason };

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

/** A command that was run before a machine was ready, and why. */
export interface MachinePreparation extends PreparedCommand {
	reason: Reason;
}

/** What a machine says while it gets ready. */
export type MachineProgress = (doing: Progress) => void;

/** What carries a machine: a container of podman's that is thrown away, or the system that is there, with its engine. */
export const carriers = ["podman", "system"] as const;
export type Carrier = (typeof carriers)[number];

/** How to make a machine. */
export interface MachineOptions {
	/** False where the document installs the engine itself: the host then has none at first. */
	engineInstalled: boolean;
	/** Whether missing Debian packages may be installed on the real machine (as root, and after saying so). */
	install: boolean;
	/** A folder of which a copy is brought to where the document's shell starts. */
	files?: string | undefined;
	/** Debian packages that the host has beside its own. */
	packages?: readonly string[] | undefined;
	/** What carries the machine; podman where this is absent. */
	carrier?: Carrier | undefined;
	/** Whether the machine outlives this process (`--keep`). */
	keep: boolean;
	/** On a machine that is somebody's: whether what needs root may go through `sudo -n`. */
	sudo?: boolean;
	/** On a machine that is somebody's: whether the document may change the host itself. */
	allowHostChanges?: boolean;
	/** Ends the making of the machine; what is half-made is removed, and the signal's reason is thrown. */
	signal?: AbortSignal | undefined;
	progress: MachineProgress;
}

/** The command that gives charla another folder, to be completed. */
export const moreSpace = "export CHARLA_CACHE=/mnt/…";

/** The machine cannot be had here; exit code 3. */
export class MachineUnavailable extends Error {
	/**
	 * @param fault why; a door makes the message of it, in words
	 * @param mend the one command that would mend it, or null where none would
	 */
	constructor(
		readonly fault: MachineFault,
		readonly mend: string | null,
	) {
		super(JSON.stringify(fault));
		this.name = "MachineUnavailable";
	}
}
