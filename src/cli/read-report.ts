import { readFileSync } from "node:fs";
import { DocumentError } from "../library/prepare.js";
import { Report } from "../model/report.js";

/**
 * Reads a saved JSON report.
 * @throws {DocumentError} where the file is missing or is not a report
 */
export function readReport(path: string): Report {
	const parsed = Report.safeParse(jsonIn(path));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new DocumentError(
		`${path}: not a report of charla (${issue?.path.join(".")}: ${issue?.message}). Expected a file that “charla verify --json” wrote.`,
	);
}

function jsonIn(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		const why = error instanceof SyntaxError ? `not valid JSON (${error.message})` : "it cannot be read";
		throw new DocumentError(`${path}: ${why}. Expected a file that “charla verify --json” wrote.`);
	}
}
