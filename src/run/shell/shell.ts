import { Answering } from "./answering.js";
import { Connection, streamNames } from "./connection.js";
import { separate } from "./fresh-streams.js";
import { endBelow, type Spawn } from "./kernel-view.js";
import { type Entering, type Level, levelOf } from "./level.js";
import type { Mark } from "./marked-stream.js";
import { NoShell } from "./no-shell.js";
import type { Order, Outcome } from "./order.js";
import { type Ending, outcomeOf } from "./outcome.js";
import { greeting, keepStreams, nonce, opening, readEnd, statement, stateOf } from "./protocol.js";
import { Recording } from "./recording.js";
import { withTimeout } from "./time-limit.js";
import { unanswered } from "./unanswered.js";

/** How long an ended statement's shell may take to come back, in milliseconds. */
const COME_BACK_MS = 2_000;
/** Milliseconds in which a shell must answer. */
const OPENING_MS = 30_000;
/** How much is kept of what a shell says about itself, in bytes. */
const STATE_BYTES = 16 * 1024 * 1024;

/**
 * A shell that stays open: current directory, variables, functions and options live from one order to the next. It is any
 * program that reads commands from its standard input, on whatever carries three streams; begin and end of a statement
 * are marked in the streams by nonces that did not exist when it was written.
 *
 * What a background process prints between two statements is dropped. In bash it prints nothing into later ones: they
 * have new pipes. In another shell it cannot be told from theirs.
 */
export class Shell {
	readonly #spawn: Spawn;
	readonly #connection: Connection;
	readonly #separates: boolean;
	/** The shells that are open in each other, the outermost first. */
	readonly #levels: Level[] = [];
	#turn: Promise<unknown> = Promise.resolve();

	private constructor(spawn: Spawn, connection: Connection, separates: boolean) {
		this.#separates = separates;
		this.#spawn = spawn;
		this.#connection = connection;
	}

	/**
	 * Opens a shell in a place: bash, or whatever shell there is.
	 * @param spawn starts a program in that place
	 * @param more.separates whether a statement gets new pipes once something in the background may print into the old ones
	 * @param more.folder where it starts; at home where that is absent, or gone
	 * @throws {NoShell}
	 */
	static async open(
		spawn: Spawn,
		{ separates = true, folder = "" }: { separates?: boolean; folder?: string | undefined } = {},
	): Promise<Shell> {
		const start =
			'cd; [ -z "$0" ] || cd "$0" 2>/dev/null; command -v bash >/dev/null && exec bash --noprofile --norc; exec sh';
		const shell = new Shell(spawn, new Connection(spawn(["sh", "-c", start, folder])), separates);
		await shell.#greet(spawn, null);
		return shell;
	}

	/** Whether it still takes orders. */
	get alive(): boolean {
		return this.#connection.open && this.#levels.length > 0;
	}

	/** How many shells are open in the outermost. */
	get depth(): number {
		return this.#levels.length - 1;
	}

	/** Process id of the innermost shell, as its own place sees it. */
	get pid(): number {
		return this.#levels.at(-1)?.id.pid ?? 0;
	}

	/** Runs a statement. Orders that come while one is running wait for their turn. */
	run(order: Order): Promise<Outcome> {
		return this.#inTurn(() => this.#run(order));
	}

	/**
	 * Types a command that opens another shell in this one; orders then go to that.
	 * @throws {NoShell} where the command ends, or no shell answers in time
	 */
	enter(command: string, entering: Entering = {}): Promise<void> {
		return this.#inTurn(() => this.#enter(command, entering));
	}

	/** Leaves the innermost shell, as Ctrl-D does; answers the exit code of the command that opened it, null where it did not end. */
	leave(): Promise<number | null> {
		return this.#inTurn(() => this.#leave());
	}

	/** Another shell like this one, on streams of its own: with its variables, functions and current directory. */
	async fork(): Promise<Shell> {
		const inner = this.#levels.at(-1);
		const text = inner ? stateOf(inner.dialect) : ":";
		const { stdout } = await this.run({ text, timeoutMs: OPENING_MS, keptBytes: STATE_BYTES });
		const shell = await Shell.open(this.#spawn);
		for (const { opened, beside } of this.#levels) if (opened) await shell.enter(opened.command, { beside });
		await shell.run({ text: stdout, timeoutMs: OPENING_MS });
		return shell;
	}

	/** Lets go of it, whatever it is doing. */
	close(): void {
		this.#levels.length = 0;
		this.#connection.endInput();
	}

	#inTurn<T>(task: () => Promise<T>): Promise<T> {
		const done = this.#turn.then(task);
		this.#turn = done.catch(() => {});
		return done;
	}

	async #run({ text, watches = [], timeoutMs, answers = [], onOutput, keptBytes }: Order): Promise<Outcome> {
		const recording = new Recording(keptBytes);
		const answering = await Answering.open(answers, this.#levels.at(-1)?.beside);
		const started = performance.now();
		const level = this.#levels.at(-1);
		if (level === undefined || !this.alive) return outcomeOf({ how: "left", code: null }, recording, watches, 0);
		if (this.#separates && this.#levels.length === 1 && !(await separate(this.#connection, level)))
			await this.#endShell(level);
		const word = nonce();
		const heard = this.#statement(word, (stream, bytes) => {
			const more = recording.add(stream, bytes);
			if (more === "") return;
			onOutput?.({ stream, text: more });
			answering?.feed(more);
		});
		this.#connection.write(statement(level.dialect, word, text, { ...level, watches, stdin: answering?.device }));
		const ending = await this.#within(level, timeoutMs, heard);
		const end = ending.how === "said" ? readEnd(ending.rest) : null;
		level.lastExit = end?.exitCode ?? null;
		if (end !== null && end.background !== (level.background.at(-1) ?? "")) {
			level.background.push(end.background);
			level.mixed = true;
		}
		answering?.close();
		const outcome = outcomeOf(ending, recording, watches, performance.now() - started);
		return answering === null ? outcome : { ...outcome, answered: answering.answered };
	}

