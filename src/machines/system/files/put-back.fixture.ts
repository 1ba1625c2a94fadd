import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { WatchedFiles } from "./files.js";

/** A host that is somebody's, as far as a folder of it goes, and a run on it. */
export interface Place {
	/** The user's folder, in which statements are typed. */
	theirs: string;
	/** The run's. */
	own: string;
	files: WatchedFiles;
	/** Types a statement, watched. */
	type: (statement: string) => Promise<void>;
	/** Everything in the user's folder: kind, mode, owner, time, links and content. */
	state: () => Promise<string>;
}

/**
 * Makes the two folders.
 *
 * @param before what the user has in theirs, as a script
 */
export async function placeWith(before: string, asRoot: readonly string[] | null = null): Promise<Place> {
	const base = await mkdtemp(join(tmpdir(), "charla-test-"));
	onTestFinished(() => rm(base, { recursive: true, force: true }));
	const [theirs, own] = [join(base, "theirs"), join(base, "own")];
	await mkdir(theirs);
	const shell = (script: string) => execa("bash", ["-ec", script], { cwd: theirs, env: { HOME: own } });
	await shell(before);
	// What the user has is older than the run, by the file system's clock.
	await after(30);
	await mkdir(own);
	const files = new WatchedFiles(own, asRoot);
	const values: Record<string, string> = { PWD: theirs, HOME: own };
	return {
		...{ theirs, own, files },
		type: async (statement) => {
			const ended = await files.watch(statement, async (name) => values[name] ?? "");
			await shell(statement);
			await ended();
		},
		state: async () => {
			const folder = "-type d -printf '%y %m %u %P\\n'";
			const small = "-type f -size -2048 -printf ' %T@ ' -exec sha256sum {} \\;";
			const other = `-printf '%y %m %u %n %s %P %l' \\( ${small} -o -printf '\\n' \\)`;
			const listed = `find . -mindepth 1 \\( ${folder} \\) -o ${other}`;
			return (await shell(`${listed} | sort`)).stdout;
		},
	};
}
