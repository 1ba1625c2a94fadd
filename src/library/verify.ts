import type { Talk } from "../companion/definition.js";
import { judge } from "../judge/judge.js";
import type { Machine } from "../machines/machine.js";
import { openMachine } from "../machines/open.js";
import type { OnEvent } from "../model/events.js";
import type { Plan } from "../model/plan.js";
import type { Verdicts } from "../model/verdicts.js";
import { run } from "../run/run.js";

/** How a plan is run and judged. */
export interface VerifyOptions {
	/** A row of the machine table, `debian:12/lxd`, or `system`. */
	machine: string;
	/** Whether missing Debian packages may be installed on the real machine; not unless it says so. */
	install?: boolean;
	/** Whether the machine outlives this process. */
	keep?: boolean;
	/** On a machine that is somebody's: whether what needs root may go through `sudo -n`. */
	sudo?: boolean;
	/** On a machine that is somebody's: whether the document may change the host itself. */
	allowHostChanges?: boolean;
	onEvent?: OnEvent;
	signal?: AbortSignal;
	/** Whether every claim's counterexample is tried as well. */
	counterexamples?: boolean;
	/** Called with the machine as soon as it is there, for whoever must end it early. */
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

/**
 * Opens a machine, runs a plan on it, throws the machine away and judges what was seen.
 * @param talk the companion that the plan was bound with; null where the document has none
 * @throws {MachineUnavailable | Interrupted}
 */
export async function verify(plan: Plan, talk: Talk | null, options: VerifyOptions): Promise<Verdicts> {
	const { onEvent = () => {}, install = false, keep = false } = options;
	const machine = await openMachine(options.machine, {
		engineInstalled: plan.machine.installs === null,
		install,
		keep,
		sudo: options.sudo === true,
		allowHostChanges: options.allowHostChanges === true,
		progress: ({ what, detail }) => onEvent({ kind: "machine", what, ...(detail ? { detail } : {}) }),
	});
	options.onMachine?.(machine);
	const { signal, counterexamples = false } = options;
	try {
		const transcript = await run(plan, machine, { onEvent, talk, counterexamples, ...(signal ? { signal } : {}) });
		return judge({ ...transcript, leftovers: await machine.dispose() }, talk);
	} catch (error) {
		const leftovers = await machine.dispose();
		throw signal?.aborted ? new Interrupted(leftovers) : error;
	}
}
