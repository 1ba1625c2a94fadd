import { carriedMachine } from "../../machines/carriers.js";
import { doctor } from "../../machines/doctor.js";
import type { Carrier } from "../../machines/machine.js";
import { doctorSystem } from "../../machines/system/examine.js";
import { commandWords } from "../../messages/commands.js";
import { checkText } from "../../messages/doctor.js";
import { ExitCode } from "../exit-codes.js";
import { paintFor } from "../paint.js";
import { spoken } from "../spoken.js";

/** Prints what this machine has and lacks. The exit code says whether the chosen machine can run here. */
export async function doctorCommand(flags: {
	machine: string;
	carrier?: Carrier;
	json?: string | boolean;
}): Promise<number> {
	const { machine } = flags;
	const lang = spoken();
	const { carrier } = carriedMachine(machine, flags.carrier);
	const found = await (carrier === "system" ? doctorSystem() : doctor());
	const checks = found.map((check) => checkText(check, lang));
	if (flags.json) {
		process.stdout.write(`${JSON.stringify(checks, null, "\t")}\n`);
	} else {
		const paint = paintFor(process.stdout);
		const width = Math.max(...checks.map(({ name }) => name.length));
		const expects = commandWords(lang).expected;
		for (const { name, ok, found, expected, mend } of checks) {
			const mark = ok ? paint.green("✓") : paint.red("✗");
			process.stdout.write(`${mark} ${name.padEnd(width)}  ${found}${ok ? "" : `; ${expects}: ${expected}`}\n`);
			if (!ok && mend !== null) process.stdout.write(`  ${" ".repeat(width)}  → ${mend}\n`);
		}
	}
	return checks.every(({ ok }) => ok) ? ExitCode.works : ExitCode.noMachine;
}
