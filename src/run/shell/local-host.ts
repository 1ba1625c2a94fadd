import { execa } from "execa";
import type { PipedOptions, PipedProcess } from "../../machines/machine.js";

/** Starts a program on this very machine, as {@link Machine.spawn} does on another: for what needs a shell but no container. */
export function spawnHere([file = "true", ...args]: readonly string[]): PipedProcess {
	const options: PipedOptions = { stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false };
	return execa(file, args, options);
}
