import { diffArrays } from "diff";
import { evidenceLines } from "../../compare/normalise/evidence.js";
import { type Normalise, normaliserFor } from "../../compare/normalise/normalise.js";
import { streamsOf } from "../../compare/normalise/streams.js";
import { shapeLines } from "../../compare/normalise/structure.js";
import { asShown } from "../../compare/shown/shown.js";
import { diffWords } from "../../messages/diff.js";
import { machinePath } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Report, ReportedStep } from "../../model/report.js";
import type { Language } from "../../model/words.js";

/** A difference between two runs, with its heading. */
export interface Difference {
	section: string;
	/** The line of the document; 0 where it has none. */
	line: number;
	/** The difference in words. A line that begins with a space continues the one before. */
	lines: string[];
}

/**
 * Says in words, by section, what changed from one run to another. Volatile values do not count.
 * @returns one line where nothing changed
 */
export function diffReports(a: Report, b: Report, language: Language): string {
	const say = diffWords(language);
	const found = differences(a, b, language);
	if (found.length === 0) return `${say.nothing}\n`;
	const bySection = new Map<string, string[]>();
	for (const { section, lines } of found) bySection.set(section, [...(bySection.get(section) ?? []), ...lines]);
	const text = [...bySection].map(([section, lines]) => [section, ...lines.map((line) => `  ${line}`)].join("\n"));
	return `${[...text, say.count(found.length)].join("\n\n")}\n`;
}

/** Finds the differences between two runs, volatile values aside. */
export function differences(before: Report, after: Report, language: Language): Difference[] {
	const [a, b] = [asShown(before, machinePath[before.language]), asShown(after, machinePath[after.language])];
	const context = { a, b, language, normalise: normaliserFor(a, b) };
	return [
		...machineDifferences(context),
		...[...stepDifferences(context), ...claimDifferences(context)].sort((one, other) => one.line - other.line),
		...restDifferences(context),
	];
}

interface Context {
	a: Report;
	b: Report;
	language: Language;
	normalise: Normalise;
}

function machineDifferences({ a, b, language }: Context): Difference[] {
	const say = diffWords(language);
	const facts = (["name", "host", "engine", "engineVersion", "kernel", "image"] as const).flatMap((fact) =>
		a.machine[fact] === b.machine[fact] ? [] : [`${say.facts[fact]}: ${a.machine[fact]} → ${b.machine[fact]}`],
	);
	const document = a.document.sha256 === b.document.sha256 ? [] : [say.otherDocument];
	return [...document, ...facts].map((line) => ({ section: say.machine, line: 0, lines: [line] }));
}

function stepDifferences(context: Context): Difference[] {
	const { a, b, language } = context;
	const say = diffWords(language);
	const pairs = paired(a.steps, b.steps, ({ heading, written, place }) => JSON.stringify([heading, written, place]));
	return pairs.flatMap(([before, after]): Difference[] => {
		const step = after ?? before;
		if (step === undefined) return [];
		const { line } = step;
		const title = `${wordsIn(language).line} ${line}, ${oneLine(step.written)}`;
		const section = step.heading.slice(1).join(" › ") || (step.heading[0] ?? "");
		if (before === undefined) return [{ section, line, lines: [`${title}: ${say.isNew}`] }];
		if (after === undefined) return [{ section, line, lines: [`${title}: ${say.isGone}`] }];
		return stepChanges(before, after, context).map(([what, ...more]) => ({
			section,
			line,
			lines: [`${title}: ${what}`, ...more.map((detail) => `  ${detail}`)],
		}));
	});
}

function stepChanges(before: ReportedStep, after: ReportedStep, { language, normalise }: Context): string[][] {
	const say = diffWords(language);
	const verdicts = wordsIn(language).verdict;
	const changes: string[][] = [];
	if (before.verdict !== after.verdict) {
		changes.push([
			say.became(verdicts[before.verdict], verdicts[after.verdict]),
			...(after.reason === null ? [] : [after.reason]),
		]);
	}
	const [was, is] = [before.executed ?? "", after.executed ?? ""].map(normalise);
	if (was !== is && before.verdict === after.verdict) changes.push([say.otherCommand, `- ${was}`, `+ ${is}`]);
	const lines = changedLines(lastOutput(before, normalise), lastOutput(after, normalise));
	if (lines.length > 0) changes.push([say.otherOutput, ...shortened(lines, say.more)]);
	return changes;
}

