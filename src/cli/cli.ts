import { readFileSync, writeFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { VFileMessage } from "vfile-message";
import { CompanionError } from "../companion/load.js";
import type { Language } from "../model.js";
import { DocumentError, type Prepared, prepare } from "../prepare.js";
import { inLanguage } from "../problem.js";
import { coveredPercent, toReport } from "../report/report.js";
import type { Report } from "../report/schema.js";
import { clean } from "../run/machine/clean.js";
import { MachineUnavailable, UnknownMachine } from "../run/machine/machine.js";
import { verify } from "../verify.js";
import { wordsIn } from "../words.js";
import { doctorCommand } from "./doctor.js";
import { ExitCode } from "./exit-codes.js";
import { paintFor } from "./paint.js";
import { planText } from "./plan.js";
import { Progress } from "./progress.js";
import { summary } from "./summary.js";

/** The document or its companion has problems; exit code 2. */
class BadInput extends Error {}

interface Common {
	lang?: Language;
	only?: string;
	json?: string | boolean;
}

interface VerifyFlags extends Common {
	json?: string;
	machine: string;
	keep?: boolean;
	install: boolean;
	counterexamples?: boolean;
	minCoverage?: number;
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
	const language = () => new Option("--lang <language>", "language of reasons and summary").choices(["es", "en"]);
	const program = new Command("charla")
		.description("Knows whether a document that tells people to type commands is still true.")
		.version(version())
		.exitOverride();
	program
		.command("verify")
		.description("run a document on a machine and say of every command whether it still works")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.option("--json <file>", "write the report as JSON")
		.option("--machine <name>", "what to run it on", "debian:12/lxd")
		.option("--counterexamples", "also show that every claim can fail, by changing the machine and changing it back")
		.option("--min-coverage <percent>", "fail where fewer sentences are covered", percent)
		.option("--keep", "leave the machine, and say how to enter it")
		.option("--no-install", "never install a Debian package on this machine")
		.addOption(language())
		.action(async (document: string, flags: VerifyFlags) => ended(await verifyCommand(document, flags)));
	program
		.command("plan")
		.description("say what would run where, and by which rule; run nothing")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.option("--json", "as JSON")
		.addOption(language())
		.action(async (document: string, flags: Common) => {
			const prepared = await usable(document, flags);
			const text = flags.json
				? `${JSON.stringify(prepared.plan, null, "\t")}\n`
				: planText(prepared, paintFor(process.stdout));
			process.stdout.write(text);
		});
	program
		.command("doctor")
		.description("say what this machine has, what it lacks, and the command that mends it")
		.option("--json", "as JSON")
		.addOption(language())
		.action(async (flags: Common) => ended(await doctorCommand(flags)));
	program
		.command("clean")
		.description("remove machines that were kept or left behind by a run that was killed")
		.option("--cache", "remove the cached roots and images as well")
		.action(async (flags: { cache?: boolean }) => {
			for (const line of await clean({ cache: flags.cache === true })) process.stdout.write(`${line}\n`);
		});
	return program;
}

async function verifyCommand(document: string, flags: VerifyFlags): Promise<number> {
	const { plan, companion, language } = await usable(document, flags);
	const progress = new Progress(plan, { stream: process.stderr, paint: paintFor(process.stderr) });
	const interruption = new AbortController();
	let enter: string | null = null;
	const interrupt = () => interruption.abort();
	process.once("SIGINT", interrupt);
	process.once("SIGTERM", interrupt);
	try {
		const verdicts = await verify(plan, companion?.talk ?? null, {
			machine: flags.machine,
			install: flags.install,
			keep: flags.keep === true,
			counterexamples: flags.counterexamples === true,
			onEvent: progress.onEvent,
			signal: interruption.signal,
			onMachine: (machine) => {
				enter = machine.enter;
				interruption.signal.addEventListener("abort", () => void machine.dispose());
			},
		});
		const report = toReport(verdicts);
		if (flags.json) writeFileSync(flags.json, `${JSON.stringify(report, null, "\t")}\n`);
		process.stdout.write(summary(report, paintFor(process.stdout)));
		if (!report.works || !coversEnough(report, flags.minCoverage)) return ExitCode.worksNot;
		return report.incomplete ? ExitCode.incomplete : ExitCode.works;
	} catch (error) {
		if (!interruption.signal.aborted) throw error;
		process.stderr.write(`${wordsIn(language).interrupted}\n`);
		return ExitCode.interrupted;
	} finally {
		if (flags.keep && enter !== null) process.stderr.write(`${wordsIn(language).kept(enter)}\n`);
		progress.stop();
		process.off("SIGINT", interrupt);
		process.off("SIGTERM", interrupt);
	}
}

function percent(text: string): number {
	const value = Number(text);
	if (!(value >= 0 && value <= 100)) throw new InvalidArgumentError("Expected a number from 0 to 100.");
	return value;
}

function coversEnough({ coverage, language }: Report, wanted: number | undefined): boolean {
	const covered = coveredPercent(coverage);
	if (wanted === undefined || covered >= wanted) return true;
	process.stderr.write(`${wordsIn(language).coverage(covered, wanted)}\n`);
	return false;
}

/** Reads and binds a document; its warnings are shown, its errors end everything. */
async function usable(document: string, { lang, only }: Common): Promise<Prepared> {
	const prepared = await prepare(document, {
		...(lang ? { language: lang } : {}),
		...(only === undefined ? {} : { only }),
	});
	for (const message of prepared.messages) process.stderr.write(`${describe(message, prepared.language)}\n`);
	if (prepared.messages.some(({ fatal }) => fatal)) throw new BadInput();
	if (prepared.plan.steps.length === 0)
		throw new DocumentError(`${document}: no shell block was found. Expected at least one.`);
	if (only !== undefined && prepared.plan.steps.every(({ skip }) => skip !== null)) {
		const headings = [...new Set(prepared.plan.steps.flatMap(({ heading }) => heading))].join(", ");
		throw new DocumentError(`${document}: no statement stands under “${only}”. Expected one of: ${headings}.`);
	}
	return prepared;
}

function describe(message: VFileMessage, language: Language): string {
	const paint = paintFor(process.stderr);
	const kind = message.fatal ? paint.red("error") : paint.yellow(language === "es" ? "aviso" : "warning");
	const place = [message.file, message.line, message.column].filter((part) => part !== undefined).join(":");
	return `${paint.bold(place)} ${kind} ${inLanguage(message, language)} ${paint.dim(message.ruleId ?? "")}`;
}

function explain(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.works : ExitCode.badInput;
	if (error instanceof BadInput) return ExitCode.badInput;
	if (error instanceof DocumentError || error instanceof CompanionError || error instanceof UnknownMachine) {
		process.stderr.write(`${error.message}\n`);
		return ExitCode.badInput;
	}
	if (error instanceof MachineUnavailable) {
		process.stderr.write(`${error.message}\n${error.mend === null ? "" : `  ${error.mend}\n`}`);
		return ExitCode.noMachine;
	}
	throw error;
}

function version(): string {
	const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
	return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
}
