import type { ReportedAttempt } from "../../model/report.js";
import type { Normalise } from "./normalise.js";

/** What an attempt wrote to each stream, normalised. In which order the two came is another thing in every run. */
export function streamsOf({ output }: ReportedAttempt, normalise: Normalise): { stdout: string; stderr: string } {
	const of = (name: "stdout" | "stderr") =>
		normalise(
			output
				.filter(({ stream }) => stream === name)
				.map(({ text }) => text)
				.join(""),
		);
	return { stdout: of("stdout"), stderr: of("stderr") };
}
