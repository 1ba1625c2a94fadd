import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { documentPath } from "../../compare/shown/document-path.js";
import { noteWords, seconds } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { coverageOf } from "../facts.js";
import { ledgerOf } from "../ledger.js";
import type { Graph } from "../pictures/graph.js";
import { namespaceView } from "../pictures/namespaces.js";
import { namespacesGraph } from "../pictures/namespaces-graph.js";
import { networkGraph } from "../pictures/network.js";
import { svgOf } from "../pictures/svg.js";
import { lanesOf } from "../pictures/timeline.js";
import { timelineSvg } from "../pictures/timeline-svg.js";
import { claimShape } from "../verdicts.js";

/** The sections after the end of the document: pictures, drift, isolation, coverage, how to reproduce. */
export function closingSections(report: Report, language: Language): Element[] {
	const say = noteWords(language);
	return [
		...network(report, language),
		...namespaces(report, language),
		...timeline(report, language),
		section("ledger", say.ledger, ledger(report, language)),
		...isolation(report, language),
		section("coverage", say.coverage, [h("ul", ...coverageOf(report, language).map((line) => h("li", `${line}.`)))]),
		section("reproduce", say.reproduce, [
			h(
				"pre",
				{ class: "output", tabIndex: 0 },
				h("code", `npx charla verify ${documentPath(report)}\nnpx charla annotate ${documentPath(report)}`),
			),
			h("p", say.reproduceNote),
			h("p", { class: "mixed" }, say.mixed),
		]),
	];
}

function section(id: string, title: string, children: ElementContent[]): Element {
	return h("section", { id, class: "closing" }, h("h2", title), ...children);
}

function graphFigure(graph: Graph, id: string, language: Language): Element {
	return h(
		"figure",
		{ class: "picture" },
		h("div", { class: "canvas", tabIndex: 0, role: "group", ariaLabel: graph.title }, svgOf(graph, id)),
		h(
			"figcaption",
			h(
				"details",
				h("summary", noteWords(language).inWords),
				h("ul", ...graph.description.map((sentence) => h("li", sentence))),
			),
		),
	);
}

function network({ topology }: Report, language: Language): Element[] {
	if (topology === null) return [];
	const say = noteWords(language);
	const note = h("p", say.networkAfter(topology.after));
	return [
		section("network", say.network, [note, graphFigure(networkGraph(topology, language), "network-picture", language)]),
	];
}

function namespaces(report: Report, language: Language): Element[] {
	const view = namespaceView(report);
	if (view === null) return [];
	const graph = namespacesGraph(view, language);
	const own = h("p", graph.description.slice(0, 2 * (view.places.length - 1)).join(" "));
	return [
		section("namespaces", noteWords(language).namespaces, [own, graphFigure(graph, "namespaces-picture", language)]),
	];
}

function timeline(report: Report, language: Language): Element[] {
	const lanes = lanesOf(report);
	if (lanes.length === 0) return [];
	const say = noteWords(language);
	const { section: name, starts, lasts } = say.columns;
	return [
		section("time", say.timeline, [
			h("p", say.timelineNote(seconds(report.durationMs, language), "step")),
			h(
				"figure",
				{ class: "picture" },
				h(
					"div",
					{ class: "canvas", tabIndex: 0, role: "group", ariaLabel: say.timeline },
					timelineSvg(lanes, report.durationMs, say.timeline, language),
				),
				h(
					"figcaption",
					h(
						"details",
						h("summary", say.inWords),
						tableElement(
							[name, starts, lasts],
							lanes.map((lane) => [
								lane.name,
								seconds(lane.startMs, language),
								seconds(lane.endMs - lane.startMs, language),
							]),
						),
					),
				),
			),
		]),
	];
}

type Cell = string | ElementContent | ElementContent[];

function tableElement(head: readonly string[], rows: readonly (readonly Cell[])[]): Element {
	return h(
		"div",
		{ class: "table", tabIndex: 0, role: "group", ariaLabel: head.join(", ") },
		h(
			"table",
			h("thead", h("tr", ...head.map((name) => h("th", { scope: "col" }, name)))),
			h(
				"tbody",
				...rows.map((cells) =>
					h("tr", ...cells.map((cell, index) => (index === 0 ? h("th", { scope: "row" }, cell) : h("td", cell)))),
				),
			),
		),
	);
}

function ledger(report: Report, language: Language): ElementContent[] {
	const say = noteWords(language);
	const entries = ledgerOf(report, language);
	if (entries.length === 0) return [h("p", say.ledgerNone)];
	const { line, written, today, why, since } = say.columns;
	return [
		tableElement(
			[line, written, today, why, since],
			entries.map((entry): Cell[] => [
				h("a", { href: `#${entry.id}` }, String(entry.line)),
				h(entry.written.kind === "command" ? "code" : "q", entry.written.text),
				entry.today.kind === "command" ? h("code", entry.today.text) : entry.today.text,
				entry.why,
				entry.since,
			]),
		),
	];
}

function isolation({ isolation, claims }: Report, language: Language): Element[] {
	if (isolation === null) return [];
	const say = noteWords(language);
	const words = wordsIn(language);
	const rows = isolation.rows.map(({ claim, verdict, needs }): Cell[] => [
		h("a", { href: `#claim-${claim}` }, claims.find(({ id }) => id === claim)?.text ?? claim),
		...isolation.namespaces.map((namespace): Cell => {
			const found = verdict[namespace];
			if (found === undefined) return "·";
			const cell = `${claimShape[found]} ${words.claim[found]}`;
			return needs.includes(namespace) ? h("strong", { class: "needed" }, cell) : h("span", { class: "quiet" }, cell);
		}),
		needs.length === 0 ? "–" : h("code", needs.join(", ")),
	]);
	const table = tableElement(
		[say.columns.claim, ...isolation.namespaces.map((name) => `− ${name}`), say.columns.needs],
		rows,
	);
	return [section("isolation", say.isolation, [h("p", say.isolationNote), h("div", { class: "matrix" }, table)])];
}
