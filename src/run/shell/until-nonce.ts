/**
 * Cuts a stream at nonces that are printed into it: bytes before the awaited one are handed on as they come, except
 * for so many at the end as could be the nonce's beginning.
 */
export class UntilNonce {
	#pending: Buffer = Buffer.alloc(0);
	#awaited: { word: Buffer; onBytes: (bytes: Buffer) => void; resolve: (rest: string | null) => void } | null = null;
	#ended = false;

	feed(bytes: Buffer): void {
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
	 * Waits for a nonce.
	 * @param onBytes is given what comes before it
	 * @returns the rest of the nonce's line, or null when the stream ends first
	 */
	next(word: string, onBytes: (bytes: Buffer) => void): Promise<string | null> {
		return new Promise((resolve) => {
			this.#awaited = { word: Buffer.from(word), onBytes, resolve };
			this.#look();
			if (this.#ended) this.#giveUp();
		});
	}

	#look(): void {
		const awaited = this.#awaited;
		if (awaited === null) return;
		const at = this.#pending.indexOf(awaited.word);
		if (at < 0) {
			const safe = Math.max(0, this.#pending.length - awaited.word.length);
			if (safe > 0) awaited.onBytes(this.#pending.subarray(0, safe));
			this.#pending = this.#pending.subarray(safe);
			return;
		}
		const lineEnd = this.#pending.indexOf("\n", at);
		if (lineEnd < 0) return;
		const before = this.#pending.subarray(0, at);
		const rest = this.#pending.subarray(at + awaited.word.length, lineEnd).toString("utf8");
		this.#pending = this.#pending.subarray(lineEnd + 1);
		this.#awaited = null;
		if (before.length > 0) awaited.onBytes(before);
		awaited.resolve(rest);
	}
}
