import ora from "ora";
import { judgeStep } from "../judge/judge.js";
import { progressText } from "../messages/machine.js";
import type { OnEvent, RunEvent } from "../model/events.js";
import type { Plan, Step } from "../model/plan.js";
import type { StepRecord } from "../model/transcript.js";
import type { JudgedStep } from "../model/verdicts.js";
import type { Language } from "../model/words.js";
import { type Paint, symbols } from "./paint.js";

/** Where progress is shown. */
export interface ProgressStream {
	stream: NodeJS.WriteStream;
	paint: Paint;
}

/**
 * Shows the progress of a run: a spinner on a terminal, and a line for each finished section everywhere. It writes to standard
 * error, so that standard output has the summary alone.
 */
export class Progress {
	readonly #plan: Plan;
	readonly #language: Language;
	readonly #paint: Paint;
	readonly #stream: NodeJS.WriteStream;
	readonly #spinner;
	#section: { name: string; judged: JudgedStep[] } | null = null;
	#done = 0;
	readonly #records: StepRecord[] = [];

	constructor(plan: Plan, { stream, paint }: ProgressStream) {
		this.#plan = plan;
		this.#language = plan.language;
		this.#paint = paint;
		this.#stream = stream;
		this.#spinner = ora({ stream, isEnabled: stream.isTTY === true, discardStdin: false });
	}

	readonly onEvent: OnEvent = (event) => this.#on(event);

	/** Shows the current activity. */
	say(text: string): void {
		const columns = this.#stream.columns ?? 100;
		const line = text.replace(/\s+/g, " ");
		const short = line.length > columns - 6 ? `${line.slice(0, columns - 7)}…` : line;
		if (this.#stream.isTTY) this.#spinner.start(short);
		else this.#stream.write(`${this.#paint.dim(`· ${line}`)}\n`);
	}

	stop(): void {
		this.#endSection();
		this.#spinner.stop();
	}

	#on(event: RunEvent): void {
		if (event.kind === "machine") {
			this.say(progressText(event.progress, this.#language));
		}
		if (event.kind === "step-started" && this.#stream.isTTY) {
			this.say(`${this.#done + 1}/${this.#plan.steps.length}  ${event.step.bound}`);
		}
		if (event.kind === "step-ended") {
			this.#done++;
			this.#enter(event.step);
			this.#section?.judged.push(judgeStep(event.step, event.record, this.#records));
			this.#records.push(event.record);
		}
		if (event.kind === "claim-started" && this.#stream.isTTY) this.say(`«${event.claim.text}»`);
		if (event.kind === "ended") this.stop();
	}

	#enter(step: Step): void {
		const name = step.heading.slice(1).join(" › ") || (step.heading[0] ?? "");
		if (this.#section?.name === name) return;
		this.#endSection();
		this.#section = { name, judged: [] };
	}

	#endSection(): void {
		if (this.#section === null) return;
		const { name, judged } = this.#section;
		this.#section = null;
		this.#spinner.stop();
		const marks = judged.map(({ verdict, declared }) => symbols(this.#paint, verdict, declared)).join("");
		this.#stream.write(`${marks.padEnd(1)} ${name}\n`);
	}
}
