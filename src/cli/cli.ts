import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { clean } from "../machines/clean.js";
import { carriers } from "../machines/machine.js";
import { cleanupText } from "../messages/machine/clean.js";
import { languages, longestSeconds } from "../model/words.js";
import { type ReporterRequest, reporterNames, reporterRequest } from "../report/reporters/reporters.js";
import { type AnnotateFlags, annotateCommand } from "./commands/annotate.js";
import { diffCommand } from "./commands/diff.js";
import { doctorCommand } from "./commands/doctor.js";
import { initCommand } from "./commands/init.js";
import { planText } from "./commands/plan.js";
import { updateCommand } from "./commands/update.js";
import { type Common, readable } from "./commands/usable.js";
import { type VerifyFlags, verifyCommand } from "./commands/verify.js";
import { ExitCode } from "./exit-codes.js";
import { explain } from "./explain.js";
import { paintFor } from "./paint.js";
import { speak, spoken } from "./spoken.js";

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
		.exitOverride()
		.hook("preAction", (_, command) => speak(command.opts<Common>().lang));
	program
		.command("verify")
		.description("run a document on a machine and say of every command whether it still works")
		.argument("<document>", "a Markdown file")
		.option("--only <heading>", "only what stands under this heading, and what it depends on")
		.addOption(files())
		.addOption(timeout())
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
		.option("--tab <title>", "of tabs, the one that is typed; repeatable", tab)
		.addOption(files())
		.addOption(timeout())
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
		.addOption(files())
		.addOption(timeout())
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
		.addOption(files())
		.addOption(timeout())
		.option("--out <path>", "a folder, or a file ending in .md or .html; beside the document unless given")
		.option("--tab <title>", "of tabs, the one that is typed; repeatable", tab)
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
		.addOption(language())
		.action(async (flags: { cache?: boolean }) => {
			const { done, failed } = await clean({ cache: flags.cache === true });
			for (const step of [...done, ...failed]) process.stdout.write(`${cleanupText(step, spoken())}\n`);
			if (failed.length > 0) ended(ExitCode.worksNot);
		});
	return program;
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

/** The machine that is used without `--machine`. */
function defaultMachine(): string {
	return process.env.CHARLA_MACHINE || "debian:12/lxd";
}

function carrier(): Option {
	return new Option("--carrier <name>", "what carries the machine").choices(carriers);
}

function files(): Option {
	return new Option("--with <folder>", "copy what git would keep of this folder to where the document's shell starts");
}

function timeout(): Option {
	return new Option("--timeout <seconds>", "what a statement may take where nothing else is said").argParser(seconds);
}

function seconds(text: string): number {
	const value = Number(text);
	if (text.trim() === "" || !(value > 0 && value <= longestSeconds))
		throw new InvalidArgumentError(`Expected a number of seconds, ${longestSeconds} at most.`);
	return value;
}

function percent(text: string): number {
	const value = Number(text);
	if (!/^\d+(?:[.]\d+)?$/.test(text) || !(value >= 0 && value <= 100))
		throw new InvalidArgumentError("Expected a number from 0 to 100.");
	return value;
}

function version(): string {
	const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
	return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
}
