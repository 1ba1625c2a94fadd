import { diffArrays } from "diff";
import stripAnsi from "strip-ansi";
import { outputText } from "../compare/shown/shown.js";
import type { Report, ReportedStep } from "../model/report.js";

/** One command on the host and in a container, under one heading. */
export interface Comparison {
	host: ReportedStep;
	container: ReportedStep;
	rows: ComparedRow[];
}

/** A line of the host's output beside the container's; null on the side that has no such line. */
export interface ComparedRow {
	host: string | null;
	container: string | null;
	same: boolean;
}

/**
 * Finds the commands that a section runs both on the host and in a container, to show them side by side. The program's
 * folder, numbers and variables do not make a command another one.
 */
export function comparisonsIn(report: Report): Comparison[] {
	const taken = new Set<string>();
	return report.steps.flatMap((container) => {
		if (container.place !== "container" || lastOutput(container) === "") return [];
		const host = report.steps.find(
			(step) =>
				step.place === "host" &&
				!taken.has(step.id) &&
				step.heading.join("\n") === container.heading.join("\n") &&
				question(step) === question(container) &&
				lastOutput(step) !== "",
		);
		if (host === undefined) return [];
		taken.add(host.id);
		return [{ host, container, rows: aligned(linesOf(lastOutput(host)), linesOf(lastOutput(container))) }];
	});
}

/** What the last attempt of a step wrote. */
export function lastOutput(step: ReportedStep): string {
	const last = step.attempts.at(-1);
	return last ? outputText(last) : "";
}

/** The lines of an output, without the empty ones at its end. */
export function linesOf(output: string): string[] {
	return output.trimEnd() === "" ? [] : output.trimEnd().split("\n");
}

/** How many lines are alike and how many only one of the two has. */
export function countRows(rows: readonly ComparedRow[]): { same: number; host: number; container: number } {
	return {
		same: rows.filter(({ same }) => same).length,
		host: rows.filter(({ same, host }) => !same && host !== null).length,
		container: rows.filter(({ same, container }) => !same && container !== null).length,
	};
}

function question({ executed, written }: ReportedStep): string {
	const [first = ""] = (executed ?? written).split("|");
	return first
		.trim()
		.replace(/^\S*\//, "")
		.replace(/\$\{?\w+\}?|\b\d+\b/g, "#")
		.replace(/\s+/g, " ");
}

function aligned(host: string[], container: string[]): ComparedRow[] {
	const parts = diffArrays(host, container, { comparator: (a, b) => plain(a) === plain(b) });
	const rows: ComparedRow[] = [];
	let waiting: string[] = [];
	const flush = (other: readonly string[]): void => {
		for (let index = 0; index < Math.max(waiting.length, other.length); index++) {
			rows.push({ host: waiting[index] ?? null, container: other[index] ?? null, same: false });
		}
		waiting = [];
	};
	for (const { added, removed, value } of parts) {
		if (removed) waiting.push(...value);
		else if (added) flush(value);
		else {
			flush([]);
			rows.push(...value.map((line) => ({ host: line, container: line, same: true })));
		}
	}
	flush([]);
	return rows;
}

function plain(line: string): string {
	return stripAnsi(line).trimEnd();
}
