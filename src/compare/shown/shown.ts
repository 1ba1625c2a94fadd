import type { Report, ReportedAttempt } from "../../model/report.js";
import { documentPath } from "./document-path.js";
import { redact } from "./redact.js";
import { asTerminal } from "./terminal.js";
import { visible } from "./visible.js";

/**
 * The report as a reader may see it: outputs as a terminal shows them, invisible characters made visible, the paths of
 * the machine taken out, and each output once (`stdout` and `stderr` are what `output` says).
 *
 * Doing it twice is the same as doing it once.
 * @param instead what stands in the place of a path of the machine
 */
export function asShown(report: Report, instead: string): Report {
	const clean = (text: string): string => redact(visible(asTerminal(text)), instead);
	const attempt = (tried: ReportedAttempt): ReportedAttempt => ({
		...tried,
		command: clean(tried.command),
		failed: tried.failed === null ? null : clean(tried.failed),
		stdout: "",
		stderr: "",
		output: joined(tried.output).map(({ stream, text }) => ({ stream, text: clean(text) })),
	});
	return {
		...report,
		document: { ...report.document, path: documentPath(report) },
		steps: report.steps.map((step) => ({
			...step,
			stdout: "",
			stderr: "",
			bound: clean(step.bound),
			executed: step.executed === null ? null : clean(step.executed),
			reason: step.reason === null ? null : clean(step.reason),
			attempts: step.attempts.map(attempt),
		})),
		preparations: report.preparations.map((preparation) => ({ ...preparation, executed: clean(preparation.executed) })),
		claims: report.claims.map((claim) => ({
			...claim,
			reason: claim.reason === null ? null : clean(claim.reason),
			evidence: claim.evidence.map(({ what, value }) => ({ what: clean(what), value: clean(value) })),
		})),
		leftovers: report.leftovers.map(clean),
	};
}

/** Neighbouring pieces of one stream as one piece, so that a line that came in two pieces is one line. */
function joined(output: ReportedAttempt["output"]): ReportedAttempt["output"] {
	const pieces: ReportedAttempt["output"] = [];
	for (const { stream, text } of output) {
		const last = pieces.at(-1);
		if (last?.stream === stream) last.text += text;
		else pieces.push({ stream, text });
	}
	return pieces;
}

/** What an attempt wrote, both streams as they came. */
export function outputText(attempt: ReportedAttempt): string {
	return attempt.output.map(({ text }) => text).join("");
}
