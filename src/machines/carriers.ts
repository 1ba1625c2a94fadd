import { engines } from "../engines/engines.js";
import { InputError } from "../model/input-fault.js";
import { type Carrier, MachineUnavailable } from "./machine.js";
import { type MachineRow, machines } from "./recipes.js";

/** A machine and what carries it; a system that is there has no row. */
export type Carried = { carrier: "podman"; row: MachineRow } | { carrier: "system" };

/** The names that `--machine` takes. */
const machineNames: readonly string[] = [...Object.keys(machines), "system"];

/**
 * Finds a machine of the table and its carrier. The machine `system` is another name for the carrier of that name.
 *
 * @param carrier the carrier that was asked for; podman where none was
 * @throws InputError for a name that is not in the table; MachineUnavailable for a carrier that cannot carry it
 */
export function carriedMachine(name: string, carrier?: Carrier): Carried {
	if (!machineNames.includes(name)) throw new InputError({ code: "unknown-machine", name, known: machineNames });
	const row = machines[name];
	if (carrier === "system" || row === undefined) {
		// The system that is there is LXD's; it has no row, so nothing else can carry it.
		const fits = row === undefined ? carrier !== "podman" : row.engine === engines.lxd;
		if (!fits)
			throw new MachineUnavailable({ code: "wrong-carrier", machine: name, carrier: carrier ?? "system" }, null);
		return { carrier: "system" };
	}
	return { carrier: "podman", row };
}
