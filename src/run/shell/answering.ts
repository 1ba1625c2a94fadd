import stripAnsi from "strip-ansi";
import type { Answer, Answered } from "../../model/answer.js";
import type { Spawn } from "./kernel-view.js";
import { Terminal } from "./terminal.js";

/** After how many milliseconds of silence a question that nobody answers gets the end of input. */
const SILENCE_MS = 10_000;
/** How much of what was printed can be a question, in characters. */
const LONGEST = 4_096;
/** Control-D: the end of input, on a terminal. */
const END_OF_INPUT = "\u0004";

/** Where something can be typed. */
type Typing = Pick<Terminal, "device" | "type" | "close">;

/** Answers what a command asks, as it prints it. What nobody answers gets the end of input, as from /dev/null. */
export class Answering {
	readonly answered: Answered[] = [];
	readonly #answers: readonly Answer[];
	readonly #terminal: Typing;
	readonly #silenceMs: number;
	#since = "";
	#silence: NodeJS.Timeout | undefined;

	/** @param terminal where the command reads */
	constructor(answers: readonly Answer[], terminal: Typing, silenceMs = SILENCE_MS) {
		this.#answers = answers;
		this.#terminal = terminal;
		this.#silenceMs = silenceMs;
	}

	/** Null where there is nothing to answer, or no terminal can be had. */
	static async open(answers: readonly Answer[], beside: Spawn | undefined): Promise<Answering | null> {
		const terminal = answers.length > 0 && beside ? await Terminal.open(beside) : null;
		return terminal && new Answering(answers, terminal);
	}

	/** The path of the terminal that the command is to read. */
	get device(): string {
		return this.#terminal.device;
	}

	/** Takes what the command has printed. */
	feed(text: string): void {
		clearTimeout(this.#silence);
		this.#since = (this.#since + stripAnsi(text)).slice(-LONGEST);
		const asked = this.#answers.find(({ asks }) => new RegExp(asks.pattern, asks.flags).test(this.#since));
		if (asked) {
			this.answered.push({ question: lastLineOf(this.#since), typed: asked.types });
			this.#since = "";
			this.#terminal.type(`${asked.types}\n`);
		} else if (!/\n\s*$/.test(this.#since) && this.#since.trim() !== "") {
			this.#silence = setTimeout(() => this.#terminal.type(END_OF_INPUT), this.#silenceMs);
			this.#silence.unref();
		}
	}

	/** The command has ended. */
	close(): void {
		clearTimeout(this.#silence);
		this.#terminal.close();
	}
}

function lastLineOf(text: string): string {
	return text.trim().split("\n").at(-1)?.trim() ?? "";
}
