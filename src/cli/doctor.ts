import type { Language } from "../model.js";
import { doctor } from "../run/machine/doctor.js";
import { ExitCode } from "./exit-codes.js";
import { paintFor } from "./paint.js";

/** Shows what this machine has; the exit code says whether a disposable machine can be had here. */
export async function doctorCommand(flags: { json?: string | boolean; lang?: Language }): Promise<number> {
	const checks = await doctor();
	if (flags.json) {
		process.stdout.write(`${JSON.stringify(checks, null, "\t")}\n`);
	} else {
		const paint = paintFor(process.stdout);
		const width = Math.max(...checks.map(({ name }) => name.length));
		for (const { name, ok, found, expected, mend } of checks) {
			const mark = ok ? paint.green("✓") : paint.red("✗");
			process.stdout.write(`${mark} ${name.padEnd(width)}  ${found}${ok ? "" : `; expected ${expected}`}\n`);
			if (!ok && mend !== null) process.stdout.write(`  ${" ".repeat(width)}  → ${mend}\n`);
		}
	}
	return checks.every(({ ok }) => ok) ? ExitCode.works : ExitCode.noMachine;
}
