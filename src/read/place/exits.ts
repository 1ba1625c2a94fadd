import type { TypedInto } from "./typed-into.js";

/** Knows which shells later blocks leave. */
export class ExitsAfter {
	/** For each block, the exits that its own shells do not need, less the shells that it leaves open. */
	readonly #blocks: readonly TypedInto[];

	constructor(blocks: readonly TypedInto[]) {
		this.#blocks = blocks;
	}

	/** Whether blocks after one have the `exit` for a shell of it with `depth - 1` others open in it. */
	isLeft(index: number, depth: number): boolean {
		let remaining = depth;
		for (let at = this.#next(index + 1); at < this.#blocks.length; at = this.#next(at + 1)) {
			const block = this.#blocks[at];
			remaining -= block?.exits ?? 0;
			if (remaining <= 0) return true;
			remaining += block?.open.length ?? 0;
		}
		return false;
	}

	#nexts: number[] | null = null;

	/** The first block from one on that has exits or leaves shells open. */
	#next(from: number): number {
		this.#nexts ??= nexts(this.#blocks);
		return this.#nexts[from] ?? this.#blocks.length;
	}
}

function nexts(blocks: readonly TypedInto[]): number[] {
	const found: number[] = [];
	let next = blocks.length;
	for (let at = blocks.length - 1; at >= 0; at--) {
		const block = blocks[at];
		if (block && (block.exits > 0 || block.open.length > 0)) next = at;
		found[at] = next;
	}
	return found;
}
