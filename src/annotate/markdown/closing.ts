import type { BlockContent, RootContent } from "mdast";
import { documentPath } from "../../compare/shown/document-path.js";
import { noteWords, seconds } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { coverageOf } from "../facts.js";
import { ledgerOf } from "../ledger.js";
import { ganttOf } from "../pictures/gantt.js";
import type { Graph } from "../pictures/graph.js";
import { mermaidOf } from "../pictures/mermaid.js";
import { namespaceView } from "../pictures/namespaces.js";
import { namespacesGraph } from "../pictures/namespaces-graph.js";
import { networkGraph } from "../pictures/network.js";
import { lanesOf } from "../pictures/timeline.js";
import { claimShape } from "../verdicts.js";
import { code, details, heading, inlineCode, link, list, paragraph, strong, table } from "./nodes.js";

/** The sections after the end of the document: pictures, drift, isolation, coverage, how to reproduce. */
export function closingNodes(report: Report, language: Language): RootContent[] {
	const say = noteWords(language);
	return [
		{ type: "thematicBreak" },
		heading(2, say.measured),
		...networkNodes(report, language),
		...namespaceNodes(report, language),
		...timelineNodes(report, language),
		heading(2, say.ledger),
		...ledgerNodes(report, language),
		...isolationNodes(report, language),
		heading(2, say.coverage),
		list(coverageOf(report, language).map((line) => [paragraph(`${line}.`)])),
		heading(2, say.reproduce),
		code(`npx charla verify ${documentPath(report)}\nnpx charla annotate ${documentPath(report)}`, "sh"),
		paragraph(say.reproduceNote),
		paragraph(say.mixed),
	];
}

function pictureNodes(graph: Graph, language: Language): BlockContent[] {
	return [
		code(mermaidOf(graph), "mermaid"),
		...details(noteWords(language).inWords, list(graph.description.map((sentence) => [paragraph(sentence)]))),
	];
}

function networkNodes({ topology }: Report, language: Language): RootContent[] {
	if (topology === null) return [];
	const say = noteWords(language);
	return [
		heading(3, say.network),
		paragraph(say.networkAfter(topology.after)),
		...pictureNodes(networkGraph(topology, language), language),
	];
}

function namespaceNodes(report: Report, language: Language): RootContent[] {
	const view = namespaceView(report);
	if (view === null) return [];
	return [heading(3, noteWords(language).namespaces), ...pictureNodes(namespacesGraph(view, language), language)];
}

function timelineNodes(report: Report, language: Language): RootContent[] {
	const lanes = lanesOf(report);
	if (lanes.length === 0) return [];
	const say = noteWords(language);
	const { section, starts, lasts } = say.columns;
	return [
		heading(3, say.timeline),
		paragraph(say.timelineNote(seconds(report.durationMs, language), "section")),
		code(ganttOf(lanes, say.timeline), "mermaid"),
		...details(
			say.inWords,
			table([
				[[section], [starts], [lasts]],
				...lanes.map(({ name, startMs, endMs }) => [
					[name],
					[seconds(startMs, language)],
					[seconds(endMs - startMs, language)],
				]),
			]),
		),
	];
}

function ledgerNodes(report: Report, language: Language): RootContent[] {
	const say = noteWords(language);
	const entries = ledgerOf(report, language);
	if (entries.length === 0) return [paragraph(say.ledgerNone)];
	const { line, written, today, why, since } = say.columns;
	return [
		table([
			[[line], [written], [today], [why], [since]],
			...entries.map((entry) => [
				[link(`#${entry.id}`, String(entry.line))],
				[entry.written.kind === "command" ? inlineCode(entry.written.text) : say.quote(entry.written.text)],
				[entry.today.kind === "command" ? inlineCode(entry.today.text) : entry.today.text],
				[entry.why],
				[entry.since],
			]),
		]),
	];
}

function isolationNodes({ isolation, claims }: Report, language: Language): RootContent[] {
	if (isolation === null) return [];
	const say = noteWords(language);
	const words = wordsIn(language);
	const { namespaces, rows } = isolation;
	return [
		heading(2, say.isolation),
		paragraph(say.isolationNote),
		table([
			[[say.columns.claim], ...namespaces.map((namespace) => [`− ${namespace}`]), [say.columns.needs]],
			...rows.map(({ claim, verdict, needs }) => {
				const text = claims.find(({ id }) => id === claim)?.text ?? claim;
				return [
					[link(`#claim-${claim}`, shortened(text))],
					...namespaces.map((namespace) => {
						const found = verdict[namespace];
						if (found === undefined) return ["·"];
						const cell = `${claimShape[found]} ${words.claim[found]}`;
						return needs.includes(namespace) ? [strong(cell)] : [cell];
					}),
					[needs.length === 0 ? "–" : needs.join(", ")],
				];
			}),
		]),
	];
}

function shortened(sentence: string): string {
	return sentence.length > 70 ? `${sentence.slice(0, 68).trimEnd()}…` : sentence;
}
