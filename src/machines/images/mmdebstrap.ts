import { execa } from "execa";
import type { Making } from "../cache/cache.js";
import { MachineUnavailable } from "../machine.js";
import type { TreeRecipe } from "../recipes.js";
import { lastLines } from "../sequence.js";

/**
 * Makes a tree of packages in an empty folder, with mmdebstrap, as root.
 *
 * It runs in a PID and mount namespace of its own that ends with this process, however this process ends: nothing
 * goes on downloading, and nothing stays mounted.
 *
 * @param extra further options of mmdebstrap
 * @param progress is told each of its stages
 * @throws MachineUnavailable with the last lines that mmdebstrap wrote; the signal's reason where it is aborted
 */
export async function makeTree(
	recipe: TreeRecipe,
	directory: string,
	extra: readonly string[],
	{ progress, signal }: Making,
): Promise<void> {
	signal?.throwIfAborted();
	const { archive } = recipe;
	const source = archive === null ? [] : [archive.mirror];
	const options = archive === null ? [] : [`--components=${archive.components}`, `--keyring=${archive.keyring}`];
	const making = execa(
		"setpriv",
		[
			...["--pdeathsig", "KILL", "unshare", "--pid", "--fork", "--kill-child", "--mount-proc"],
			...["mmdebstrap", "--mode=root", "--variant=minbase", "--format=directory"],
			...[`--include=${recipe.packages.join(",")}`, ...options, ...extra],
			...[recipe.suite, directory, ...source],
		],
		{
			...{ reject: false, detached: true, stdin: "ignore", env: { LC_ALL: "C.UTF-8" } },
			// unshare ignores the signals that can be ignored; ended, it takes its whole namespace along.
			...(signal ? { cancelSignal: signal, killSignal: "SIGKILL" } : {}),
		},
	);
	for await (const line of making.iterable({ from: "stderr" })) {
		const stage = /^I: (running|downloading|extracting|installing|cleaning) ?.*/.exec(line);
		if (stage !== null) progress({ code: "making-tree", system: recipe.words, stage: stage[0].slice(3) });
	}
	const result = await making;
	signal?.throwIfAborted();
	if (result.exitCode === 0) return;
	const [, missing] = /Unable to locate package (\S+)/.exec(result.stderr) ?? [];
	if (missing !== undefined)
		throw new MachineUnavailable({ code: "no-such-package", package: missing, system: recipe.suite }, null);
	const end = String(result.exitCode ?? result.signal ?? "?");
	throw new MachineUnavailable(
		{ code: "tree-not-made", system: recipe.words, end, said: lastLines(result.stderr) },
		null,
	);
}
