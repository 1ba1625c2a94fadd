#!/usr/bin/env node
import { main } from "./cli.js";
import { exitCodeOfOutputs, watchOutputs } from "./closed-output.js";
import { exitCodeAfter, noteUnawaited } from "./unawaited.js";

noteUnawaited();
watchOutputs();
const exitCode = exitCodeAfter(await main(process.argv.slice(2)));
// Exits without waiting: after an interruption a process of the machine may still hold a stream open.
process.stderr.write("", () => {
	// The error of a closed output comes after the callback of what was written to it.
	process.stdout.write("", () => setImmediate(() => process.exit(exitCodeOfOutputs(exitCode))));
});
