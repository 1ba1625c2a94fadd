import type { Element } from "hast";
import { h } from "hastscript";
import { noteWords } from "../../messages/page.js";
import type { Language } from "../../model/words.js";
import { type ComparedRow, type Comparison, countRows } from "../comparison.js";
import { ansiRenderer } from "./ansi.js";
import { placeChip } from "./marks.js";

/** Renders the host's and the container's output side by side, and marks the lines that differ. */
export function comparisonElement(comparison: Comparison, language: Language): Element {
	const { host, container, rows } = comparison;
	const say = noteWords(language);
	return h(
		"figure",
		{ class: "compare" },
		h("figcaption", h("b", say.compared), ` · ${say.comparisonCount(countRows(rows))}`),
		h(
			"div",
			{ class: "panes" },
			...([host, container] as const).map((step) =>
				h(
					"div",
					{ class: `pane ${step.place}` },
					h(
						"p",
						{ class: "pane-head" },
						placeChip(step, language),
						" ",
						h("a", { href: `#${step.id}` }, `#${step.id}`),
					),
					h("pre", { class: "output", tabIndex: 0 }, h("samp", lines(rows, step === host ? "host" : "container"))),
				),
			),
		),
	);
}

function lines(rows: readonly ComparedRow[], side: "host" | "container"): Element[] {
	const render = ansiRenderer();
	return rows.map((row) => {
		const line = row[side];
		if (line === null) return h("span", { class: "line gap", ariaHidden: "true" }, "\n");
		return h("span", { class: row.same ? "line" : "line differs" }, render(line), "\n");
	});
}