	/** Waits for a statement's beginning and end on both streams, or for the end of its shell. */
	async #statement(word: string, onBytes: Parameters<Connection["next"]>[2]): Promise<Ending> {
		const words = [word, ...this.#exits()];
		const before = new Recording(4096);
		const [out] = await Promise.all(
			streamNames.map(async (stream) => {
				const first = await this.#connection.next(stream, words, (_, bytes) => before.add(stream, bytes));
				if (first?.word !== word || !first.rest.startsWith("b")) return { mark: first, begun: false };
				return { mark: await this.#connection.next(stream, words, onBytes), begun: true };
			}),
		);
		const { mark = null, begun = false } = out ?? {};
		if (mark === null) return { how: "gone" };
		if (mark.word !== word) return { how: "left", code: this.#left(mark) };
		return begun ? { how: "said", rest: mark.rest } : { how: "not-run", said: before.finish() };
	}

	/** The nonces that say that one of the inner shells was left. */
	#exits(): string[] {
		return this.#levels.flatMap(({ opened }) => (opened ? [opened.word] : []));
	}

	/** A shell said that the one that was opened in it was left: forgets that, and all within. */
	#left({ word, rest }: Mark): number {
		const at = this.#levels.findIndex(({ opened }) => opened?.word === word);
		const [level] = at < 0 ? [] : this.#levels.splice(at);
		if (level?.opened?.last) this.close();
		return Number(rest.slice(1));
	}

	/** Waits for a statement's end. What does not end is ended from outside: its processes, and where that does not help its shell. */
	async #within(level: Level, timeoutMs: number, heard: Promise<Ending>): Promise<Ending> {
		const ended = new AbortController();
		const first = await Promise.race([withTimeout(timeoutMs, heard), unanswered(level, ended.signal)]);
		ended.abort();
		if (first === "timeout") {
			await endBelow(level.beside, level.id, { self: false, spared: level.background });
			if ((await withTimeout(COME_BACK_MS, heard)) === "timeout") await this.#endShell(level);
			return { how: "timeout" };
		}
		if (first === "no-answer") await this.#endShell(level);
		else if (first.how === "not-run" || first.how === "gone") await this.#endShell(level);
		return first === "no-answer" ? { how: first } : first;
	}

	/** Ends a shell that cannot be used any more, from outside. The one that it was opened in goes on, if it says so. */
	async #endShell(level: Level): Promise<void> {
		const [outermost] = this.#levels;
		if (outermost !== undefined && this.#connection.open) {
			const left = this.#connection.both(this.#exits(), () => {}).then((mark) => mark && this.#left(mark));
			await endBelow(level.beside, level.id, { self: true });
			if (level !== outermost) await withTimeout(COME_BACK_MS, left);
			if (!this.#levels.includes(level)) return;
			if (level !== outermost) await endBelow(outermost.beside, outermost.id, { self: true });
		}
		this.#levels.length = 0;
		this.#connection.kill();
	}

	async #enter(command: string, { beside, last = false }: Entering): Promise<void> {
		const outer = this.#levels.at(-1);
		if (outer === undefined) throw NoShell.ended(null, "", "");
		const word = nonce();
		const begun = this.#connection.both([word, ...this.#exits()], () => {});
		this.#connection.write(opening(outer.dialect, word, command, last));
		await withTimeout(COME_BACK_MS, begun);
		await this.#greet(beside ?? outer.beside, { command, word, last });
	}

	/** Waits until a new shell answers. */
	async #greet(beside: Spawn, opened: Level["opened"]): Promise<void> {
		const word = nonce();
		const said = new Recording();
		const words = [word, ...(opened ? [opened.word] : []), ...this.#exits()];
		const answer = this.#connection.both(words, (stream, bytes) => said.add(stream, bytes));
		this.#connection.write(greeting(word));
		const mark = await withTimeout(OPENING_MS, answer);
		const { stdout, stderr } = said.finish();
		if (mark === "timeout") {
			const outer = this.#levels.at(-1);
			if (outer) await endBelow(outer.beside, outer.id, { self: false });
			if (opened?.last !== false) this.close();
			throw NoShell.silent(OPENING_MS / 1000, stdout, stderr);
		}
		if (mark?.word !== word) {
			const exitCode = mark === null ? await this.#connection.exitCode() : Number(mark.rest.slice(1));
			if (mark === null || opened?.last) this.close();
			throw NoShell.ended(exitCode, stdout, stderr);
		}
		const level = levelOf(mark.rest, beside, opened);
		this.#levels.push(level);
		this.#connection.write(keepStreams(level.dialect));
	}

	async #leave(): Promise<number | null> {
		const level = this.#levels.at(-1);
		if (!level?.opened || !this.alive) {
			this.close();
			return null;
		}
		const left = this.#connection.both(this.#exits(), () => {}).then((mark) => mark && this.#left(mark));
		if (level.opened.last && this.#levels.length === 2) this.#connection.endInput();
		else this.#connection.write("exit\n");
		const code = await withTimeout(COME_BACK_MS, left);
		if (code !== "timeout") return code;
		await this.#endShell(level);
		return null;
	}
}
