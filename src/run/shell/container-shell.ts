import { join } from "node:path";
import type { Reason } from "../../model/reason.js";
import { quote } from "../../shell-language/quote.js";
import { FifoReader, FifoWriter, makeFifos } from "./fifo.js";
import { type HostShell, type Inner, withTimeout } from "./host-shell.js";
import { killDescendants } from "./kill.js";
import { type Ending, outcomeOf } from "./outcome.js";
import { Recording } from "./recording.js";
import type { Host, Order, Outcome, Shell } from "./shell.js";
import { UntilNonce } from "./until-nonce.js";
import { defineStatus, evaluate, nonce, restoreStatus, sayEnd } from "./wrapping.js";

/** How long an ended statement's shell may take to come back, in milliseconds. */
const COME_BACK_MS = 2_000;

/** Why a shell in a container could not be opened. */
export class NoShell extends Error {
	constructor(
		readonly exitCode: number | null,
		readonly stdout: string,
		readonly stderr: string,
		readonly reason: Reason,
	) {
		super(reason.code);
	}
}

/** What a container's shell is opened with. */
export interface Opening {
	machine: Host;
	/** The host's shell in which the opening command is typed. */
	host: HostShell;
	/** `lxc exec NAME /bin/bash`, as it stands in the document. */
	command: string;
	/** Gives the shell from which a statement that does not end is killed. */
	control: () => Promise<HostShell>;
	/** Shell text that runs a script (its only argument) inside the container, from the host. */
	inContainer: (script: string) => string;
	timeoutMs: number;
}

/**
 * A shell in a container: the very process that `lxc exec NAME /bin/bash` started, with statements typed into its
 * standard input. Only its three standard streams reach the inside, so begin and end of a statement are marked in
 * band, on both streams, by nonces that did not exist when the statement was written. What a background process prints
 * between two statements is dropped; what it prints during a later one cannot be told from it.
 */
export class ContainerShell implements Shell {
	readonly #opening: Opening;
	readonly #inner: Inner;
	readonly #stdin: FifoWriter;
	readonly #readers: FifoReader[];
	readonly #streams: { stdout: UntilNonce; stderr: UntilNonce };
	#lastExit: number | null = 0;
	#alive = true;
	pid = 0;

	private constructor(
		opening: Opening,
		inner: Inner,
		stdin: FifoWriter,
		readers: FifoReader[],
		streams: { stdout: UntilNonce; stderr: UntilNonce },
	) {
		this.#opening = opening;
		this.#inner = inner;
		this.#stdin = stdin;
		this.#readers = readers;
		this.#streams = streams;
		for (const reader of readers) {
			void reader.ended.then(() => {
				this.#alive = false;
			});
		}
	}

	/**
	 * Types the opening command into the host's shell and waits until the inner shell answers.
	 * @throws {NoShell} where the command ends, or says nothing in time
	 */
	static async open(opening: Opening): Promise<ContainerShell> {
		const name = nonce();
		const files = { stdin: `${name}.in`, stdout: `${name}.out`, stderr: `${name}.err` };
		const outside = (file: string) => join(opening.machine.exchange.outside, file);
		await makeFifos(Object.values(files).map(outside));
		const streams = { stdout: new UntilNonce(), stderr: new UntilNonce() };
		const readers = (["stdout", "stderr"] as const).map((stream) => {
			const reader = new FifoReader(outside(files[stream]), (bytes) => streams[stream].feed(bytes));
			void reader.ended.then(() => streams[stream].end());
			return reader;
		});
		const stdin = new FifoWriter(outside(files.stdin));
		const inner = await opening.host.openInner(opening.command, files);
		const shell = new ContainerShell(opening, inner, stdin, readers, streams);
		await shell.#greet();
		return shell;
	}

	get alive(): boolean {
		return this.#alive;
	}

