import type { BoundDocument } from "../../library/prepare.js";
import { Interrupted, LeftBehind, verify } from "../../library/verify.js";
import type { Carrier } from "../../machines/machine.js";
import { wordsIn } from "../../messages/summary.js";
import type { Plan } from "../../model/plan.js";
import type { Report } from "../../model/report.js";
import { coveredPercent, toReport } from "../../report/report.js";
import { type ReporterRequest, takesOutput, writeReports } from "../../report/reporters/reporters.js";
import { holdCommands } from "../../report/reporters/stop-commands.js";
import { outputClosed } from "../closed-output.js";
import { ExitCode } from "../exit-codes.js";
import { duringRun } from "../explain.js";
import { paintFor } from "../paint.js";
import { Progress } from "../progress.js";
import { summary } from "../summary.js";
import { unawaitedErrors } from "../unawaited.js";
import { writable } from "../writable.js";
import type { Outcome } from "./update.js";
import { type Common, usable } from "./usable.js";

/** The options of `verify`. */
export interface VerifyFlags extends Common {
	json?: string;
	machine: string;
	carrier?: Carrier;
	keep?: boolean;
	sudo?: boolean;
	allowHostChanges?: boolean;
	install: boolean;
	counterexamples?: boolean;
	minCoverage?: number;
	reporter?: ReporterRequest[];
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a document, prints the summary and writes the reports.
 * @param seen receives the outcome, before reports are written
 * @param ready is called before anything runs; what it throws ends the command
 * @returns the exit code
 */
export async function verifyCommand(
	document: string,
	flags: VerifyFlags,
	seen: (outcome: Outcome & { report: Report }) => void = () => {},
	ready: (prepared: BoundDocument) => Promise<void> = async () => {},
): Promise<number> {
	// Before anything of the document's is printed.
	if (flags.reporter?.some(({ name, file }) => name === "github" && file === null)) holdCommands();
	const prepared = await usable(document, flags);
	const { plan, companion, language } = prepared;
	const requests = [...(flags.reporter ?? [])];
	if (flags.json !== undefined) requests.unshift({ name: "json", file: flags.json });
	const files = requests.map(({ file }) => file);
	await writable(files, document);
	await ready(prepared);
	const progress = new Progress(plan, { stream: process.stderr, paint: paintFor(process.stderr) });
	const interruption = new AbortController();
	const signal = AbortSignal.any([interruption.signal, outputClosed]);
	let enter: string | null = null;
	let started = false;
	// The listener stays, so that a second signal does not kill charla while it disposes of the machine.
	const interrupt = () => interruption.abort();
	for (const signal of signals) process.on(signal, interrupt);
	try {
		const verdicts = await verify(plan, companion, {
			machine: flags.machine,
			carrier: flags.carrier,
			install: flags.install,
			keep: flags.keep === true,
			sudo: flags.sudo === true,
			allowHostChanges: flags.allowHostChanges === true,
			counterexamples: flags.counterexamples === true,
			onEvent: progress.onEvent,
			signal,
			onMachine: (machine) => {
				started = true;
				enter = machine.enter;
			},
		});
		const report = asked(toReport(verdicts), flags.minCoverage);
		const stream = takesOutput(requests) ? process.stderr : process.stdout;
		stream.write(summary(report, paintFor(stream)));
		seen({ prepared, report, verdicts });
		const unwritten = writeReports(requests, report);
		for (const { file, error } of unwritten)
			process.stderr.write(`${wordsIn(language).reportNotWritten(file, error)}\n`);
		if (companion === null && lacksValues(plan)) stream.write(`${wordsIn(language).initWouldHelp(document)}\n`);
		if (!report.works || unwritten.length > 0) return ExitCode.worksNot;
		return report.incomplete ? ExitCode.incomplete : ExitCode.works;
	} catch (error) {
		const words = wordsIn(language);
		const leftovers = error instanceof Interrupted || error instanceof LeftBehind ? error.leftovers : [];
		if (signal.aborted) process.stderr.write(`${words.interrupted}\n`);
		if (leftovers.length > 0) process.stderr.write(`${words.leftovers}:\n${leftovers.join("\n")}\n`);
		if (signal.aborted) return outputClosed.aborted ? ExitCode.outputClosed : ExitCode.interrupted;
		const thrown = error instanceof LeftBehind ? error.cause : error;
		throw started ? duringRun(thrown) : thrown;
	} finally {
		if (flags.keep && enter !== null) process.stderr.write(`${wordsIn(language).kept(enter)}\n`);
		progress.stop();
		for (const signal of signals) process.off(signal, interrupt);
	}
}

/** Whether a statement was skipped because a placeholder in it has no value. */
function lacksValues({ steps }: Plan): boolean {
	return steps.some(({ lacks }) => lacks !== undefined);
}

/** Adds to the report what the command line asks for: the minimum coverage, and no unhandled error in the companion. */
function asked(report: Report, minCoverage: number | undefined): Report {
	const covered = coveredPercent(report.coverage);
	const enough = minCoverage === undefined || covered >= minCoverage;
	if (!enough) process.stderr.write(`${wordsIn(report.language).coverage(covered, minCoverage)}\n`);
	const errors = unawaitedErrors();
	return {
		...report,
		...(minCoverage === undefined ? {} : { minCoverage }),
		...(errors.length === 0 ? {} : { unawaited: [...errors] }),
		works: report.works && enough && errors.length === 0,
	};
}
