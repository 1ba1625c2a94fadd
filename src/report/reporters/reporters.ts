import { appendFileSync, statSync, writeFileSync } from "node:fs";
import type { Report } from "../../model/report.js";
import { githubAnnotations } from "./github.js";
import { jobSummary, longestPage } from "./job-summary.js";
import { junit } from "./junit.js";
import { writeCommands } from "./stop-commands.js";
import { tap } from "./tap.js";

/** A reporter that was asked for: `junit`, or `junit=report.xml`. */
export interface ReporterRequest {
	name: ReporterName;
	/** The file to write; null for standard output. */
	file: string | null;
}

const renderers = {
	json: (report: Report) => `${JSON.stringify(report, null, "\t")}\n`,
	junit,
	tap,
	summary: (report: Report) => jobSummary(report),
	github: (report: Report) => githubAnnotations(report, process.env.GITHUB_WORKSPACE),
};

/** The reporters' names. */
export type ReporterName = keyof typeof renderers;

export const reporterNames = Object.keys(renderers).filter(isReporter);

function isReporter(name: string): name is ReporterName {
	return Object.hasOwn(renderers, name);
}

/** Reads `name` or `name=file`; null where there is no such reporter. */
export function reporterRequest(text: string): ReporterRequest | null {
	const [, name = text, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
	return isReporter(name) ? { name, file: file ?? null } : null;
}

/** Renders a report for other tools. */
export function render(name: ReporterName, report: Report): string {
	return renderers[name](report);
}

/** Whether a reporter writes to standard output, so that nothing else may. GitHub's annotations may stand between other lines. */
export function takesOutput(requests: readonly ReporterRequest[]): boolean {
	return requests.some(({ name, file }) => file === null && name !== "github");
}

/** A file that could not be written, and what the system said. */
export interface WriteFailure {
	file: string;
	error: string;
}

/**
 * Writes what reporters make of a report. `github` also adds the job's summary page, where the job has one.
 * @returns the files that could not be written; the others are written all the same
 */
export function writeReports(requests: readonly ReporterRequest[], report: Report): WriteFailure[] {
	const unwritten: WriteFailure[] = [];
	const write = (file: string, how: () => void): void => {
		try {
			how();
		} catch (error) {
			unwritten.push({ file, error: error instanceof Error ? error.message : String(error) });
		}
	};
	for (const { name, file } of requests) {
		const text = render(name, report);
		if (file !== null) write(file, () => writeFileSync(file, text));
		else if (name === "github") writeCommands(text);
		else process.stdout.write(text);
		const page = process.env.GITHUB_STEP_SUMMARY;
		if (name === "github" && page) write(page, () => appendToPage(page, report));
	}
	return unwritten;
}

/** Adds the summary to the job's page, cut to the room that is left: GitHub shows nothing of a page that is too long. */
function appendToPage(page: string, report: Report): void {
	const there = statSync(page, { throwIfNoEntry: false })?.size ?? 0;
	appendFileSync(page, `${jobSummary(report, longestPage - there - 1)}\n`);
}
