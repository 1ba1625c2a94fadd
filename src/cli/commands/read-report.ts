import { readFileSync } from "node:fs";
import { InputError } from "../../model/input-fault.js";
import { Report } from "../../model/report.js";

/**
 * Reads a saved JSON report.
 * @throws {InputError} where the file is missing or is not a report
 */
export function readReport(path: string): Report {
	const parsed = Report.safeParse(jsonIn(path));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError({ code: "not-a-report", path, at: issue?.path.join(".") ?? "", said: issue?.message ?? "" });
}

function jsonIn(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		throw new InputError(
			error instanceof SyntaxError
				? { code: "report-not-json", path, said: error.message }
				: { code: "no-report", path },
		);
	}
}
