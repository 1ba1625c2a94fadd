import { writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { quote } from "../../shell-language/quote.js";
import { authoritySettings, networkVariables } from "../around/variables.js";
import type { CacheEntry } from "../cache/cache.js";
import { imageFile, imageServerFolder } from "../engine-preparation.js";
import type { ContainerImage } from "../images/container-image.js";
import type { MachineOptions } from "../machine.js";
import type { MachineRow } from "../recipes.js";
import { runArguments, type SharedFolder } from "./confinement.js";
import { groupName, makeGroups, processesIn } from "./control-groups.js";
import { makeDisk } from "./disk.js";
import { first } from "./first.js";
import { Limits } from "./limits.js";
import { fileSystemsOf } from "./loops.js";
import { containerName, podmanEnvironment } from "./podman.js";
import { noteMachine, type Run } from "./runs.js";
import { inSandbox, startSandbox } from "./sandbox.js";
import { sandboxFolders } from "./sandbox-scripts.js";

/** What a disposable machine is made of. */
export interface Parts {
	name: string;
	row: MachineRow;
	root: CacheEntry;
	image: ContainerImage;
	options: MachineOptions;
	run: Run;
	/** Where the document's shell starts, where that is a folder of its own. */
	folder: string | null;
	/** Certificate authorities of the real machine's own, as PEM. */
	authorities: readonly string[];
}

/** How a command on a running host is called from here. */
export interface HostAccess {
	/** The words before the command, for one whose standard input is a pipe. */
	exec: readonly string[];
	environment: Readonly<Record<string, string | undefined>>;
	limits: Limits;
}

/** Of the real machine's memory, what a machine may take; processes and threads, what a large engine needs. */
const limits = { memory: Math.floor(totalmem() * 0.75), processes: 16_384 };

/**
 * Starts a host that can be thrown away: in a container, in whose root nothing that is written stays.
 *
 * @throws MachineUnavailable with what podman said
 */
export async function startHost(parts: Parts): Promise<HostAccess> {
	const { run, options, row } = parts;
	const container = containerName(run.id);
	options.progress({ code: "starting-machine", name: container });
	const disk = join(run.folder, "disk");
	const [environment] = await Promise.all([podmanEnvironment(run.folder), makeDisk(disk), makeGroups(run.id, limits)]);
	const onDisk = { engine: row.engine.folder, server: imageServerFolder };
	const shared: SharedFolder[] = [
		...Object.entries(onDisk).map(([from, to]) => ({
			from: join(sandboxFolders.disk, from),
			to,
			options: "exec,suid,dev",
		})),
		{ from: join(sandboxFolders.disk, "image"), to: join(imageFile, ".."), options: "ro" },
	];
	const sandbox = await startSandbox({
		folder: run.folder,
		environment: {
			...environment,
			...{ NAME: container, DISK: disk, TREE: join(parts.root.path, "tree") },
			...{ IMAGE: join(parts.image.entry.path, "image.tar.zst"), FOLDERS: Object.keys(onDisk).join(" ") },
		},
		argv: runArguments(
			{
				...{ container, hostname: row.hostname, parentGroup: groupName(run.id), shared },
				settings: [...networkVariables(process.env), ...authoritySettings(process.env, parts.authorities.length > 0)],
			},
			first,
		),
		keep: options.keep,
		signal: options.signal,
	});
	await noteMachine(run, { sandbox, fileSystems: [] });
	await noteMachine(run, { sandbox, fileSystems: await fileSystemsOf(await processesIn(run.id)) });
	await writeEnter(run, [...inSandbox(sandbox), "env", ...settingsOf(environment)], container);
	return {
		exec: [...inSandbox(sandbox), "podman", "exec", "--interactive", container],
		environment,
		limits: new Limits(run.id, `/proc/${sandbox.pid}/root${sandboxFolders.disk}`),
	};
}

/** A program that opens a shell on the machine. */
async function writeEnter(run: Run, before: readonly string[], container: string): Promise<void> {
	const words = [...before, "podman", "exec", "-it", container, "bash"];
	await writeFile(join(run.folder, "enter"), `#!/bin/sh\nexec ${words.map(quote).join(" ")}\n`, { mode: 0o700 });
}

function settingsOf(environment: HostAccess["environment"]): string[] {
	return Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