	async run(order: Order): Promise<Outcome> {
		const recording = new Recording();
		const [begin, word] = [nonce(), nonce()];
		const watches = order.watches ?? [];
		const record = (stream: "stdout" | "stderr") => (bytes: Buffer) => {
			recording.add(stream, bytes);
			order.onOutput?.({ stream, text: bytes.toString("utf8") });
		};
		const ends = (["stdout", "stderr"] as const).map(async (stream) => {
			const begun = await this.#streams[stream].next(begin, () => {});
			return begun === null ? null : this.#streams[stream].next(word, record(stream));
		});
		const started = performance.now();
		this.#stdin.write(
			`${bothStreams(begin)}\n${restoreStatus(this.#lastExit)}${evaluate(order.text)} </dev/null\n${sayEnd(word, watches)}; ${onStderr(word)}\n`,
		);
		const ending = await this.#within(
			order.timeoutMs,
			Promise.all(ends).then(([out = null]) => out),
		);
		const durationMs = performance.now() - started;
		const outcome = outcomeOf(ending, recording, watches, durationMs);
		this.#lastExit = outcome.exitCode;
		return outcome;
	}

	/**
	 * Ends the shell by ending its input, as Ctrl-D does.
	 * @returns the exit code of the command that opened it; null where it did not end in time
	 */
	async close(): Promise<number | null> {
		this.#stdin.close();
		const exit = await withTimeout(COME_BACK_MS, this.#inner.exit);
		this.#alive = false;
		for (const reader of this.#readers) reader.close();
		return exit === "timeout" ? null : exit;
	}

	/** Lets go of it without waiting for its end. */
	abandon(): void {
		this.#alive = false;
		this.#stdin.close();
		for (const reader of this.#readers) reader.close();
	}

	/** The exit code of the command that opened the shell, once it has ended. */
	get exit(): Promise<number | null> {
		return this.#inner.exit;
	}

	async #greet(): Promise<void> {
		const word = nonce();
		let [stdout, stderr] = ["", ""];
		const answers = [
			this.#streams.stdout.next(word, (bytes) => {
				stdout += bytes.toString("utf8");
			}),
			this.#streams.stderr.next(word, (bytes) => {
				stderr += bytes.toString("utf8");
			}),
		];
		this.#stdin.write(`${defineStatus}printf '%s%s %s\\n' ${halves(word)} "$$"; ${onStderr(word)}\n`);
		const answer = await withTimeout(this.#opening.timeoutMs, Promise.all(answers));
		if (answer === "timeout") {
			await this.#kill();
			const seconds = this.#opening.timeoutMs / 1000;
			throw new NoShell(null, stdout, stderr, { code: "shell-silent", seconds, stderr });
		}
		const [pid] = answer;
		if (pid === null || pid === undefined) {
			const exitCode = await this.#inner.exit;
			await this.close();
			const said = stderr.trim();
			const reason: Reason = said === "" ? { code: "shell-ended", exitCode } : { code: "text", text: said };
			throw new NoShell(exitCode, stdout, stderr, reason);
		}
		this.pid = Number(pid);
	}

	async #within(timeoutMs: number, end: Promise<string | null>): Promise<Ending> {
		const first = await withTimeout(timeoutMs, end);
		if (first !== "timeout") return { rest: first, timedOut: false };
		const control = await this.#opening.control();
		await control.run({ text: this.#opening.inContainer(killDescendants(this.pid)), timeoutMs: COME_BACK_MS });
		const second = await withTimeout(COME_BACK_MS, end);
		if (second !== "timeout") return { rest: second, timedOut: true };
		await control.run({ text: this.#opening.inContainer(`kill -KILL ${this.pid}`), timeoutMs: COME_BACK_MS });
		await this.#kill();
		return { rest: null, timedOut: true };
	}

	async #kill(): Promise<void> {
		this.#alive = false;
		const control = await this.#opening.control();
		await control.run({
			text: `${killDescendants(this.#inner.pid)}\nkill -KILL ${this.#inner.pid}`,
			timeoutMs: COME_BACK_MS,
		});
		await this.close();
	}
}

function halves(word: string): string {
	return `${word.slice(0, 16)} ${word.slice(16)}`;
}

function onStderr(word: string): string {
	return `printf '%s%s\\n' ${halves(word)} >&2`;
}

function bothStreams(word: string): string {
	return `printf '%s%s\\n' ${halves(word)}; ${onStderr(word)}`;
}

/** Shell text that runs a Bash script in a container through the engine's client. */
export function throughClient(client: string, container: string): (script: string) => string {
	return (script) => `${client} exec ${quote(container)} -- bash -c ${quote(script)}`;
}