function claimDifferences({ a, b, language, normalise }: Context): Difference[] {
	const say = diffWords(language);
	const verdicts = wordsIn(language).claim;
	return paired(a.claims, b.claims, ({ id }) => id).flatMap(([before, after]): Difference[] => {
		const claim = after ?? before;
		if (claim === undefined) return [];
		const section = claim.heading.slice(1).join(" › ") || (claim.heading[0] ?? "");
		const { line } = claim;
		const title = `${wordsIn(language).line} ${line}, ${say.claim} ${claim.id}`;
		if (before === undefined) return [{ section, line, lines: [`${title}: ${say.isNew}`] }];
		if (after === undefined) return [{ section, line, lines: [`${title}: ${say.isGone}`] }];
		const lines = changedLines(evidenceLines(before, normalise), evidenceLines(after, normalise));
		const differ = before.verdict !== after.verdict;
		if (!differ && lines.length === 0) return [];
		const what = differ ? say.became(verdicts[before.verdict], verdicts[after.verdict]) : say.otherEvidence;
		return [{ section, line, lines: [`${title}: ${what}`, ...shortened(lines, say.more).map((seen) => `  ${seen}`)] }];
	});
}

function restDifferences({ a, b, language, normalise }: Context): Difference[] {
	const say = diffWords(language);
	const found: Difference[] = [];
	const prepared = changedLines(preparationLines(a, normalise), preparationLines(b, normalise));
	if (prepared.length > 0) found.push({ section: say.preparations, line: 0, lines: shortened(prepared, say.more) });
	const network = changedLines(shapeLines(a.topology, normalise), shapeLines(b.topology, normalise));
	if (network.length > 0) found.push({ section: say.network, line: 0, lines: shortened(network, say.more) });
	const isolation = changedLines(isolationLines(a), isolationLines(b));
	if (isolation.length > 0) found.push({ section: say.isolation, line: 0, lines: shortened(isolation, say.more) });
	const coverage = Object.entries(a.coverage).flatMap(([key, count]) => {
		const now = Object.entries(b.coverage).find(([other]) => other === key)?.[1];
		return now === count ? [] : [`${say.coverageOf[key] ?? key}: ${count} → ${now}`];
	});
	if (coverage.length > 0) found.push({ section: say.coverage, line: 0, lines: coverage });
	const leftovers = changedLines(a.leftovers, b.leftovers);
	if (leftovers.length > 0) found.push({ section: say.leftovers, line: 0, lines: leftovers });
	return found;
}

/** Pairs the entries of two lists by a key; the nth entry of a key with the nth. */
function paired<T>(a: readonly T[], b: readonly T[], keyOf: (entry: T) => string): [T | undefined, T | undefined][] {
	const waiting = new Map<string, T[]>();
	for (const entry of a) waiting.set(keyOf(entry), [...(waiting.get(keyOf(entry)) ?? []), entry]);
	const pairs = b.map((entry): [T | undefined, T | undefined] => [waiting.get(keyOf(entry))?.shift(), entry]);
	return [...pairs, ...[...waiting.values()].flat().map((entry): [T, undefined] => [entry, undefined])];
}

function lastOutput(step: ReportedStep, normalise: Normalise): string[] {
	const last = step.attempts.at(-1);
	if (last === undefined) return [];
	return Object.values(streamsOf(last, normalise)).flatMap((text) =>
		text.trimEnd() === "" ? [] : text.trimEnd().split("\n"),
	);
}

function preparationLines({ preparations }: Report, normalise: Normalise): string[] {
	return preparations.map(
		({ before, executed, exitCode }) => `${before}: ${normalise(oneLine(executed))} (${exitCode})`,
	);
}

function isolationLines({ isolation }: Report): string[] {
	return (isolation?.rows ?? []).map(({ claim, needs }) => `${claim}: ${needs.join(", ") || "–"}`);
}

function changedLines(a: string[], b: string[]): string[] {
	return diffArrays(a, b).flatMap(({ added, removed, value }) =>
		added ? value.map((line) => `+ ${line}`) : removed ? value.map((line) => `- ${line}`) : [],
	);
}

const most = 12;

function shortened(lines: string[], more: (count: number) => string): string[] {
	return lines.length <= most ? lines : [...lines.slice(0, most), more(lines.length - most)];
}

function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ⏎ ");
}
