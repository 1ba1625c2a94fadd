import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { CompanionError } from "../companion/load.js";
import { type BoundDocument, DocumentError, prepare } from "../library/prepare.js";
import { Interrupted, LeftBehind, verify } from "../library/verify.js";
import { clean } from "../machines/clean.js";
import { type Carrier, carriers, MachineUnavailable, UnknownMachine } from "../machines/machine.js";
import { commandWords } from "../messages/commands.js";
import { notRemovedText } from "../messages/machine.js";
import type { ProblemMessage } from "../messages/problems.js";
import { wordsIn } from "../messages/summary.js";
import type { Plan } from "../model/plan.js";
import type { Report } from "../model/report.js";
import { type Language, languages } from "../model/words.js";
import { coveredPercent, toReport } from "../report/report.js";
import {
	type ReporterRequest,
	reporterNames,
	reporterRequest,
	takesOutput,
	writeReports,
} from "../report/reporters/reporters.js";
import { holdCommands } from "../report/reporters/stop-commands.js";
import { type AnnotateFlags, annotateCommand } from "./annotate.js";
import { outputClosed } from "./closed-output.js";
import { diffCommand } from "./diff.js";
import { doctorCommand } from "./doctor.js";
import { ExitCode } from "./exit-codes.js";
import { initCommand } from "./init.js";
import { paintFor } from "./paint.js";
import { planText } from "./plan.js";
import { Progress } from "./progress.js";
import { WriteError } from "./replace-file.js";
import { summary } from "./summary.js";
import { unawaitedErrors } from "./unawaited.js";
import { type Outcome, updateCommand } from "./update.js";
import { writable } from "./writable.js";

/** The document or its companion has problems; exit code 2. */
class BadInput extends Error {}

interface Common {
	lang?: Language;
	only?: string;
	tab?: string[];
	json?: string | boolean;
}

interface VerifyFlags extends Common {
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

/**
 * The command line.
 * @param argv arguments after the program's name
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
	let exitCode: number = ExitCode.works;
	const program = commands((code) => {
		exitCode = code;
	});
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		return explain(error);
	}
}

function commands(ended: (code: number) => void): Command {
	const language = () => new Option("--lang <language>", "language of reasons and summary").choices(languages);
	const program = new Command("charla")
		.description("Knows whether a document that tells people to type commands is still true.")
		.version(version())
		.exitOverride();
	program
		.command("verify")
		.description("run a document on a machine and say of every command whether it still works")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.option("--tab <title>", "of tabs, the one that is typed; repeatable", tab)
		.option("--json <file>", "write the report as JSON")
		.option("--machine <name>", "what to run it on", defaultMachine())
		.addOption(carrier())
		.option("--counterexamples", "also show that every claim can fail, by changing the machine and changing it back")
		.option("--reporter <name[=file]>", `write for other tools: ${reporterNames.join(", ")}; repeatable`, reporter)
		.option("--min-coverage <percent>", "fail where fewer sentences are covered", percent)
		.option("--keep", "leave the machine, and say how to enter it")
		.option("--sudo", "on the system's own engine: run what needs root through sudo -n")
		.option("--allow-host-changes", "on the system's own engine: let the document change the host itself")
		.option("--no-install", "never install a Debian package on this machine")
		.addOption(language())
		.action(async (document: string, flags: VerifyFlags) => ended(await verifyCommand(document, flags)));
	program
		.command("init")
		.description("write a companion to fill in, beside a document that has none")
		.argument("<document>", "a Markdown file")
		.addOption(language())
		.action(async (document: string, flags: Common) => ended(await initCommand(document, flags.lang)));
	program
		.command("update")
		.description("run a document and rewrite the output that it shows where another was printed")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.option("--machine <name>", "what to run it on", defaultMachine())
		.addOption(carrier())
		.option("--no-install", "never install a Debian package on this machine")
		.addOption(language())
		.action(async (document: string, flags: VerifyFlags) =>
			ended(await updateCommand(document, (seen) => verifyCommand(document, flags, seen))),
		);
	program
		.command("plan")
		.description("say what would run where, and by which rule; run nothing")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.option("--tab <title>", "of tabs, the one that is typed; repeatable", tab)
		.option("--json", "as JSON")
		.addOption(language())
		.action(async (document: string, flags: Common) => {
			const prepared = await readable(document, flags);
			const text = flags.json
				? `${JSON.stringify(prepared.plan, null, "\t")}\n`
				: planText(prepared, paintFor(process.stdout));
			process.stdout.write(text);
		});
	program
		.command("annotate")
		.description("write the document with what was seen when it ran, as Markdown and as one HTML page")
		.argument("<document>", "a Markdown file")
		.option("--from <report>", "a saved JSON report, instead of a run")
		.option("--out <path>", "a folder, or a file ending in .md or .html; beside the document unless given")
		.option("--check", "write nothing; fail where what is there no longer matches")
		.option("--machine <name>", "what to run it on", defaultMachine())
		.addOption(carrier())
		.option("--no-install", "never install a Debian package on this machine")
		.addOption(language())
		.action(async (document: string, flags: AnnotateFlags & VerifyFlags) =>
			ended(
				await annotateCommand(document, flags, ({ ready, ran }) =>
					verifyCommand(document, flags, ({ report }) => ran(report), ready),
				),
			),
		);
	program
		.command("diff")
		.description("say in words what changed from one saved report to another")
		.argument("<before>", "a JSON report")
		.argument("<after>", "a JSON report")
		.addOption(language())
		.action((before: string, after: string, flags: Common) => ended(diffCommand(before, after, flags)));
	program
		.command("doctor")
		.description("say what this machine has, what it lacks, and the command that mends it")
		.option("--machine <name>", "the machine that is asked about", defaultMachine())
		.addOption(carrier())
		.option("--json", "as JSON")
		.addOption(language())
		.action(async (flags: Parameters<typeof doctorCommand>[0]) => ended(await doctorCommand(flags)));
	program
		.command("clean")
		.description("remove machines that were kept or left behind by a run that was killed")
		.option("--cache", "remove the cached roots and images as well")
		.action(async (flags: { cache?: boolean }) => {
			const { done, failed } = await clean({ cache: flags.cache === true });
			for (const line of [...done, ...failed.map((left) => notRemovedText(left, "en"))])
				process.stdout.write(`${line}\n`);
			if (failed.length > 0) ended(ExitCode.worksNot);
		});
	return program;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a document, prints the summary and writes the reports.
 * @param seen receives the outcome, before reports are written
 * @param ready is called before anything runs; what it throws ends the command
 * @returns the exit code
 */
async function verifyCommand(
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
		throw error instanceof LeftBehind ? error.cause : error;
	} finally {
		if (flags.keep && enter !== null) process.stderr.write(`${wordsIn(language).kept(enter)}\n`);
		progress.stop();
		for (const signal of signals) process.off(signal, interrupt);
	}
}

