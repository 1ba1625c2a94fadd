import { StringDecoder } from "node:string_decoder";
import type { Chunk } from "../../model/transcript.js";

/** How much of one stream of one statement is kept, in bytes. More is read and counted, so that nothing waits. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** What one statement has printed so far, both streams apart and in the order in which they came. */
export class Recording {
	readonly chunks: Chunk[] = [];
	readonly #streams = { stdout: new StreamText(), stderr: new StreamText() };

	add(stream: Chunk["stream"], bytes: Buffer): void {
		this.#push(stream, this.#streams[stream].add(bytes));
	}

	/** Ends both streams: an incomplete character is shown as U+FFFD, and what was not kept is counted. */
	finish(): { stdout: string; stderr: string; output: Chunk[] } {
		for (const stream of ["stdout", "stderr"] as const) this.#push(stream, this.#streams[stream].end());
		return { stdout: this.#text("stdout"), stderr: this.#text("stderr"), output: this.chunks };
	}

	#push(stream: Chunk["stream"], text: string): void {
		if (text === "") return;
		const last = this.chunks.at(-1);
		if (last?.stream === stream) last.text += text;
		else this.chunks.push({ stream, text });
	}

	#text(stream: Chunk["stream"]): string {
		return this.chunks
			.filter((chunk) => chunk.stream === stream)
			.map((chunk) => chunk.text)
			.join("");
	}
}

class StreamText {
	readonly #decoder = new StringDecoder("utf8");
	#kept = 0;
	#dropped = 0;

	add(bytes: Buffer): string {
		const room = Math.max(0, KEPT_BYTES - this.#kept);
		const kept = bytes.subarray(0, room);
		this.#kept += kept.length;
		this.#dropped += bytes.length - kept.length;
		return this.#decoder.write(kept);
	}

	end(): string {
		const rest = this.#decoder.end();
		return this.#dropped === 0 ? rest : `${rest}\n[charla: ${this.#dropped} bytes more were not kept]\n`;
	}
}
