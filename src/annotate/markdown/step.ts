import type { BlockContent } from "mdast";
import stripAnsi from "strip-ansi";
import { outputText } from "../../compare/shown/shown.js";
import { noteWords } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { ReportedAttempt } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { type Comparison, countRows, linesOf } from "../comparison.js";
import { byReason, earlierOf, laterOf, type StepNote } from "../notes.js";
import { placeShape, placeWords, stepShape } from "../verdicts.js";
import { anchor, code, details, inlineCode, link, paragraph, strong } from "./nodes.js";

/** Outputs of more lines are folded. */
const longest = 12;

/** Renders a step as list items: its preparations, then the command, its verdict and its output. */
export function stepItems(
	{ step, preparations, comparison, comparedLater }: StepNote,
	language: Language,
): BlockContent[][] {
	const words = wordsIn(language);
	const say = noteWords(language);
	const last = step.attempts.at(-1);
	const shape = step.verdict === step.declared ? stepShape[step.verdict] : "✗";
	const where = placeWords(step, language);
	const silent = last !== undefined && linesOf(outputText(last)).length === 0;
	const head = paragraph(
		anchor(step.id),
		`${shape} `,
		strong(words.verdict[step.verdict]),
		` · ${placeShape[step.place]} ${where} · `,
		inlineCode(step.executed ?? step.bound),
		...(silent ? [` — ${say.noOutput}`] : []),
	);
	const blocks: BlockContent[] = [head];
	if (step.verdict !== step.declared) {
		blocks.push(paragraph(strong(`${say.notDeclared}:`), " ", say.declaredAs(words.verdict[step.declared])));
	}
	if (step.reason !== null) {
		const since = step.since ? ` (${say.sinceWhen(step.since)})` : "";
		blocks.push(paragraph(strong(`${say.why}:`), ` ${step.reason}${since}.`));
	}
	for (const { question, typed } of last?.answers ?? []) {
		blocks.push(paragraph("↵ ", strong(say.answered), ": ", inlineCode(question), " ", inlineCode(typed || say.enter)));
	}
	if (step.attempts.length > 1) blocks.push(...written(step.attempts[0], step.executed ?? "", language));
	if (last) blocks.push(...outputOf(last, language));
	if (comparedLater) blocks.push(paragraph("↔ ", link(`#${laterOf(comparedLater).id}`, say.compared)));
	if (comparison) blocks.push(...compared(comparison, language));
	return [...preparationItems(preparations, language), blocks];
}

function written(first: ReportedAttempt | undefined, executed: string, language: Language): BlockContent[] {
	if (first === undefined) return [];
	const say = noteWords(language);
	return [
		code([...signed("-", first.command), ...signed("+", executed)].join("\n"), "diff"),
		...(first.failed === null ? [] : [paragraph(say.failedSo(stripAnsi(first.failed)))]),
		...(linesOf(outputText(first)).length > 1
			? details(say.written, ...outputOf(first, language, Number.POSITIVE_INFINITY))
			: []),
	];
}

function outputOf(attempt: ReportedAttempt, language: Language, limit = longest): BlockContent[] {
	const lines = linesOf(stripAnsi(outputText(attempt)).replace(/[ \t]+$/gm, ""));
	if (lines.length === 0) return [];
	const block = code(trimStart(lines).join("\n"));
	return lines.length > limit ? details(noteWords(language).output(lines.length), block) : [block];
}

/** Drops empty lines at the beginning. */
function trimStart(lines: readonly string[]): string[] {
	const first = lines.findIndex((line) => line !== "");
	return lines.slice(Math.max(0, first));
}

function compared(comparison: Comparison, language: Language): BlockContent[] {
	const { host, container, rows } = comparison;
	const say = noteWords(language);
	const earlier = earlierOf(comparison);
	const counts = countRows(rows);
	const differing = rows.filter(({ same }) => !same);
	const diff = [
		`--- ${say.onHost} (${host.id})`,
		`+++ ${say.inContainer(container.container ?? "")} (${container.id})`,
		...differing.flatMap((row) => (row.host === null ? [] : signed("-", stripAnsi(row.host)))),
		...differing.flatMap((row) => (row.container === null ? [] : signed("+", stripAnsi(row.container)))),
	].join("\n");
	return [
		paragraph("↔ ", link(`#${earlier.id}`, say.comparedWith(earlier)), `: ${say.comparisonCount(counts)}.`),
		...(differing.length === 0
			? []
			: differing.length <= longest
				? [code(diff, "diff")]
				: details(say.compared, code(diff, "diff"))),
	];
}

function preparationItems(preparations: StepNote["preparations"], language: Language): BlockContent[][] {
	const say = noteWords(language);
	return byReason(preparations).map(({ reason, commands }) => {
		const [only] = commands;
		const title = `${say.preparation(commands.length)}`;
		if (commands.length === 1 && only !== undefined && !only.includes("\n")) {
			return [paragraph("↑ ", strong(title), " · ", inlineCode(only), ` — ${reason}.`)];
		}
		return [paragraph("↑ ", strong(title), ` — ${reason}.`), ...details(title, code(commands.join("\n"), "sh"))];
	});
}

function signed(sign: string, text: string): string[] {
	return text.split("\n").map((line) => `${sign} ${line}`.trimEnd());
}
