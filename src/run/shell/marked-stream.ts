/** A line that a nonce begins. */
export interface Mark {
	word: string;
	/** What stands behind it on its line. */
	rest: string;
}

interface Awaited {
	words: readonly Buffer[];
	onBytes: (bytes: Buffer) => void;
	resolve: (mark: Mark | null) => void;
}

/**
 * Cuts a stream at nonces that are printed into it: bytes before an awaited one are handed on as they come, except
 * for those at the end that are a nonce's beginning.
 */
export class MarkedStream {
	#pending: Buffer = Buffer.alloc(0);
	#awaited: Awaited | null = null;
	#ended = false;

	/** Takes what has come. Nobody waits for what comes when nobody waits: it is dropped. */
	feed(bytes: Buffer): void {
		if (this.#awaited === null) return;
		this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
		this.#look();
	}

	/** The stream is over: what is awaited, now or later, is in what has come already or will not come. */
	end(): void {
		this.#ended = true;
		this.#giveUp();
	}

	/** Hands all that is left to whoever waits: no nonce is in it. */
	#giveUp(): void {
		const awaited = this.#awaited;
		if (awaited === null) return;
		this.#awaited = null;
		if (this.#pending.length > 0) awaited.onBytes(this.#pending);
		this.#pending = Buffer.alloc(0);
		awaited.resolve(null);
	}

	/**
	 * Waits for the first of several nonces. Whoever waited before waits in vain: null.
	 * @param onBytes is given what comes before it
	 * @returns null when the stream ends first
	 */
	next(words: readonly string[], onBytes: (bytes: Buffer) => void): Promise<Mark | null> {
		this.#awaited?.resolve(null);
		return new Promise((resolve) => {
			this.#awaited = { words: words.map((word) => Buffer.from(word)), onBytes, resolve };
			this.#look();
			if (this.#ended) this.#giveUp();
		});
	}

	#look(): void {
		const awaited = this.#awaited;
		if (awaited === null) return;
		const [first] = awaited.words
			.map((word) => ({ word, at: this.#pending.indexOf(word) }))
			.filter(({ at }) => at >= 0)
			.sort((one, other) => one.at - other.at);
		if (first === undefined) {
			const safe = this.#pending.length - couldBegin(this.#pending, awaited.words);
			if (safe > 0) awaited.onBytes(this.#pending.subarray(0, safe));
			this.#pending = this.#pending.subarray(safe);
			return;
		}
		const { word, at } = first;
		const lineEnd = this.#pending.indexOf("\n", at);
		if (lineEnd < 0) return;
		const before = this.#pending.subarray(0, at);
		const rest = this.#pending.subarray(at + word.length, lineEnd).toString("utf8");
		this.#pending = this.#pending.subarray(lineEnd + 1);
		this.#awaited = null;
		if (before.length > 0) awaited.onBytes(before);
		awaited.resolve({ word: word.toString(), rest });
	}
}

/** How many bytes at the end of a text are the beginning of one of the words. */
function couldBegin(text: Buffer, words: readonly Buffer[]): number {
	const longest = Math.max(0, ...words.map((word) => word.length - 1));
	for (let length = Math.min(longest, text.length); length > 0; length--) {
		const end = text.subarray(text.length - length);
		if (words.some((word) => word.subarray(0, length).equals(end))) return length;
	}
	return 0;
}
