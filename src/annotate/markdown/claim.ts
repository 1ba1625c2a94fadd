import type { BlockContent } from "mdast";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { ReportedClaim } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { claimShape } from "../verdicts.js";
import { anchor, code, inlineCode, list, paragraph, strong } from "./nodes.js";

/** Renders a claim as a list item: its verdict, its sentence and its evidence. */
export function claimItem(claim: ReportedClaim, language: Language): BlockContent[] {
	const words = wordsIn(language);
	const say = noteWords(language);
	const { verdict, declared, reason, since, evidence, counterexample } = claim;
	const expected = verdict === declared && verdict !== "holds";
	const blocks: BlockContent[] = [
		paragraph(
			anchor(`claim-${claim.id}`),
			`${verdict === declared ? claimShape[verdict] : "✗"} `,
			strong(words.claim[verdict]),
			`${expected ? `, ${say.asDeclared}` : ""} · ${say.quote(claim.text)}`,
		),
	];
	if (verdict !== declared) {
		blocks.push(paragraph(strong(`${say.notDeclared}:`), " ", say.declaredAs(words.claim[declared])));
	}
	if (reason !== null)
		blocks.push(paragraph(strong(`${say.why}:`), ` ${reason}${since ? ` (${say.sinceWhen(since)})` : ""}.`));
	const items = evidence.map(({ what, value }): BlockContent[] =>
		value.includes("\n") ? [paragraph(`${what}:`), code(value)] : [paragraph(`${what}: `, inlineCode(value))],
	);
	if (counterexample) items.push([paragraph(`${say.counterexample(words.claim[counterexample])}.`)]);
	if (items.length > 0) blocks.push(list(items));
	return blocks;
}
