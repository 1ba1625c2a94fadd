import { relative, resolve, sep } from "node:path";
import { reportWords } from "../../messages/reports.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report } from "../../model/report.js";
import { type Case, casesOf } from "./cases.js";
import { shorten, shortenLine } from "./shorten.js";

/** How many annotations of each level GitHub shows for a step. It drops the rest. */
const shown = 10;
const title = 200;
const message = { lines: 60, characters: 4000 };

interface Annotation {
	level: "error" | "warning" | "notice";
	line: number;
	column: number;
	title: string;
	message: string;
}

/**
 * Renders annotations for GitHub Actions: errors for leftovers and for what is not as declared, one warning for each reason
 * why something was not run, and a notice for each declared drift.
 *
 * @param workspace the folder of the checkout, `GITHUB_WORKSPACE`: GitHub knows files by their path in it
 */
export function githubAnnotations(report: Report, workspace?: string): string {
	const { path } = report.document;
	const file = workspace ? relative(workspace, resolve(path)).split(sep).join("/") : path;
	const cases = casesOf(report);
	const failed = cases.filter(({ outcome }) => outcome === "failed");
	const leftovers = failed.filter(({ kind }) => kind === "leftovers");
	const others = failed.filter(({ kind }) => kind !== "leftovers");
	const drift = cases.filter((one) => one.outcome === "passed" && one.drift);
	return [
		[...leftovers, ...others].map((one) => of("error", one, [one.message, one.detail])),
		notRun(cases, report),
		drift.map((one) => of("notice", one, [one.message])),
	]
		.flatMap((annotations) => asManyAsShown(annotations, report))
		.map((annotation) => command(annotation, file, report))
		.join("");
}

function of(level: Annotation["level"], { line, column, name }: Case, said: (string | null)[]): Annotation {
	return { level, line, column, title: name, message: said.filter(Boolean).join("\n") };
}

/** One warning for each reason, at the first line that was not run for it. It names the other lines. */
function notRun(cases: readonly Case[], { language }: Report): Annotation[] {
	const words = wordsIn(language);
	const byReason = new Map<string, Case[]>();
	for (const one of cases) {
		if (one.outcome !== "skipped") continue;
		const reason = one.message ?? "";
		byReason.set(reason, [...(byReason.get(reason) ?? []), one]);
	}
	return [...byReason].flatMap(([reason, [first, ...others]]) => {
		if (first === undefined) return [];
		const warning = of("warning", first, [reason]);
		if (others.length === 0) return [warning];
		const lines = [...new Set([first, ...others].map(({ line }) => line))].join(", ");
		return [
			{
				...warning,
				title: `${words.skipped} (${others.length + 1})`,
				message: `${reason} (${words.line} ${lines})`,
			},
		];
	});
}

/** Keeps as many as GitHub shows. The last one names the lines of the rest. */
function asManyAsShown(annotations: readonly Annotation[], { language }: Report): Annotation[] {
	const rest = annotations.slice(shown - 1);
	const [first] = rest;
	if (first === undefined || rest.length === 1) return [...annotations];
	const more = reportWords(language).andMore(rest.length);
	const lines = [...new Set(rest.map(({ line }) => line))].join(", ");
	const last = { ...first, title: more, message: `${wordsIn(language).line} ${lines}` };
	return [...annotations.slice(0, shown - 1), last];
}

function command(annotation: Annotation, file: string, { language }: Report): string {
	const { level, line, column: col } = annotation;
	const properties = { file, line, col, title: shortenLine(annotation.title, title) };
	const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
	return `::${level} ${list.join(",")}::${data(shorten(annotation.message, message, language))}\n`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