function reporter(text: string, before: ReporterRequest[] = []): ReporterRequest[] {
	const request = reporterRequest(text);
	if (request === null)
		throw new InvalidArgumentError(`Expected one of: ${reporterNames.join(", ")}; with =FILE for a file.`);
	return [...before, request];
}

function tab(title: string, before: string[] = []): string[] {
	return [...before, title];
}

/** Whether a statement was skipped because a placeholder in it has no value. */
function lacksValues({ steps }: Plan): boolean {
	return steps.some(({ lacks }) => lacks !== undefined);
}

/** The machine that is used without `--machine`. */
function defaultMachine(): string {
	return process.env.CHARLA_MACHINE || "debian:12/lxd";
}

function carrier(): Option {
	return new Option("--carrier <name>", "what carries the machine").choices(carriers);
}

function percent(text: string): number {
	const value = Number(text);
	if (text.trim() === "" || !(value >= 0 && value <= 100))
		throw new InvalidArgumentError("Expected a number from 0 to 100.");
	return value;
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

/** Reads and binds a document of which something is typed. */
async function usable(document: string, flags: Common): Promise<BoundDocument> {
	const prepared = await readable(document, flags);
	if (prepared.plan.steps.length > 0) return prepared;
	throw new DocumentError(
		`${document}: no statement that is typed was found. Expected at least one. \`charla plan\` says what its blocks are taken for.`,
	);
}

/** Reads and binds a document that has a block; its warnings are shown, its errors end everything. */
async function readable(document: string, { lang, only, tab: tabs }: Common): Promise<BoundDocument> {
	const prepared = await prepare(document, {
		...(tabs === undefined ? {} : { tabs }),
		...(lang ? { language: lang } : {}),
		...(only === undefined ? {} : { only }),
	});
	for (const message of prepared.messages) process.stderr.write(`${describe(message, prepared.language)}\n`);
	if (prepared.messages.some(({ fatal }) => fatal)) throw new BadInput();
	if (prepared.plan.steps.length === 0 && prepared.plan.untyped === undefined)
		throw new DocumentError(`${document}: no shell block was found. Expected at least one.`);
	return prepared;
}

function describe(message: ProblemMessage, language: Language): string {
	const paint = paintFor(process.stderr);
	const words = commandWords(language);
	const kind = message.fatal ? paint.red(words.error) : paint.yellow(words.warning);
	const place = [message.file, message.line, message.column].filter((part) => part !== undefined).join(":");
	return `${paint.bold(place)} ${kind} ${message.texts[language]} ${paint.dim(message.ruleId ?? "")}`;
}

function explain(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.works : ExitCode.badInput;
	if (error instanceof BadInput) return ExitCode.badInput;
	if (error instanceof DocumentError || error instanceof CompanionError || error instanceof UnknownMachine) {
		process.stderr.write(`${error.message}\n`);
		return ExitCode.badInput;
	}
	if (error instanceof WriteError) {
		process.stderr.write(`${error.message}\n`);
		return ExitCode.worksNot;
	}
	if (error instanceof MachineUnavailable) {
		process.stderr.write(`${error.message}\n${error.mend === null ? "" : `  ${error.mend}\n`}`);
		return ExitCode.noMachine;
	}
	return unforeseen(error);
}

/** Explains any other error. One of the system (a file that cannot be written) is bad input; the rest are defects of charla. */
function unforeseen(error: unknown): number {
	const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
	const fromSystem = error instanceof Error && "syscall" in error;
	process.stderr.write(fromSystem ? `${message}\n` : `charla failed: ${message}. CHARLA_DEBUG=1 shows where.\n`);
	if (process.env.CHARLA_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
	return fromSystem ? ExitCode.badInput : ExitCode.failed;
}

function version(): string {
	const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
	return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
}
