import type { Companion } from "../companion/definition.js";
import { judge } from "../judge/judge.js";
import type { Carrier, Machine } from "../machines/machine.js";
import { openMachine } from "../machines/open.js";
import { wordsIn } from "../messages/summary.js";
import type { OnEvent } from "../model/events.js";
import type { Plan } from "../model/plan.js";
import type { Verdicts } from "../model/verdicts.js";
import { run } from "../run/run.js";
import { inWords } from "./in-words.js";

/** How a plan is run and judged. */
export interface VerifyOptions {
	/** A row of the machine table, `debian:12/lxd`, or `system`. */
	machine: string;
	/** What carries the machine; podman unless it says so. */
	carrier?: Carrier | undefined;
	/** Whether missing Debian packages may be installed on the real machine; by default not. */
	install?: boolean;
	/** Whether the machine outlives this process. */
	keep?: boolean;
	/** On an existing engine (`system`): whether to use `sudo -n` for what needs root. */
	sudo?: boolean;
	/** On an existing engine (`system`): whether the document may change the host. */
	allowHostChanges?: boolean;
	onEvent?: OnEvent;
	/** Cuts the run off: while the machine is made, while something runs on it, and between two statements. */
	signal?: AbortSignal;
	/** Whether every claim's counterexample is tried as well. */
	counterexamples?: boolean;
	/** Called with the machine as soon as it is there, for whoever wants to enter it. */
	onMachine?: (machine: Machine) => void;
}

/** The run was cut off by its signal; the machine has been disposed of. */
export class Interrupted extends Error {
	constructor(
		/** What is there that was not there before, one line each. */
		readonly leftovers: readonly string[],
	) {
		super("interrupted");
		this.name = "Interrupted";
	}
}

/** The run failed, and something of it could not be taken away. What went wrong is its `cause`. */
export class LeftBehind extends Error {
	constructor(
		override readonly cause: unknown,
		/** What is there that was not there before, one line each. */
		readonly leftovers: readonly string[],
		/** What stands above those lines in the message. */
		heading: string,
	) {
		super(`${messageOf(cause)}\n${heading}:\n${leftovers.join("\n")}`, { cause });
		this.name = "LeftBehind";
	}
}

/**
 * Opens a machine, runs a plan on it, throws the machine away and judges what was seen.
 * @param companion the companion that the plan was bound with; null where the document has none
 * @throws {InputError | MachineUnavailable | Interrupted | LeftBehind} `InputError` for an unknown machine, `LeftBehind` where something else went wrong and the machine has
 * left something; where it has left nothing, what went wrong is thrown as it is
 */
export async function verify(plan: Plan, companion: Companion | null, options: VerifyOptions): Promise<Verdicts> {
	const machine = await opened(plan, options);
	options.onMachine?.(machine);
	return verifyOn(machine, plan, companion, options);
}

/** The same on a machine that is open. It is disposed of, whatever comes of the run. */
export async function verifyOn(
	machine: Machine,
	plan: Plan,
	companion: Companion | null,
	{ onEvent = () => {}, counterexamples = false, signal }: Omit<VerifyOptions, "machine">,
): Promise<Verdicts> {
	// What runs is cut off with the machine that it runs on.
	const cutOff = () => void machine.dispose().catch(() => {});
	signal?.addEventListener("abort", cutOff);
	try {
		const transcript = await run(plan, machine, { onEvent, companion, counterexamples, ...(signal ? { signal } : {}) });
		return judge({ ...transcript, leftovers: [...transcript.leftovers, ...(await machine.dispose())] }, companion);
	} catch (error) {
		inWords(error, plan.language);
		const leftovers = await machine.dispose().catch((trouble) => [`${machine.name}: ${messageOf(trouble)}`]);
		if (signal?.aborted) throw new Interrupted(leftovers);
		throw leftovers.length === 0 ? error : new LeftBehind(error, leftovers, wordsIn(plan.language).leftovers);
	} finally {
		signal?.removeEventListener("abort", cutOff);
	}
}

/** The machine; where its making is cut off, that is an interruption that leaves nothing. */
async function opened(plan: Plan, { signal, onEvent = () => {}, ...options }: VerifyOptions): Promise<Machine> {
	try {
		return await openMachine(options.machine, {
			carrier: options.carrier,
			files: plan.machine.files,
			packages: plan.machine.packages,
			engineInstalled: plan.machine.installs === null,
			install: options.install === true,
			keep: options.keep === true,
			sudo: options.sudo === true,
			allowHostChanges: options.allowHostChanges === true,
			signal,
			progress: (progress) => onEvent({ kind: "machine", progress }),
		});
	} catch (error) {
		throw signal?.aborted ? new Interrupted([]) : inWords(error, plan.language);
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
