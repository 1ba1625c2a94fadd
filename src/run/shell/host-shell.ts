import { join } from "node:path";
import type { Piped } from "../../machines/machine.js";
import type { Chunk } from "../../model/transcript.js";
import { quote } from "../../shell-language/quote.js";
import { FifoReader, makeFifos } from "./fifo.js";
import { killDescendants } from "./kill.js";
import { type Ending, outcomeOf } from "./outcome.js";
import { Recording } from "./recording.js";
import type { Host, Order, Outcome, Shell } from "./shell.js";
import { defineStatus, evaluate, nonce, restoreStatus, sayEnd } from "./wrapping.js";

/** How many pairs of FIFOs are made at once. */
const BATCH = 32;
/** How long an ended statement's shell may take to come back, in milliseconds. */
const COME_BACK_MS = 2_000;

/**
 * A shell on the machine's host. Each statement's output goes to two FIFOs of its own, so that what a background
 * process prints later never counts for a later statement; the marker comes on the shell's own standard output, to
 * which no statement writes. All bytes of a statement are in the FIFOs before the marker is printed.
 */
export class HostShell implements Shell {
	readonly #machine: Host;
	readonly #process: Piped;
	readonly #control: () => Promise<Shell>;
	readonly #lines: LineRouter;
	readonly #readers = new Set<FifoReader>();
	#fifos: string[] = [];
	#lastExit: number | null = 0;
	#alive = true;
	pid = 0;

	private constructor(machine: Host, process: Piped, control: () => Promise<Shell>) {
		this.#machine = machine;
		this.#process = process;
		this.#control = control;
		this.#lines = new LineRouter(process);
	}

	/**
	 * Opens a shell on the host.
	 * @param control gives the shell from which a statement that does not end is killed
	 */
	static async open(machine: Host, control: () => Promise<Shell>): Promise<HostShell> {
		const process = machine.spawn(["bash", "--noprofile", "--norc"]);
		const shell = new HostShell(machine, process, control);
		process.stderr.resume();
		process.stdin.on("error", () => {});
		void process.then(() => {
			shell.#alive = false;
			shell.#lines.end();
		});
		const word = nonce();
		const ready = shell.#lines.once(word);
		process.stdin.write(`cd\n${defineStatus}printf '%s %s\\n' ${word} "$$"\n`);
		const pid = await ready;
		if (pid === null) throw new Error(`no shell on ${machine.name}`);
		shell.pid = Number(pid);
		return shell;
	}

	get alive(): boolean {
		return this.#alive;
	}

