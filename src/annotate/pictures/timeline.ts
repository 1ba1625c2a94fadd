import type { Report, ReportedStep } from "../../model/report.js";

/** A section's steps in time. */
export interface Lane {
	name: string;
	startMs: number;
	endMs: number;
	steps: ReportedStep[];
}

/** The steps that ran, by section, in the order of the document. */
export function lanesOf(report: Report): Lane[] {
	const lanes: Lane[] = [];
	for (const step of report.steps) {
		if (step.attempts.length === 0) continue;
		const name = step.heading.slice(-2).join(" › ");
		const end = step.startedMs + step.durationMs;
		const last = lanes.at(-1);
		if (last?.name === name) {
			last.steps.push(step);
			last.endMs = Math.max(last.endMs, end);
		} else lanes.push({ name, startMs: step.startedMs, endMs: end, steps: [step] });
	}
	return lanes;
}
