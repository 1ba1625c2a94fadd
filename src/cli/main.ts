#!/usr/bin/env node
import { main } from "./cli.js";
import { exitCodeAfter, noteUnawaited } from "./unawaited.js";

noteUnawaited();
const exitCode = exitCodeAfter(await main(process.argv.slice(2)));
// After an interruption a process of the machine may still hold a stream; nothing of it is waited for.
process.stdout.write("", () => process.exit(exitCode));
