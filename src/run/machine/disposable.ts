import { mkdir, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import type { MachineFacts } from "../../model.js";
import type { CacheEntry } from "./cache.js";
import { imageServerFolder } from "./engines.js";
import { prettyName, serverVersion } from "./facts.js";
import { exists } from "./files.js";
import type { ContainerImage } from "./image.js";
import { type Inventory, latestTraces, leftBehind, type Traces, takeInventory, tracesOf } from "./inventory.js";
import { kernelHas } from "./kernel.js";
import type { EngineWants, Machine, MachineOptions, Piped, PipedOptions, PreparedCommand } from "./machine.js";
import { MachineUnavailable } from "./machine.js";
import { type PodmanEnvironment, podman, podmanEnvironment, runLabel } from "./podman.js";
import { engineCommands, imageServerCommands, type Pool } from "./preparation.js";
import type { MachineRow } from "./recipes.js";
import { endRun, type Run } from "./runs.js";
import { lastLines, runSequence } from "./sequence.js";

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

/**
 * PID 1 of the machine. It makes the machine fit for an engine, says so by a file, and then has one job: to end when
 * its standard input does, which takes every other process along, also when charla was killed. Bash reaps meanwhile.
 *
 * On cgroup v2 nothing may run in a group whose controllers are handed on, so it moves aside first (as Docker's own
 * docker-in-docker does). Nodes of devices that the kernel has yet to make, or whose module is not loaded yet, are not in the machine's /dev.
 */
const first = `
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
	mkdir -p /sys/fs/cgroup/init
	while read -r pid; do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs; done </sys/fs/cgroup/cgroup.procs 2>/dev/null
	for controller in $(</sys/fs/cgroup/cgroup.controllers); do
		echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
	done 2>/dev/null
fi
[ -e /dev/loop-control ] || mknod -m 660 /dev/loop-control c 10 237
[ -e /dev/fuse ] || mknod -m 666 /dev/fuse c 10 229
for i in {0..63}; do [ -e /dev/loop$i ] || mknod -m 660 /dev/loop$i b 7 $i; done
: >/run/charla/.ready
while read -r _; do :; done
`;

/** What is needed to be known of a machine that runs. */
interface Running {
	container: string;
	environment: PodmanEnvironment;
	/** The client whose standard input keeps the machine; null where it is to outlive this process. */
	client: ReturnType<typeof startClient> | null;
	traces: Traces;
	before: Inventory;
}

/**
 * Starts a machine that can be thrown away: a whole host in a container, in whose root nothing that is written stays.
 *
 * @throws MachineUnavailable with what podman said
 */
export async function startDisposable(parts: Parts): Promise<Machine> {
	const { run } = parts;
	const [environment, before] = await Promise.all([podmanEnvironment(parts.cache), takeInventory()]);
	const container = `charla-${run.id}`;
	await mkdir(join(run.folder, "exchange"), { mode: 0o700 });
	await writeEnter(run, environment, container);
	parts.options.progress({ what: "starting the machine", detail: container });
	const argv = runArguments(parts, run, container);
	const client = parts.options.keep ? null : startClient(environment, ["run", "--rm", "--interactive", ...argv]);
	try {
		await started(client, environment, argv, run);
		const traces = await tracesOf(run.folder);
		return new Disposable(parts, { container, environment, client, traces, before });
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
	run: Run,
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
		if (await exists(ready)) return;
	}
	throw notStarted("not ready after 60 s");
}

function notStarted(said: string): MachineUnavailable {
	return new MachineUnavailable(`podman could not start the machine:\n${lastLines(said)}`, "charla doctor");
}

class Disposable implements Machine {
	readonly name: string;
	readonly exchange: { outside: string; inside: string };
	readonly enter: string;
	#parts: Parts;
	#running: Running;
	#disposing: Promise<string[]> | null = null;

	constructor(parts: Parts, running: Running) {
		const { run } = parts;
		this.name = parts.name;
		this.exchange = { outside: join(run.folder, "exchange"), inside: "/run/charla" };
		this.enter = join(run.folder, "enter");
		this.#parts = parts;
		this.#running = running;
	}

	spawn(argv: readonly string[]): Piped {
		const ours = { env: this.#running.environment, detached: true };
		const options: PipedOptions = {
			...ours,
			...{ stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false },
		};
		return execa("podman", ["exec", "--interactive", this.#running.container, ...argv], options);
	}

	async startEngine(wants: EngineWants): Promise<PreparedCommand[]> {
		const { row, options } = this.#parts;
		options.progress({ what: `starting ${row.engine.name}` });
		const pool: Pool = (await kernelHas("btrfs")) ? "btrfs" : "dir";
		const records = await Promise.all([
			runSequence(this, engineCommands(row.engine, wants, pool), 180_000),
			runSequence(this, imageServerCommands(row.engine, wants), 180_000),
		]);
		return records.flat().map(({ command, exitCode, durationMs }) => ({ command, exitCode, durationMs }));
	}

	async facts(): Promise<MachineFacts> {
		const { row, root, image, name } = this.#parts;
		const [osRelease, server] = await runSequence(
			this,
			["cat /etc/os-release", `${row.engine.client} query /1.0 || true`],
			30_000,
		);
		return {
			name,
			host: prettyName(osRelease?.stdout ?? "") ?? row.host.words,
			engine: row.engine.name,
			engineVersion: serverVersion(server?.stdout ?? "") ?? "",
			kernel: release(),
			disposable: true,
			image: image.words,
			cached: [
				...(root.fromCache ? [`the host's root, ${row.host.words}, made on ${root.made}`] : []),
				...(this.#parts.options.engineInstalled
					? []
					: [`the packages of ${row.engine.name}, downloaded on ${root.made}`]),
				...(image.entry.fromCache ? [`the container image, ${image.words}, made on ${image.entry.made}`] : []),
			],
		};
	}

	dispose(): Promise<string[]> {
		this.#disposing ??= this.#parts.options.keep ? this.#leave() : this.#end();
		return this.#disposing;
	}

	/** A kept machine is nobody's now; `clean` takes it away. */
	async #leave(): Promise<string[]> {
		await this.#parts.run.lock.release();
		return [];
	}

	async #end(): Promise<string[]> {
		const { client, container, environment, traces, before } = this.#running;
		const { run } = this.#parts;
		const all = await latestTraces(traces, run.folder);
		client?.stdin.end();
		const ended = await Promise.race([client?.then(() => true), after(60_000, false, { ref: false })]);
		if (ended !== true) {
			await podman(environment, ["rm", "--force", "--time", "0", "--volumes", "--ignore", container], 60_000);
		}
		await endRun(run);
		return leftBehind(before, all, environment);
	}
}
