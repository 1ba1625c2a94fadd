import type { Element } from "hast";
import { h } from "hastscript";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report } from "../../model/report.js";
import { claimVerdicts, type Language, stepVerdicts } from "../../model/words.js";
import { countsOf, factsOf, headline } from "../facts.js";
import { claimShape, placeShape, stepShape, surprisesOf } from "../verdicts.js";

/** Renders the head: the verdict, the counts, the machine, and how to read the page. */
export function headElement(report: Report, language: Language): Element {
	const say = noteWords(language);
	const words = wordsIn(language);
	const { steps, claims } = surprisesOf(report);
	const state = report.works ? (report.incomplete ? "incomplete" : "works") : "works-not";
	return h(
		"div",
		{ class: `note head ${state}` },
		h("p", { class: "headline" }, headline(report, language)),
		h("p", { class: "counts" }, ...countsOf(report, language).map((count) => h("span", count))),
		...(steps.length + claims.length === 0
			? []
			: [
					h("p", { class: "alarm" }, say.notDeclared),
					h(
						"ul",
						...steps.map(({ id, line, verdict, declared }) =>
							h(
								"li",
								h("a", { href: `#${id}` }, `${words.line} ${line}`),
								`: ${words.verdict[verdict]}, ${say.declaredAs(words.verdict[declared])}`,
							),
						),
						...claims.map(({ id, line, verdict, declared }) =>
							h(
								"li",
								h("a", { href: `#claim-${id}` }, `${words.line} ${line}`),
								`: ${words.claim[verdict]}, ${say.declaredAs(words.claim[declared])}`,
							),
						),
					),
				]),
		h("p", { class: "by" }, say.by),
		h(
			"dl",
			{ class: "facts" },
			...factsOf(report, language).map(({ name, value, datetime }) =>
				h("div", h("dt", name), h("dd", datetime ? h("time", { dateTime: datetime }, value) : value)),
			),
		),
		h(
			"details",
			{ class: "legend" },
			h("summary", say.legend),
			h(
				"ul",
				h("li", `${placeShape.host} ${say.onHost} · ${placeShape.container} ${words.container}`),
				h(
					"li",
					stepVerdicts.map((verdict) => `${stepShape[verdict]} ${words.verdict[verdict]}`).join(" · "),
					` · ↑ ${say.preparation(1).toLowerCase()}`,
				),
				h("li", claimVerdicts.map((verdict) => `${claimShape[verdict]} ${words.claim[verdict]}`).join(" · ")),
				h("li", `↔ ${say.compared.toLowerCase()}; ▸ ${say.onlyHere}`),
			),
		),
	);
}
