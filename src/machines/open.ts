import { ownAuthorities, trust } from "./around/authorities.js";
import { bringFiles } from "./around/bring-files.js";
import { workingTree } from "./around/working-tree.js";
import { cacheFolder, type Making } from "./cache/cache.js";
import { carriedMachine } from "./carriers.js";
import { sweep } from "./clean.js";
import { commandAsRoot } from "./command-as-root.js";
import { containerImage } from "./images/container-image.js";
import { hostRoot } from "./images/root.js";
import { type Machine, type MachineOptions, type MachinePreparation, MachineUnavailable } from "./machine.js";
import { ensurePackages } from "./packages.js";
import { booted } from "./podman/booted.js";
import { Disposable } from "./podman/disposable.js";
import { startHost } from "./podman/host.js";
import { beginRun, endRun } from "./podman/runs.js";
import { withPackages } from "./recipes.js";
import { openSystem } from "./system/system.js";

/**
 * Opens the machine `name` of the table: gets ready what it is made of, and starts it. `system` is the engine that is there.
 *
 * @throws MachineUnavailable where it cannot be had here; InputError for a name that is not in the table
 */
export async function openMachine(name: string, options: MachineOptions): Promise<Machine> {
	const carried = carriedMachine(name, options.carrier);
	const { files, packages = [] } = options;
	if (carried.carrier === "system") {
		if (files !== undefined || packages.length > 0) throw new MachineUnavailable({ code: "nothing-brought" }, null);
		return openSystem(options);
	}
	const row = { ...carried.row, host: withPackages(carried.row.host, packages) };
	if (process.platform !== "linux") {
		throw new MachineUnavailable({ code: "not-linux", platform: process.platform }, null);
	}
	if (process.getuid?.() !== 0) throw new MachineUnavailable({ code: "needs-root" }, commandAsRoot());
	const tree = files === undefined ? null : await workingTree(files);
	const cache = cacheFolder();
	const { signal } = options;
	await ensurePackages(options.install, options);
	const run = await beginRun(cache, options.keep);
	try {
		await sweep(cache);
		signal?.throwIfAborted();
		const [root, image] = await together(
			options,
			(making) => hostRoot(cache, row.host, row.engine, options.engineInstalled, making),
			(making) => containerImage(cache, row.images, options.install, making),
		);
		const authorities = await ownAuthorities();
		const folder = tree === null ? null : `/root/${tree.name}`;
		const parts = { name, row, root, image, options, run, folder, authorities };
		const machine = new Disposable(parts, await startHost(parts));
		await booted(machine);
		await trust(machine, authorities);
		if (packages.length > 0) machine.prepared.push(installedBefore(packages));
		if (tree !== null && folder !== null) machine.prepared.push(await bringFiles(machine, tree, folder));
		signal?.throwIfAborted();
		return machine;
	} catch (error) {
		await endRun(run);
		throw error;
	}
}

/** Packages that are in the machine's root: they were installed when that was made. */
function installedBefore(packages: readonly string[]): MachinePreparation {
	const command = `apt-get install --no-install-recommends ${packages.join(" ")}`;
	return { command, exitCode: 0, durationMs: 0, reason: { code: "packages-installed" } };
}

/** Makes two things at once. Where one fails, the other is ended, so that nothing goes on after this has thrown. */
async function together<A, B>(
	{ progress, signal }: Making,
	one: (making: Making) => Promise<A>,
	other: (making: Making) => Promise<B>,
): Promise<[A, B]> {
	const failed = new AbortController();
	const making = { progress, signal: AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]) };
	const both = [one(making), other(making)] as const;
	try {
		return await Promise.all(both);
	} catch (error) {
		failed.abort(error);
		await Promise.allSettled(both);
		throw error;
	}
}
