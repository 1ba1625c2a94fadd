import { judge } from "./judge/judge.js";
import type { Plan, Verdicts } from "./model.js";
import type { OnEvent } from "./run/events.js";
import type { Machine } from "./run/machine/machine.js";
import { openMachine } from "./run/machine/open.js";
import { run } from "./run/run.js";

/** How a plan is run and judged. */
export interface VerifyOptions {
	machine: string;
	install: boolean;
	keep: boolean;
	onEvent: OnEvent;
	signal?: AbortSignal;
	/** Called with the machine as soon as it is there, for whoever must end it early. */
	onMachine?: (machine: Machine) => void;
}

/**
 * Opens a machine, runs a plan on it, throws the machine away and judges what was seen.
 * @throws {MachineUnavailable}
 */
export async function verify(plan: Plan, options: VerifyOptions): Promise<Verdicts> {
	const machine = await openMachine(options.machine, {
		engineInstalled: plan.machine.installs === null,
		install: options.install,
		keep: options.keep,
		progress: ({ what, detail }) => options.onEvent({ kind: "machine", what, ...(detail ? { detail } : {}) }),
	});
	options.onMachine?.(machine);
	let leftovers: string[] = [];
	try {
		const { onEvent, signal } = options;
		const transcript = await run(plan, machine, { onEvent, ...(signal ? { signal } : {}) });
		leftovers = await machine.dispose();
		return judge({ ...transcript, leftovers });
	} finally {
		await machine.dispose();
	}
}
