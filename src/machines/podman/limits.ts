import { statfs } from "node:fs/promises";
import type { MachineLimit } from "../../model/words.js";
import { eventsIn } from "./control-groups.js";

/** Bytes under which a machine's disk counts as full. */
const full = 2 ** 20;

/** Says which limits of a run's machine are reached; each event is said once. */
export class Limits {
	readonly #runId: string;
	readonly #disk: string;
	#before = { memory: 0, processes: 0 };

	/** @param disk a path of the machine's disk, as the real machine finds it */
	constructor(runId: string, disk: string) {
		this.#runId = runId;
		this.#disk = disk;
	}

	/** The limits that have been reached since this was last asked, and the disk while it is full. */
	async reached(): Promise<MachineLimit[]> {
		const [events, disk] = await Promise.all([eventsIn(this.#runId), statfs(this.#disk).catch(() => null)]);
		const before = this.#before;
		this.#before = events;
		return [
			...(events.memory > before.memory ? (["memory"] as const) : []),
			...(events.processes > before.processes ? (["processes"] as const) : []),
			...(disk !== null && disk.bavail * disk.bsize < full ? (["disk"] as const) : []),
		];
	}
}
