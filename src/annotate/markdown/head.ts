import type { RootContent } from "mdast";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { countsOf, factsOf, headline } from "../facts.js";
import { surprisesOf } from "../verdicts.js";
import { link, list, paragraph, quote, strong, table } from "./nodes.js";

/** Renders the head: the verdict, the counts and the machine. */
export function headNodes(report: Report, language: Language): RootContent[] {
	const say = noteWords(language);
	const words = wordsIn(language);
	const { steps, claims } = surprisesOf(report);
	const surprises = [
		...steps.map((step) => [
			paragraph(
				link(`#${step.id}`, `${words.line} ${step.line}`),
				`: ${words.verdict[step.verdict]}, ${say.declaredAs(words.verdict[step.declared])}`,
			),
		]),
		...claims.map((claim) => [
			paragraph(
				link(`#claim-${claim.id}`, `${words.line} ${claim.line}`),
				`: ${words.claim[claim.verdict]}, ${say.declaredAs(words.claim[claim.declared])}`,
			),
		]),
	];
	return [
		quote(
			paragraph(strong(headline(report, language)), ` · ${countsOf(report, language).join(" · ")}`),
			...(surprises.length === 0 ? [] : [paragraph(strong(say.notDeclared)), list(surprises)]),
			paragraph(say.by),
			table([[[""], [""]], ...factsOf(report, language).map(({ name, value }) => [[strong(name)], [value]])]),
		),
	];
}
