import type { Element } from "hast";
import { h } from "hastscript";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { ReportedClaim, ReportedStep } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { claimShape, placeShape, placeWords, stepShape } from "../verdicts.js";

/** A step's verdict: shape and word. */
export function stepVerdict({ verdict, declared }: ReportedStep, language: Language): Element {
	const shape = verdict === declared ? stepShape[verdict] : "✗";
	const kind = verdict === declared ? verdict : "failed";
	return h(
		"span",
		{ class: `verdict ${kind}` },
		h("span", { class: "shape", ariaHidden: "true" }, shape),
		` ${wordsIn(language).verdict[verdict]}`,
	);
}

/** A claim's verdict: shape and word. */
export function claimVerdict({ verdict, declared }: ReportedClaim, language: Language): Element {
	const expected = verdict === declared;
	const words = wordsIn(language).claim[verdict];
	const say = noteWords(language);
	return h(
		"span",
		{ class: `verdict ${expected ? verdict : "failed"}` },
		h("span", { class: "shape", ariaHidden: "true" }, expected ? claimShape[verdict] : "✗"),
		` ${words}${expected && verdict !== "holds" ? `, ${say.asDeclared}` : ""}`,
	);
}

/** Renders the place of a step: a square chip for the host, a round one for a container, a triangle for another machine. */
export function placeChip(step: ReportedStep, language: Language): Element {
	const { place } = step;
	return h(
		"span",
		{ class: `place ${place}` },
		h("span", { class: "shape", ariaHidden: "true" }, placeShape[place]),
		` ${placeWords(step, language)}`,
	);
}

/** A link to the element with this id. */
export function permalink(id: string, language: Language): Element {
	return h("a", { class: "permalink", href: `#${id}`, ariaLabel: noteWords(language).permalink(id) }, `#${id}`);
}
