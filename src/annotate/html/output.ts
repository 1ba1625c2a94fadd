import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { outputText } from "../../compare/shown/shown.js";
import { noteWords } from "../../messages/page.js";
import type { ReportedAttempt } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { linesOf } from "../comparison.js";
import { ansiRenderer } from "./ansi.js";

/** Outputs of more lines are folded. */
const longest = 12;

/** Renders the output of an attempt with its colours; a long one is folded. */
export function outputElements(attempt: ReportedAttempt, language: Language): ElementContent[] {
	const count = linesOf(outputText(attempt).replace(/^\n+/, "")).length;
	if (count === 0) return [];
	const pre = h("pre", { class: "output", tabIndex: 0 }, h("samp", chunks(attempt)));
	if (count <= longest) return [pre];
	return [h("details", h("summary", noteWords(language).output(count)), pre)];
}

function chunks({ output }: ReportedAttempt): ElementContent[] {
	const render = ansiRenderer();
	return output
		.map(({ stream, text }, index) => {
			const begun = index === 0 ? text.replace(/^\n+/, "") : text;
			return { stream, text: index === output.length - 1 ? begun.trimEnd() : begun };
		})
		.flatMap(({ stream, text }): ElementContent[] => {
			if (text === "") return [];
			return stream === "stderr" ? [h("span", { class: "stderr" }, render(text))] : render(text);
		});
}

/** Renders the written command above today's. */
export function changeElement(before: string, after: string): Element {
	const lines = (tag: "del" | "ins", sign: string, text: string) =>
		text.split("\n").map((line) => h("span", { class: "line" }, h(tag, `${sign} ${line}`), "\n"));
	return h("pre", { class: "change", tabIndex: 0 }, h("code", lines("del", "−", before), lines("ins", "+", after)));
}
