import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import stripAnsi from "strip-ansi";
import { outputText } from "../../compare/shown/shown.js";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Language } from "../../model/words.js";
import { linesOf } from "../comparison.js";
import { byReason, laterOf, type StepNote } from "../notes.js";
import { comparisonElement } from "./comparison.js";
import { permalink, placeChip, stepVerdict } from "./marks.js";
import { changeElement, outputElements } from "./output.js";

/** Renders a step and its preparations as list items. */
export function stepElements(
	{ step, preparations, comparison, comparedLater }: StepNote,
	language: Language,
): Element[] {
	const say = noteWords(language);
	const words = wordsIn(language);
	const last = step.attempts.at(-1);
	const first = step.attempts.length > 1 ? step.attempts[0] : undefined;
	const silent = last !== undefined && linesOf(outputText(last)).length === 0;
	const item = h(
		"li",
		{ id: step.id, class: `step ${step.verdict}` },
		h(
			"p",
			{ class: "step-line" },
			stepVerdict(step, language),
			" ",
			placeChip(step, language),
			" ",
			h("code", { class: "command" }, step.executed ?? step.bound),
			...(silent ? [" ", h("span", { class: "silent" }, say.noOutput)] : []),
			" ",
			permalink(step.id, language),
		),
		...(step.verdict === step.declared
			? []
			: [h("p", { class: "alarm" }, `${say.notDeclared}: ${say.declaredAs(words.verdict[step.declared])}`)]),
		...(step.reason === null ? [] : [why(step.reason, step.since, language)]),
		...(last?.answers ?? []).map(({ question, typed }) =>
			h("p", { class: "why" }, h("b", `${say.answered}:`), " ", h("code", question), " ", h("kbd", typed || say.enter)),
		),
		...(first ? [changeElement(first.command, step.executed ?? ""), ...failureOf(first, language)] : []),
		...(last && comparison === null ? outputElements(last, language) : []),
		...(comparedLater
			? [h("p", { class: "compare-link" }, h("a", { href: `#${laterOf(comparedLater).id}` }, `↔ ${say.compared}`))]
			: []),
		...(comparison ? [comparisonElement(comparison, language)] : []),
	);
	return [...preparationElements(preparations, language), item];
}

/** Renders why something changed, and since when. */
export function why(reason: string, since: string | null, language: Language): Element {
	const say = noteWords(language);
	return h("p", { class: "why" }, h("b", `${say.why}:`), ` ${reason}${since ? ` (${say.sinceWhen(since)})` : ""}.`);
}

function failureOf(first: StepNote["step"]["attempts"][number], language: Language): ElementContent[] {
	const say = noteWords(language);
	const lines = linesOf(outputText(first));
	const words = first.failed === null ? [] : [h("p", { class: "failed-so" }, say.failedSo(stripAnsi(first.failed)))];
	if (lines.length <= 1) return words;
	const [output] = outputElements(first, language);
	if (output?.type !== "element") return words;
	const pre = output.tagName === "details" ? output.children.slice(1) : [output];
	return [...words, h("details", h("summary", `${say.written}: ${say.output(lines.length).toLowerCase()}`), pre)];
}

function preparationElements(preparations: StepNote["preparations"], language: Language): Element[] {
	const say = noteWords(language);
	return byReason(preparations).map(({ reason, commands }) => {
		const [only = ""] = commands;
		const label = h(
			"span",
			{ class: "verdict preparation" },
			h("span", { class: "shape", ariaHidden: "true" }, "↑"),
			` ${say.preparation(commands.length)}`,
		);
		const short = commands.length === 1 && !only.includes("\n");
		return h(
			"li",
			{ class: "step prepared" },
			h("p", { class: "step-line" }, label, ...(short ? [" ", h("code", { class: "command" }, only)] : [])),
			h("p", { class: "why" }, h("b", `${say.why}:`), ` ${reason}.`),
			...(short
				? []
				: [
						h(
							"details",
							h("summary", say.preparation(commands.length)),
							h("pre", { class: "output", tabIndex: 0 }, h("code", commands.join("\n"))),
						),
					]),
		);
	});
}
