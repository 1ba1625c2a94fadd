import type { Source } from "../markdown/source.js";
import type { Finding, Problem } from "../model/problem.js";
import type { ReadBlock } from "./blocks/block.js";
import { isPattern, knownMarks, type Mark, marksIn, parseMark } from "./marks.js";

/** A mark that waits for its block. */
interface WaitingMark {
	mark: Mark;
	text: string;
	start: number;
	end: number;
}

/** The marks that stand before the next block. */
export class WaitingMarks {
	readonly #problems: Problem[];
	readonly #source: Source;
	#waiting: WaitingMark[] = [];

	/** Adds what is wrong with the marks to `problems`. */
	constructor(problems: Problem[], source: Source) {
		this.#problems = problems;
		this.#source = source;
	}

	/** Takes the marks in a piece of HTML that begins at an offset. */
	read(value: string, start: number): void {
		for (const found of marksIn(value)) {
			const mark = parseMark(found.text);
			const place = { text: found.text, start: start + found.start, end: start + found.end };
			if (mark) this.#waiting.push({ mark, ...place });
			else {
				const range = this.#source.range(place.start, place.end);
				this.#problem({ rule: "unknown-mark", data: { found: found.text, expected: knownMarks } }, range);
			}
		}
	}

	/** Complains of those that have no block. */
	unused(): void {
		for (const { text, start, end } of this.#waiting) {
			this.#problem({ rule: "mark-without-block", data: { found: text } }, this.#source.range(start, end), false);
		}
		this.#waiting = [];
	}

	/** Whether there is any, so that the block is typed. */
	any(): boolean {
		return this.#waiting.length > 0;
	}

	/** What they say of whether the block is typed; null where they say nothing. */
	typed(): boolean | null {
		const mark = this.#waiting.map((one) => one.mark).findLast((one) => one.kind === "typed");
		return mark?.typed ?? null;
	}

	/** Gives them to their block. */
	take(): Mark[] {
		const marks = this.#waiting.map(({ mark }) => mark);
		this.#waiting = [];
		return marks;
	}

	/** Complains of those that contradict each other, and those that say nothing of their block. */
	check({ statements }: ReadBlock): void {
		const places = this.#waiting.filter(({ mark }) => mark.kind === "place");
		const second = places[1];
		if (second) {
			const found = places.map(({ text }) => text).join(", ");
			this.#problem({ rule: "two-places", data: { found } }, this.#source.range(second.start, second.end));
		}
		const expect = this.#waiting.find(({ mark }) => mark.kind === "expect");
		const shown = statements.flatMap(({ expected }) => (expected ? [expected] : []));
		if (!expect) return;
		const place = this.#source.range(expect.start, expect.end);
		if (shown.length === 0) {
			this.#problem({ rule: "mark-without-output", data: { found: expect.text } }, place);
		} else if (expect.mark.kind === "expect" && expect.mark.comparison.kind === "regex") {
			const bad = shown.flatMap(({ text }) => text.split("\n")).find((line) => !isPattern(line));
			if (bad === undefined) return;
			this.#problem({ rule: "bad-pattern", data: { found: bad } }, place);
		}
	}

	#problem(finding: Finding, place: Problem["place"], fatal = true): void {
		this.#problems.push({ ...finding, file: "document", place, fatal });
	}
}
