import { readFileSync } from "node:fs";
import { namesIn, textOf } from "../cache/files.js";
import { groupIn, startIn } from "./owner.js";

/** A process, told from a later one that got the same number by when it was started, in ticks since the boot. */
interface ProcessStart {
	pid: number;
	start: string;
}

/**
 * The process groups that a run has started. The number of a group is free for any process as soon as nobody is in the group
 * any more, so no group is ended by its number alone.
 */
export class ProcessGroups {
	readonly #leaders = new Map<number, string | null>();
	/** Those that were still in a group when its first process had ended. */
	readonly #left: ProcessStart[] = [];

	/**
	 * Takes a process that has just been started as the first of its group.
	 * @param ended resolves when it has ended
	 */
	add(pid: number, ended: PromiseLike<unknown>, start = startOf(pid)): void {
		this.#leaders.set(pid, start);
		void ended.then(async () => {
			const members = await membersOf(pid);
			if (this.#leaders.get(pid) !== start) return;
			this.#leaders.delete(pid);
			this.#left.push(...members);
		});
	}

	/** Ends all of them, at once. */
	end(): void {
		for (const [pid, start] of this.#leaders) if (start !== null && startOf(pid) === start) kill(-pid);
		for (const { pid, start } of this.#left) if (startOf(pid) === start) kill(pid);
	}
}

async function membersOf(group: number): Promise<ProcessStart[]> {
	const pids = (await namesIn("/proc")).filter((name) => /^\d+$/.test(name));
	const stats = await Promise.all(
		pids.map(async (pid) => ({ pid: Number(pid), stat: await textOf(`/proc/${pid}/stat`) })),
	);
	return stats.filter(({ stat }) => groupIn(stat) === group).map(({ pid, stat }) => ({ pid, start: startIn(stat) }));
}

/** When a process was started; null where it is gone. */
function startOf(pid: number): string | null {
	try {
		return startIn(readFileSync(`/proc/${pid}/stat`, "utf8"));
	} catch {
		return null;
	}
}

function kill(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended meanwhile.
	}
}
