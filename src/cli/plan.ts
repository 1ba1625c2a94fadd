import type { Prepared } from "../library/prepare.js";
import { reasonText } from "../messages/reasons.js";
import { wordsIn } from "../messages/summary.js";
import type { Step } from "../model/plan.js";
import type { Language } from "../model/words.js";
import type { Paint } from "./paint.js";

/** What would run where, and by which rule: a line a statement under its heading. */
export function planText({ plan, language }: Prepared, paint: Paint): string {
	const words = wordsIn(language);
	const lines: string[] = [];
	let heading = "";
	for (const step of plan.steps) {
		const here = step.heading.join(" › ");
		if (here !== heading) lines.push("", paint.bold(here));
		heading = here;
		const place = step.place === "host" ? words.host : (step.container ?? words.container);
		const where = `${place} (${words.rule[step.rule]})`;
		const command = step.bound.replace(/\s*\n\s*/g, " ⏎ ");
		lines.push(
			`${String(step.position.start.line).padStart(4)}  ${where.padEnd(28)} ${command}`,
			...notes(step, language, paint),
		);
	}
	const counts = `${words.statements(plan.steps.length)}: ${count(plan.steps, "host")} ${words.host}, ${count(plan.steps, "container")} ${words.container}`;
	return `${lines.join("\n").trimStart()}\n\n${counts}\n`;
}

function notes({ preparations, adaptation, skip }: Step, language: Language, paint: Paint): string[] {
	const indent = " ".repeat(35);
	const notes = preparations.map((preparation) =>
		preparation.kind === "ensure"
			? `${indent}↑ ${preparation.instance}: ${preparation.state}`
			: `${indent}↑ ${preparation.command}`,
	);
	if (adaptation) notes.push(`${indent}≈ ${adaptation.command}`);
	if (skip !== null) notes.push(`${indent}- ${reasonText(skip, language)}`);
	return notes.map((note) => paint.dim(note));
}

function count(steps: readonly Step[], place: Step["place"]): number {
	return steps.filter((step) => step.place === place).length;
}
