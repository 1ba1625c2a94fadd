import type { Element } from "hast";
import { h } from "hastscript";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { ReportedClaim } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { claimVerdict, permalink } from "./marks.js";
import { why } from "./step.js";

/** Renders a claim as a list item: its verdict, its sentence and its evidence. */
export function claimElement(claim: ReportedClaim, language: Language): Element {
	const say = noteWords(language);
	const words = wordsIn(language);
	const id = `claim-${claim.id}`;
	const { verdict, declared, reason, since, evidence, counterexample } = claim;
	return h(
		"li",
		{ id, class: `claim ${verdict}` },
		h(
			"p",
			{ class: "step-line" },
			claimVerdict(claim, language),
			" ",
			permalink(id, language),
			" ",
			h("q", claim.text),
		),
		...(verdict === declared
			? []
			: [h("p", { class: "alarm" }, `${say.notDeclared}: ${say.declaredAs(words.claim[declared])}`)]),
		...(reason === null ? [] : [why(reason, since, language)]),
		...(evidence.length === 0
			? []
			: [
					h(
						"dl",
						{ class: "evidence" },
						...evidence.map(({ what, value }) => h("div", h("dt", what), h("dd", h("code", value)))),
					),
				]),
		...(counterexample
			? [h("p", { class: "counterexample" }, `${say.counterexample(words.claim[counterexample])}.`)]
			: []),
	);
}
