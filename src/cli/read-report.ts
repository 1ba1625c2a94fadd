import { readFileSync } from "node:fs";
import { DocumentError } from "../library/prepare.js";
import { Report } from "../model/report.js";

/**
 * Reads a saved JSON report.
 * @throws {DocumentError} where there is none, or it is none
 */
export function readReport(path: string): Report {
	const parsed = Report.safeParse(jsonIn(path));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new DocumentError(
		`${path}: this is not a report of charla (${issue?.path.join(".")}: ${issue?.message}). Expected what “charla verify --json” writes.`,
	);
}

function jsonIn(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		const why = error instanceof SyntaxError ? `it is no JSON (${error.message})` : "it cannot be read";
		throw new DocumentError(`${path}: ${why}. Expected what “charla verify --json” writes.`);
	}
}