	async run(order: Order): Promise<Outcome> {
		const recording = new Recording();
		const fifo = await this.#nextFifo();
		let listening = true;
		const readers = (["stdout", "stderr"] as const).map((stream) =>
			this.#read(fifo, stream, (bytes) => {
				// What a background process prints after its statement's end belongs to no statement.
				if (!listening) return;
				recording.add(stream, bytes);
				order.onOutput?.({ stream, text: bytes.toString("utf8") });
			}),
		);
		const word = nonce();
		const watches = order.watches ?? [];
		const started = performance.now();
		const end = this.#lines.once(word);
		const inside = this.#inside(fifo);
		this.#process.stdin.write(
			`${restoreStatus(this.#lastExit)}{ ${evaluate(order.text)}\n} </dev/null >${quote(`${inside}.stdout`)} 2>${quote(`${inside}.stderr`)}\n${sayEnd(word, watches)}\n`,
		);
		const ending = await this.#within(order.timeoutMs, end);
		for (const reader of readers) reader.drain();
		listening = false;
		const durationMs = performance.now() - started;
		const outcome = outcomeOf(ending, recording, watches, durationMs);
		this.#lastExit = outcome.exitCode;
		return outcome;
	}

	/**
	 * Runs a command of this shell that reads what is typed into it, beside the shell: with the shell's variables and
	 * directory as they are now, on three streams of its own.
	 */
	async openInner(text: string, streams: { stdin: string; stdout: string; stderr: string }): Promise<Inner> {
		const pidWord = nonce();
		const exitWord = nonce();
		const pidLine = this.#lines.once(pidWord);
		const exit = this.#lines.once(exitWord).then((rest) => (rest === null ? null : Number(rest)));
		const at = (name: string) => quote(join(this.#machine.exchange.inside, name));
		// In a subshell that ends at once: the document's own `wait`, `jobs` and `$!` know nothing of it.
		this.#process.stdin.write(
			`( { ( ${evaluate(text)}\n) <${at(streams.stdin)} >${at(streams.stdout)} 2>${at(streams.stderr)}; printf '%s %s\\n' ${exitWord} "$?"; } & printf '%s %s\\n' ${pidWord} "$!" )\n`,
		);
		const pid = await pidLine;
		if (pid === null) throw new Error("the shell ended before it could start the inner one");
		return { pid: Number(pid), exit };
	}

	/** Stops reading; the process ends with its machine. */
	close(): void {
		for (const reader of this.#readers) reader.close();
		this.#process.stdin.end();
	}

	#read(fifo: string, stream: Chunk["stream"], onData: (bytes: Buffer) => void): FifoReader {
		const reader = new FifoReader(`${join(this.#machine.exchange.outside, fifo)}.${stream}`, onData);
		this.#readers.add(reader);
		void reader.ended.then(() => this.#readers.delete(reader));
		return reader;
	}

	/** Waits for the statement's end; when the time is up ends its processes, and where that does not help its shell. */
	async #within(timeoutMs: number, end: Promise<string | null>): Promise<Ending> {
		const first = await withTimeout(timeoutMs, end);
		if (first !== "timeout") return { rest: first, timedOut: false };
		const control = await this.#control();
		await control.run({ text: killDescendants(this.pid), timeoutMs: COME_BACK_MS });
		const second = await withTimeout(COME_BACK_MS, end);
		if (second !== "timeout") return { rest: second, timedOut: true };
		this.#alive = false;
		await control.run({ text: `kill -KILL ${this.pid}`, timeoutMs: COME_BACK_MS });
		return { rest: null, timedOut: true };
	}

	async #nextFifo(): Promise<string> {
		if (this.#fifos.length === 0) {
			this.#fifos = Array.from({ length: BATCH }, () => nonce());
			const outside = this.#machine.exchange.outside;
			await makeFifos(
				this.#fifos.flatMap((name) => [join(outside, `${name}.stdout`), join(outside, `${name}.stderr`)]),
			);
		}
		return this.#fifos.pop() ?? this.#nextFifo();
	}

	#inside(fifo: string): string {
		return join(this.#machine.exchange.inside, fifo);
	}
}

/** A command that was started beside a host's shell. */
export interface Inner {
	/** Its process id on the host. */
	pid: number;
	/** Its exit code; null where the shell that started it is gone. */
	exit: Promise<number | null>;
}

/** Waits for a promise, but not for ever. */
export async function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T | "timeout"> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<"timeout">((resolve) => {
		timer = setTimeout(() => resolve("timeout"), ms);
	});
	try {
		return await Promise.race([promise, limit]);
	} finally {
		clearTimeout(timer);
	}
}

/** Hands each line of a shell's own standard output to whoever waits for its first word. */
class LineRouter {
	readonly #waiting = new Map<string, (rest: string | null) => void>();
	#text = "";
	#ended = false;

	constructor(process: Piped) {
		process.stdout.setEncoding("utf8");
		process.stdout.on("data", (text: string) => this.#feed(text));
	}

	/** The rest of the line that begins with the word; null when the shell ends first. */
	once(word: string): Promise<string | null> {
		if (this.#ended) return Promise.resolve(null);
		return new Promise((resolve) => this.#waiting.set(word, resolve));
	}

	end(): void {
		this.#ended = true;
		for (const resolve of this.#waiting.values()) resolve(null);
		this.#waiting.clear();
	}

	#feed(text: string): void {
		const lines = (this.#text + text).split("\n");
		this.#text = lines.pop() ?? "";
		for (const line of lines) {
			const [word = "", ...rest] = line.split(" ");
			this.#waiting.get(word)?.(rest.join(" "));
			this.#waiting.delete(word);
		}
	}
}
