import { StringDecoder } from "node:string_decoder";
import type { Chunk } from "../../model/transcript.js";

/** How much of one stream of one statement is kept, in bytes: half of it from the beginning, half from the end. */
export const KEPT_BYTES = 128 * 1024;

type Stream = Chunk["stream"];

interface Piece {
	/** Its place in the order in which the pieces came. */
	at: number;
	stream: Stream;
	bytes: Buffer;
}

/**
 * What one statement prints, both streams apart and in the order in which they came. Of a long output the beginning and
 * the end are kept, and a line between them says how many bytes are left out, so that memory and report stay small.
 */
export class Recording {
	readonly #streams: Record<Stream, StreamRecording>;
	#pieces = 0;

	/** @param keptBytes how much of each stream is kept */
	constructor(keptBytes = KEPT_BYTES) {
		this.#streams = { stdout: new StreamRecording(keptBytes / 2), stderr: new StreamRecording(keptBytes / 2) };
	}

	/** Takes what has come; returns it as text, where a character that is still incomplete comes with the next. */
	add(stream: Stream, bytes: Buffer): string {
		return this.#streams[stream].add({ at: this.#pieces++, stream, bytes });
	}

	/** Ends both streams; an incomplete character is shown as U+FFFD. */
	finish(): { stdout: string; stderr: string; output: Chunk[] } {
		const pieces = Object.values(this.#streams).flatMap((stream) => stream.pieces());
		pieces.sort((one, other) => one.at - other.at);
		const decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
		const output: Chunk[] = [];
		const push = (stream: Stream, text: string) => {
			const last = output.at(-1);
			if (text === "") return;
			if (last?.stream === stream) last.text += text;
			else output.push({ stream, text });
		};
		for (const { stream, bytes } of pieces) push(stream, decoders[stream].write(bytes));
		for (const stream of ["stdout", "stderr"] as const) push(stream, decoders[stream].end());
		const of = (stream: Stream) => output.map((chunk) => (chunk.stream === stream ? chunk.text : "")).join("");
		return { stdout: of("stdout"), stderr: of("stderr"), output };
	}
}

/** The first and the last bytes of a stream. */
class StreamRecording {
	readonly #limit: number;
	readonly #decoder = new StringDecoder("utf8");
	readonly #head: Piece[] = [];
	readonly #tail: Piece[] = [];
	#headBytes = 0;
	#tailBytes = 0;
	#leftOut = 0;

	/** @param limit how many bytes of its beginning are kept, and how many of its end */
	constructor(limit: number) {
		this.#limit = limit;
	}

	add(piece: Piece): string {
		const room = this.#limit - this.#headBytes;
		const head = piece.bytes.subarray(0, room);
		if (head.length > 0) this.#head.push({ ...piece, bytes: head });
		this.#headBytes += head.length;
		if (piece.bytes.length > room) this.#keepLast({ ...piece, bytes: piece.bytes.subarray(head.length) });
		return this.#decoder.write(piece.bytes);
	}

	/** What is kept, with a line for what is not. */
	pieces(): Piece[] {
		const [first] = this.#tail;
		if (this.#leftOut === 0 || first === undefined) return [...this.#head, ...this.#tail];
		const gap = { ...first, bytes: Buffer.from(`\n[… ${this.#leftOut} bytes …]\n`) };
		return [...this.#head, gap, ...this.#tail];
	}

	#keepLast(piece: Piece): void {
		this.#tail.push(piece);
		this.#tailBytes += piece.bytes.length;
		for (let over = this.#tailBytes - this.#limit; over > 0; over = this.#tailBytes - this.#limit) {
			const [first] = this.#tail;
			if (first === undefined) return;
			const dropped = Math.min(over, first.bytes.length);
			first.bytes = first.bytes.subarray(dropped);
			if (first.bytes.length === 0) this.#tail.shift();
			this.#tailBytes -= dropped;
			this.#leftOut += dropped;
		}
	}
}
