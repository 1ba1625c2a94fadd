import { Report } from "../../model/report.js";

const opening = '<template id="charla-report">';
const closing = "</template>";

/**
 * Serialises the report for the page. It does nothing there; the next `annotate` compares its run with it. Each step has a
 * line of its own, so that a diff of two pages names the step.
 */
export function reportData(report: Report): string {
	const lines = Object.entries(Report.parse(report)).map(([key, value]) => {
		if (!Array.isArray(value) || value.length === 0) return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
		return `${JSON.stringify(key)}: [\n${value.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
	});
	return `{\n${lines.join(",\n")}\n}`.replace(
		/[<>&\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

/** Whether a page carries a report, also one that this version cannot read. */
export function carriesReport(page: string): boolean {
	return page.includes(opening);
}

/** The report that a page carries; null where it carries none, or one that this version cannot read. */
export function reportIn(page: string): Report | null {
	const start = page.indexOf(opening);
	const end = page.indexOf(closing, start);
	if (start === -1 || end === -1) return null;
	try {
		const parsed = Report.safeParse(JSON.parse(page.slice(start + opening.length, end)));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
