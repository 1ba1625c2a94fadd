import type { Report, ReportedClaim, ReportedStep } from "../model/report.js";
import { type Comparison, comparisonsIn } from "./comparison.js";

/** The notes of one step. */
export interface StepNote {
	step: ReportedStep;
	preparations: Report["preparations"];
	/** The comparison that ends with this step. */
	comparison: Comparison | null;
	/** The comparison that begins with this step. */
	comparedLater: Comparison | null;
}

/** A note for a line of the document. */
export type Note =
	| { kind: "step"; line: number; note: StepNote }
	| { kind: "claim"; line: number; claim: ReportedClaim };

/** Every note, in the order of the document. */
export function notesOf(report: Report): Note[] {
	const comparisons = comparisonsIn(report);
	const steps = report.steps.map(
		(step): Note => ({
			kind: "step",
			line: step.line,
			note: {
				step,
				preparations: report.preparations.filter(({ before }) => before === step.id),
				comparison: comparisons.find((comparison) => laterOf(comparison).id === step.id) ?? null,
				comparedLater: comparisons.find((comparison) => earlierOf(comparison).id === step.id) ?? null,
			},
		}),
	);
	const claims = report.claims.map((claim): Note => ({ kind: "claim", line: claim.line, claim }));
	return [...steps, ...claims].sort((a, b) => a.line - b.line);
}

/** The later step of a comparison: both outputs are known there. */
export function laterOf({ host, container }: Comparison): ReportedStep {
	return container.line >= host.line ? container : host;
}

/** The earlier step of a comparison. */
export function earlierOf(comparison: Comparison): ReportedStep {
	return laterOf(comparison) === comparison.host ? comparison.container : comparison.host;
}

/** Lines from the first to the last, as Markdown counts them. */
export interface LineRange {
	start: number;
	end: number;
}

/**
 * Gives each note to the range that it belongs to: the smallest that its line is in, or else the last one before it.
 * @returns as many lists as there are ranges
 */
export function notesByRange(notes: readonly Note[], ranges: readonly LineRange[]): Note[][] {
	const byRange: Note[][] = ranges.map(() => []);
	for (const note of notes) {
		const holding = ranges
			.map((range, index) => ({ ...range, index }))
			.filter(({ start, end }) => start <= note.line && note.line <= end)
			.sort((a, b) => a.end - a.start - (b.end - b.start) || b.index - a.index);
		const before = ranges.findLastIndex(({ start }) => start <= note.line);
		byRange[holding[0]?.index ?? Math.max(0, before)]?.push(note);
	}
	return byRange;
}

/** Groups consecutive preparations that have the same reason. */
export function byReason(preparations: Report["preparations"]): { reason: string; commands: string[] }[] {
	return preparations.reduce<{ reason: string; commands: string[] }[]>((groups, { reason, executed }) => {
		const last = groups.at(-1);
		if (last?.reason === reason) last.commands.push(executed);
		else groups.push({ reason, commands: [executed] });
		return groups;
	}, []);
}
