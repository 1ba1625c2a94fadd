import type { PipedProcess } from "../../machines/machine.js";
import { type Mark, MarkedStream } from "./marked-stream.js";

/** How long the streams of a process may stay open after its end, in milliseconds: a background process may hold them. */
const STREAMS_MS = 200;

export const streamNames = ["stdout", "stderr"] as const;
export type StreamName = (typeof streamNames)[number];

/** What comes on one of the streams. */
export type OnBytes = (stream: StreamName, bytes: Buffer) => void;

/** A process that is spoken to over its three standard streams, and the nonces that come back. */
export class Connection {
	readonly #process: PipedProcess;
	#marked = { stdout: new MarkedStream(), stderr: new MarkedStream() };
	#relay: PipedProcess | null = null;
	#open = true;

	constructor(process: PipedProcess) {
		this.#process = process;
		process.stdin.on("error", () => {});
		this.#listen(process);
		process.once("exit", () => {
			this.#open = false;
			this.#relay?.kill();
			setTimeout(() => this.#end(), STREAMS_MS).unref();
		});
		void process.then(() => {
			this.#open = false;
			this.#end();
		});
	}

	/** Whether the process is there and takes what is written. */
	get open(): boolean {
		return this.#open;
	}

	/** The exit code of the process once it has ended; null where it has none. */
	async exitCode(): Promise<number | null> {
		return (await this.#process).exitCode ?? null;
	}

	write(text: string): void {
		this.#process.stdin.write(text);
	}

	/** Waits on one stream for the first of several nonces; null where the stream ends before. To be called before one is sent. */
	next(stream: StreamName, words: readonly string[], onBytes: OnBytes): Promise<Mark | null> {
		return this.#marked[stream].next(words, (bytes) => onBytes(stream, bytes));
	}

	/** Waits on both streams for the first of several nonces; answers the one on standard output. */
	async both(words: readonly string[], onBytes: OnBytes): Promise<Mark | null> {
		const [mark = null] = await Promise.all(streamNames.map((stream) => this.next(stream, words, onBytes)));
		return mark;
	}

	/** From now on what comes is what another process hands on; what comes on the streams of before is dropped. */
	listenTo(relay: PipedProcess): void {
		for (const stream of streamNames) this.#source(stream).removeAllListeners("data").resume();
		this.#relay?.kill();
		this.#relay = relay;
		this.#marked = { stdout: new MarkedStream(), stderr: new MarkedStream() };
		relay.stdin.on("error", () => {});
		this.#listen(relay);
	}

	/** Ends the process's input, as Ctrl-D does. */
	endInput(): void {
		this.#process.stdin.end();
	}

	/** Lets go of the process: what is on the machine has been ended otherwise, or ends with it. */
	kill(): void {
		this.#open = false;
		this.#process.kill("SIGKILL");
		this.#relay?.kill();
	}

	#source(stream: StreamName) {
		return (this.#relay ?? this.#process)[stream];
	}

	#listen(process: PipedProcess): void {
		for (const stream of streamNames) {
			const marked = this.#marked[stream];
			process[stream].on("data", (bytes: Buffer) => marked.feed(bytes));
			process[stream].on("error", () => {});
			process[stream].once("close", () => marked.end());
		}
	}

	#end(): void {
		for (const stream of streamNames) this.#marked[stream].end();
	}
}
