import type { Language } from "../../model/words.js";
import { differences, diffReports } from "../../report/diff/diff.js";
import { ExitCode } from "../exit-codes.js";
import { readReport } from "./read-report.js";

/**
 * Says what changed from one saved report to another.
 * @returns 0 without differences, 1 with some, as `diff` does
 */
export function diffCommand(before: string, after: string, flags: { lang?: Language }): number {
	const [a, b] = [readReport(before), readReport(after)];
	const language = flags.lang ?? b.language;
	process.stdout.write(diffReports(a, b, language));
	return differences(a, b, language).length === 0 ? ExitCode.works : ExitCode.worksNot;
}
