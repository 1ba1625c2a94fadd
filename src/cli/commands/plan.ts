import type { BoundDocument } from "../../library/prepare.js";
import { reasonText } from "../../messages/reasons.js";
import { wordsIn } from "../../messages/summary.js";
import type { Step } from "../../model/plan.js";
import type { UntypedBlock } from "../../model/script.js";
import type { Language } from "../../model/words.js";
import type { Paint } from "../paint.js";

/** What would run where, and by which rule: a line a statement under its heading; and what nobody types, with the reason. */
export function planText({ plan, language }: BoundDocument, paint: Paint): string {
	const words = wordsIn(language);
	const untyped = plan.untyped ?? [];
	const entries = [
		...plan.steps.map((step) => ({
			at: step.position.start.offset,
			heading: step.heading,
			lines: stepLines(step, language, paint),
		})),
		...untyped.map((block) => ({
			at: block.position.start.offset,
			heading: block.heading,
			lines: [untypedLine(block, language, paint)],
		})),
	].sort((a, b) => a.at - b.at);
	const lines: string[] = [];
	let heading = "";
	for (const entry of entries) {
		const here = entry.heading.join(" › ");
		if (here !== heading) lines.push("", paint.bold(here));
		heading = here;
		lines.push(...entry.lines);
	}
	const elsewhere = count(plan.steps, "elsewhere");
	const counts = [
		`${words.statements(plan.steps.length)}: ${count(plan.steps, "host")} ${words.host}`,
		`${count(plan.steps, "container")} ${words.container}`,
		...(elsewhere > 0 ? [`${elsewhere} ${words.elsewhere}`] : []),
	].join(", ");
	const otherwise = untyped.length > 0 ? `${words.sayOtherwise}\n` : "";
	return `${lines.join("\n").trimStart()}\n\n${counts}\n${otherwise}`;
}

function stepLines(step: Step, language: Language, paint: Paint): string[] {
	const words = wordsIn(language);
	const where = `${placeOf(step, language)} (${words.rule[step.rule]})`;
	const command = step.bound.replace(/\s*\n\s*/g, " ⏎ ");
	return [`${lineOf(step)}  ${where.padEnd(28)} ${command}`, ...notes(step, language).map((note) => paint.dim(note))];
}

function placeOf({ place, container, machine }: Step, language: Language): string {
	const words = wordsIn(language);
	if (place === "host") return words.host;
	return place === "container" ? (container ?? words.container) : machine || words.elsewhere;
}

function untypedLine(block: UntypedBlock, language: Language, paint: Paint): string {
	const { notTyped, untyped, because } = wordsIn(language);
	const [first = ""] = block.text.trim().split("\n", 1);
	const shown = first.length > 40 ? `${first.slice(0, 39)}…` : first;
	const why = `${untyped[block.kind]}, ${because[block.because]}`;
	return paint.dim(`${lineOf(block)}  ${notTyped.padEnd(28)} ${shown} (${why})`);
}

const lineOf = ({ position }: Pick<Step, "position">): string => String(position.start.line).padStart(4);

function notes({ preparations, adaptation, skip, expected, saidToFail }: Step, language: Language): string[] {
	const words = wordsIn(language);
	const notes = preparations.map((preparation) =>
		preparation.kind === "ensure" ? `↑ ${preparation.instance}: ${preparation.state}` : `↑ ${preparation.command}`,
	);
	if (adaptation) notes.push(`≈ ${adaptation.command}`);
	if (skip !== null) notes.push(`- ${reasonText(skip, language)}`);
	if (expected?.position && expected.uncompared !== null) {
		const { start, end } = expected.position;
		notes.push(`= ${words.expectsOutput(start.line, end.line)}: ${reasonText(expected.uncompared, language)}`);
	}
	if (saidToFail) notes.push(`! ${words.saysItFails(saidToFail.text, saidToFail.position.start.line)}`);
	return notes.map((note) => " ".repeat(35) + note);
}

function count(steps: readonly Step[], place: Step["place"]): number {
	return steps.filter((step) => step.place === place).length;
}
