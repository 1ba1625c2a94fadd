import type { Reason } from "../model/reason.js";
import { withTimeout } from "./shell/time-limit.js";

/** Milliseconds that the end of a run waits for changes that are late. */
const WAIT_MS = 30_000;

/** What a change is recorded in. */
interface ChangeRecord {
	trouble: Reason | null;
}

/**
 * Changes of counterexamples that did not end in time. One that ends later is undone at once: what comes after it should
 * run on the machine as the document left it. One that never does is recorded: what came after it did not.
 */
export class LateChanges {
	readonly #pending = new Map<Promise<void>, ChangeRecord>();

	/**
	 * Undoes a change as soon as it has ended.
	 * @param change resolves to what undoes it; one that fails has nothing to undo
	 */
	undoWhenEnded(change: Promise<() => unknown>, recorded: ChangeRecord): void {
		this.await(
			change.then((undo) => undo()),
			recorded,
		);
	}

	/** Waits for an undoing that is late. */
	await(undoing: Promise<unknown>, recorded: ChangeRecord): void {
		const done = undoing.then(
			() => {},
			() => {},
		);
		this.#pending.set(done, recorded);
		void done.then(() => this.#pending.delete(done));
	}

	/** Waits for them once more, and records which are not undone. */
	async settle(waitMs = WAIT_MS): Promise<void> {
		if (this.#pending.size === 0) return;
		await withTimeout(waitMs, Promise.all(this.#pending.keys()));
		for (const recorded of this.#pending.values()) recorded.trouble = { code: "not-undone" };
	}
}
