import type { PhrasingContent, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { wordsIn } from "../../messages/summary.js";
import { canFail } from "../../model/can-fail.js";
import type { Report } from "../../model/report.js";
import { coveredPercent } from "../report.js";
import { type Case, casesOf, oneLine } from "./cases.js";
import { shorten, shortenLine, shortenPage } from "./shorten.js";

const processor = unified().use(remarkGfm, { tablePipeAlign: false }).use(remarkStringify, { bullet: "-" }).freeze();

/** The page's limit in bytes. GitHub takes up to 1 MiB from a step, and nothing of a longer page. */
export const longestPage = 1_000_000;
const detail = { lines: 100, characters: 10_000 };
/** The longest command, reason or value in a row or a line, in characters. */
const longestLine = 1000;

/**
 * Renders the report as a page: leftovers, the verdict, what is not as declared, the drift, what was not run, and the claims.
 * The end is cut where there is no room.
 *
 * @param room how many bytes the page may have
 */
export function jobSummary(report: Report, room: number = longestPage): string {
	const { language, document, machine, coverage } = report;
	const words = wordsIn(language);
	const cases = casesOf(report);
	const sign = !report.works ? "❌" : report.incomplete ? "⚠️" : "✅";
	const verdict = !report.works ? words.worksNot : report.incomplete ? words.incomplete : words.works;
	const failed = cases.filter(({ outcome }) => outcome === "failed");
	const wrong = [
		...failed.filter(({ kind }) => kind === "leftovers"),
		...failed.filter(({ kind }) => kind !== "leftovers"),
	];
	const drift = report.steps.filter(({ verdict, declared }) => verdict === "adapted" && declared === "adapted");
	const renamed = report.drift ?? [];
	const skipped = cases.filter(({ outcome }) => outcome === "skipped");
	const answered = report.steps.filter(({ attempts }) => attempts.at(-1)?.answers !== undefined);
	const claims = report.claims.filter(({ observed }) => observed);
	const children: RootContent[] = [
		heading(2, [text(`${sign} `), code(document.path)]),
		paragraph(
			text(`${verdict}. ${words.statements(report.steps.length)}, ${(report.durationMs / 1000).toFixed(1)} s.`),
		),
		paragraph(
			text(
				`${machine.name} · ${machine.host} · ${machine.engine} ${machine.engineVersion} · ${machine.image} · ${coveredPercent(coverage).toFixed(0)} % (${words.uncovered(coverage.uncovered)})`,
			),
		),
		...(wrong.length > 0
			? [heading(3, [text(words.notAsDeclared)]), ...wrong.flatMap((one) => wrongOf(one, language))]
			: []),
		...(drift.length + renamed.length > 0
			? [
					heading(3, [text(words.drift)]),
					table(
						[words.line, "−", "+", words.since, ""],
						[
							...renamed.map(({ written, now, since, reason }) => [
								text(""),
								code(written),
								code(now),
								text(since),
								text(reason),
							]),
							...drift.map((step) => [
								text(String(step.line)),
								code(oneLine(step.written)),
								code(oneLine(step.executed ?? "")),
								text(step.since ?? ""),
								text(step.reason ?? ""),
							]),
						],
					),
				]
			: []),
		...(answered.length > 0
			? [
					heading(3, [text(words.answers)]),
					table(
						[words.line, "", ""],
						answered.flatMap((step) =>
							(step.attempts.at(-1)?.answers ?? []).map(({ question, typed }) => [
								text(String(step.line)),
								code(oneLine(step.executed ?? "")),
								text(words.answered(question, typed)),
							]),
						),
					),
				]
			: []),
		...(skipped.length > 0
			? [
					heading(3, [text(words.skipped)]),
					table(
						[words.line, "", ""],
						skipped.map((one) => [text(String(one.line)), code(one.name), text(one.message ?? "")]),
					),
				]
			: []),
		...(claims.length > 0
			? [
					heading(3, [text(words.claims)]),
					table(
						[words.line, "", "", ""],
						claims.map((claim) => [
							text(String(claim.line)),
							text(
								`${claim.verdict === claim.declared && canFail(claim) ? (claim.verdict === "holds" ? "✅" : "≈") : "❌"} ${words.claim[claim.verdict]}`,
							),
							text(claim.text),
							text(
								[claim.reason, ...claim.evidence.map(({ what, value }) => `${what}: ${oneLine(value)}`)]
									.filter(Boolean)
									.join("; "),
							),
						]),
					),
				]
			: []),
	];
	return shortenPage(processor.stringify({ type: "root", children } satisfies Root), room, language);
}

function wrongOf(one: Case, language: Report["language"]): RootContent[] {
	return [
		paragraph(text(`${one.line}:${one.column} `), code(one.name), text(` ${one.message ?? ""}`)),
		{
			type: "code",
			lang: one.detail.includes("\n- ") || one.detail.includes("\n+ ") ? "diff" : "text",
			value: shorten(one.detail, detail, language),
		},
	];
}

const text = (value: string): PhrasingContent => ({ type: "text", value: shortenLine(value, longestLine) });
const code = (value: string): PhrasingContent => ({ type: "inlineCode", value: shortenLine(value, longestLine) });
const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: "paragraph", children });
const heading = (depth: 2 | 3, children: PhrasingContent[]): RootContent => ({ type: "heading", depth, children });

function table(head: string[], rows: PhrasingContent[][]): RootContent {
	const cells = (row: PhrasingContent[]) => row.map((cell) => ({ type: "tableCell" as const, children: [cell] }));
	return {
		type: "table",
		children: [head.map(text), ...rows].map((row) => ({ type: "tableRow" as const, children: cells(row) })),
	};
}
