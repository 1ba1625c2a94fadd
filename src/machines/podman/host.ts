import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { imageServerFolder } from "../../engines/installed.js";
import type { CacheEntry } from "../cache/cache.js";
import { exists } from "../cache/files.js";
import type { ContainerImage } from "../images/container-image.js";
import { type MachineOptions, MachineUnavailable } from "../machine.js";
import type { MachineRow } from "../recipes.js";
import { lastLines } from "../sequence.js";
import { first } from "./first.js";
import { type Inventory, type Traces, takeInventory, tracesOf } from "./inventory.js";
import { noteNamespaceMount } from "./namespace-mount.js";
import { containerName, type PodmanEnvironment, podman, podmanEnvironment, runLabel } from "./podman.js";
import type { Run } from "./runs.js";

/** What a disposable machine is made of. */
export interface Parts {
	cache: string;
	name: string;
	row: MachineRow;
	root: CacheEntry;
	image: ContainerImage;
	options: MachineOptions;
	run: Run;
}

/** A host that runs. */
export interface Running {
	container: string;
	environment: PodmanEnvironment;
	/** The client whose standard input keeps the machine; null where it is to outlive this process. */
	client: ReturnType<typeof startClient> | null;
	traces: Traces;
	before: Inventory;
}

/**
 * Starts a host that can be thrown away: in a container, in whose root nothing that is written stays.
 *
 * @throws MachineUnavailable with what podman said
 */
export async function startHost(parts: Parts): Promise<Running> {
	const { run } = parts;
	const [environment, before] = await Promise.all([podmanEnvironment(parts.cache), takeInventory()]);
	await noteNamespaceMount(parts.cache);
	const container = containerName(run.id);
	await mkdir(join(run.folder, "exchange"), { mode: 0o700 });
	await writeEnter(run, environment, container);
	parts.options.progress({ what: { en: "starting the machine", es: "arrancando la máquina" }, detail: container });
	const argv = runArguments(parts, run, container);
	const client = parts.options.keep ? null : startClient(environment, ["run", "--rm", "--interactive", ...argv]);
	try {
		await started(client, environment, argv, parts);
		parts.options.signal?.throwIfAborted();
		const traces = await tracesOf(run.folder);
		return { container, environment, client, traces, before };
	} catch (error) {
		client?.stdin.end();
		await podman(environment, ["rm", "--force", "--time", "0", "--volumes", "--ignore", container], 60_000);
		await client;
		throw error;
	}
}

/** A program that opens a shell on the machine; podman has to be told where ours is. */
async function writeEnter(run: Run, environment: PodmanEnvironment, container: string): Promise<void> {
	const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
	const settings = variables.map(([name, value]) => `${name}='${value}'`).join(" ");
	const script = `#!/bin/sh\nexec env ${settings} podman exec -it ${container} bash\n`;
	await writeFile(join(run.folder, "enter"), script, { mode: 0o700 });
}

function runArguments(parts: Parts, run: Run, container: string): string[] {
	const volumes = [parts.row.engine.folder, imageServerFolder].map(
		(folder) => `--mount=type=volume,destination=${folder},exec,suid,dev`,
	);
	return [
		...["--name", container, "--label", `${runLabel}=${run.id}`, "--hostname", parts.row.hostname],
		...["--privileged", "--cgroupns=private", "--ulimit", "host", "--network", "slirp4netns"],
		...["--log-driver", "none", "--env", "HOME=/root", "--env", "LANG=C.UTF-8", "--env", "TERM=dumb"],
		...["--cidfile", join(run.folder, "cid"), "--pidfile", join(run.folder, "pid"), ...volumes],
		...["--volume", `${join(run.folder, "exchange")}:/run/charla`],
		...["--volume", `${parts.image.entry.path}:/run/charla-image:ro`],
		...["--rootfs", `${join(parts.root.path, "tree")}:O`, "bash", "-c", first],
	];
}

/** In a process group of its own: the terminal's Ctrl-C is for us, and we end the machine in order. */
function startClient(environment: PodmanEnvironment, argv: readonly string[]) {
	return execa("podman", argv, {
		env: environment,
		detached: true,
		reject: false,
		stdin: "pipe",
		stdout: "ignore",
		stderr: "pipe",
	});
}

/** Waits until PID 1 says that the machine is ready. */
async function started(
	client: ReturnType<typeof startClient> | null,
	environment: PodmanEnvironment,
	argv: readonly string[],
	{ run, options }: Parts,
): Promise<void> {
	const ended = new AbortController();
	let said = "";
	if (client === null) {
		const answer = await podman(environment, ["run", "--rm", "--interactive", "--detach", ...argv], 60_000);
		if (!answer.ok) throw notStarted(answer.stderr);
	} else {
		void client.then((result) => {
			said = result.stderr;
			ended.abort();
		});
	}
	const ready = join(run.folder, "exchange", ".ready");
	for (const limit = Date.now() + 60_000; Date.now() < limit; await after(20)) {
		if (ended.signal.aborted) throw notStarted(said);
		options.signal?.throwIfAborted();
		if (await exists(ready)) return;
	}
	throw notStarted("not ready after 60 s");
}

function notStarted(said: string): MachineUnavailable {
	return new MachineUnavailable(`podman could not start the machine:\n${lastLines(said)}`, "charla doctor");
}
