import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { PipedOptions } from "../../machines/machine.js";
import type { Host } from "./shell.js";

/** This very machine as a host without an engine, for what needs a real shell but no container. */
export async function localHost(): Promise<Host & { dispose(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), "charla-"));
	return {
		name: "local",
		exchange: { outside: folder, inside: folder },
		spawn: ([file = "true", ...args]) => {
			const options: PipedOptions = { stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false };
			return execa(file, args, options);
		},
		dispose: () => rm(folder, { recursive: true, force: true }),
	};
}
