import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { MachineFacts } from "../../model/transcript.js";
import { cacheFolder } from "../cache/cache.js";
import { textOf } from "../cache/files.js";
import { type Lock, takeLock } from "../cache/lock.js";
import { prettyName } from "../facts.js";
import type {
	Admission,
	EngineWants,
	Machine,
	MachineOptions,
	PipedOptions,
	PipedProcess,
	PreparedCommand,
} from "../machine.js";
import { MachineUnavailable } from "../machine.js";
import { machines } from "../recipes.js";
import { runSequence } from "../sequence.js";
import { type Bridge, findBridge, findPool } from "./bridge-and-pool.js";
import { type Client, EngineError, type Server, serverOf, setUpClient, setUpSudo } from "./client.js";
import { differences, type SystemInventory, takeSystemInventory } from "./engine-inventory.js";
import { WatchedFiles } from "./files/files.js";
import { removeRunFolder } from "./files/run-folder.js";
import { admit } from "./guard/admit.js";
import { type ImageFile, imageForRun } from "./images/image.js";
import { type ImageServer, openImageServer } from "./images/image-server.js";
import { thisProcess } from "./owner.js";
import { ProcessGroups } from "./process-groups.js";
import { endProcessesOf } from "./processes.js";
import { makeProject, projectPrefix, removeProject, restrictProject } from "./project.js";
import { forgetRemotes } from "./remotes.js";
import { sweepSystem, systemFolder } from "./sweep.js";

/** What is known of the machine once it is open. */
interface OpenMachine {
	id: string;
	folder: string;
	client: Client;
	server: Server;
	before: SystemInventory;
	asRoot: readonly string[] | null;
	options: MachineOptions;
	files: WatchedFiles;
	/** Held while it is open: two runs at once would be differences to each other. */
	lock: Lock;
}

/**
 * Opens the LXD that is there, in which a run is a guest: in a project of its own, and with nothing of its host's changed.
 *
 * @throws MachineUnavailable where there is none, or this user may not use it
 */
export async function openSystem(options: MachineOptions): Promise<Machine> {
	const id = randomBytes(4).toString("hex");
	const folder = join(systemFolder(cacheFolder()), id);
	const project = `${projectPrefix}${id}`;
	const { signal, allowHostChanges: hostChanges = false } = options;
	await mkdir(folder, { recursive: true, mode: 0o700 });
	let lock: Lock | null = null;
	try {
		await writeFile(join(folder, "owner.json"), JSON.stringify({ ...thisProcess(), keep: options.keep, project }));
		const client = await setUpClient({ project, folder, mark: id, hostChanges });
		const server = await serverOf(client);
		const waiting = () => options.progress({ code: "waiting-for-engine" });
		// The client's program is a file that all users of this LXD may open, and that nobody has to make.
		lock = await takeLock(client.path, { waiting, signal });
		await sweepSystem(client);
		signal?.throwIfAborted();
		options.progress({ code: "taking-inventory" });
		const asRoot = await rootThrough(options);
		await setUpSudo(client, asRoot);
		const before = await takeSystemInventory(client, { asRoot });
		const files = new WatchedFiles(folder, asRoot);
		signal?.throwIfAborted();
		return new System({ id, folder, client, server, before, asRoot, options, files, lock });
	} catch (error) {
		await lock?.release();
		await removeRunFolder(folder);
		if (error instanceof EngineError) throw new MachineUnavailable({ code: "text", text: error.message }, null);
		throw error;
	}
}

/** The words before a command that needs root. */
async function rootThrough({ sudo }: MachineOptions): Promise<readonly string[] | null> {
	if (process.getuid?.() === 0) return [];
	if (sudo !== true) return null;
	const answer = await execa("sudo", ["-n", "true"], { reject: false, stdin: "ignore", timeout: 10_000 });
	if (answer.failed) {
		throw new MachineUnavailable({ code: "sudo-asks", said: answer.stderr || (answer.shortMessage ?? "") }, "sudo -v");
	}
	return ["sudo", "-n"];
}

class System implements Machine {
	readonly name = "system";
	readonly hasEngine = true;
	readonly enter: string;
	readonly project: string;
	readonly asRoot: readonly string[] | null;
	readonly #opened: OpenMachine;
	readonly #files: WatchedFiles;
	readonly #groups = new ProcessGroups();
	#bridge: Bridge | null = null;
	#image: ImageFile | null = null;
	#server: ImageServer | null = null;
	/** The image server's address as the document's companion has it, where it has to be another. */
	#moved: { from: string; to: string } | null = null;
	#hasProject = false;
	/** What changes the host and was let in. */
	readonly #changes = new Set<string>();
	#disposing: Promise<string[]> | null = null;

	constructor(opened: OpenMachine) {
		this.#opened = opened;
		this.#files = opened.files;
		this.project = `${projectPrefix}${opened.id}`;
		this.asRoot = opened.asRoot;
		this.enter = `LXD_CONF=${opened.client.configuration} lxc list`;
	}

	spawn([file = "true", ...argv]: readonly string[]): PipedProcess {
		if (this.#disposing !== null) throw new Error("the machine has been given back");
		const { client } = this.#opened;
		// In a process group of its own: the terminal's Ctrl-C is for us, and we end it all in order.
		const ours = { env: client.environment, extendEnv: false, detached: true, cwd: client.environment.HOME ?? "/" };
		const options: PipedOptions = {
			...ours,
			...{ stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false },
		};
		const started = execa(file, argv, options);
		if (started.pid !== undefined) this.#groups.add(started.pid, started);
		return started;
	}

	admit(command: string): Admission {
		const { asRoot, options } = this.#opened;
		const { from, to } = this.#moved ?? { from: "", to: "" };
		const moved = from === "" ? command : command.replaceAll(from, to);
		const admitted = admit(moved, { asRoot, hostChanges: options.allowHostChanges === true });
		if ("run" in admitted) for (const change of admitted.changes) this.#changes.add(change);
		return admitted;
	}

	watch(command: string, expand: (variable: string) => Promise<string>): Promise<() => Promise<void>> {
		return this.#files.watch(command, expand);
	}

	async startEngine(wants: EngineWants): Promise<PreparedCommand[]> {
		const { id, folder, client, options } = this.#opened;
		const [bridge, pool] = await Promise.all([findBridge(client), findPool(client)]);
		this.#bridge = bridge;
		const { images: recipes } = machines["debian:12/lxd"] ?? { images: [] };
		const { progress, signal } = options;
		const image = await imageForRun({ cache: cacheFolder(), recipes, client, folder, id, progress, signal });
		this.#image = image;
		const files = image.rootfs === null ? image.path : `${image.path} ${image.rootfs}`;
		options.progress({ code: "making-project", project: this.project });
		const started = performance.now();
		const made = await makeProject(client, this.project, thisProcess(), options.keep);
		this.#hasProject = true;
		const durationMs = performance.now() - started;
		if (options.allowHostChanges !== true) await restrictProject(client, this.project);
		const records = await runSequence(
			this,
			[
				`lxc profile device add default eth0 nic name=eth0 ${bridge.device}`,
				`lxc profile device add default root disk path=/ pool=${pool}`,
				...(wants.images.length === 0
					? []
					: [`lxc image import ${files}${wants.images.map((alias) => ` --alias '${alias}'`).join("")}`]),
			],
			180_000,
		);
		const commands = [
			{ command: made, exitCode: 0, durationMs },
			...records.map(({ command, exitCode, durationMs }) => ({ command, exitCode, durationMs })),
		];
		if (wants.imageServer !== null) commands.push(await this.#serve(wants.imageServer, image));
		return commands;
	}

	async #serve(wanted: { address: string; aliases: readonly string[] }, image: ImageFile): Promise<PreparedCommand> {
		const started = performance.now();
		this.#server = await openImageServer(wanted.address, wanted.aliases, image, this.#opened.folder);
		const { address } = this.#server;
		if (address !== wanted.address) this.#moved = { from: wanted.address, to: address };
		const command = `# charla serves ${wanted.aliases.join(", ")} at https://${address}`;
		return { command, exitCode: 0, durationMs: performance.now() - started };
	}

	async facts(): Promise<MachineFacts> {
		const { server } = this.#opened;
		const image = this.#image;
		return {
			name: this.name,
			host: prettyName(await textOf("/etc/os-release")) ?? "Linux",
			engine: server.environment.server === "lxd" ? "LXD" : server.environment.server,
			engineVersion: server.environment.server_version,
			kernel: release(),
			disposable: false,
			image: image && { name: image.words, made: image.made },
			cached: image?.cached ? [{ part: "image", name: image.words, made: image.cached }] : [],
			bridge: this.#bridge?.name ?? null,
		};
	}

	dispose(): Promise<string[]> {
		this.#disposing ??= this.#giveBack().finally(() => this.#opened.lock.release());
		return this.#disposing;
	}

	/** Takes away all that is the run's, but its project where that is to be kept, and says what is not as it was. */
	async #giveBack(): Promise<string[]> {
		const { id, folder, asRoot, options } = this.#opened;
		this.#groups.end();
		await this.#server?.close();
		const lines = [...this.#changes].map((change) => `let in by --allow-host-changes: ${change}`);
		lines.push(...(await endProcessesOf({ id, folder, asRoot })));
		if (!options.keep) lines.push(...(await this.#removeProject()));
		lines.push(...(await this.#files.putBack()));
		lines.push(...(await forgetRemotes(this.#opened.client, folder)));
		lines.push(...(await this.#differences()));
		if (!options.keep) lines.push(...(await removeRunFolder(folder)));
		return lines;
	}

	async #removeProject(): Promise<string[]> {
		try {
			const wasThere = await removeProject(this.#opened.client, this.project);
			return this.#hasProject && !wasThere ? [`project ${this.project}: somebody else removed it during the run`] : [];
		} catch (error) {
			return [`project ${this.project}: ${error instanceof Error ? error.message : error}`];
		}
	}

	async #differences(): Promise<string[]> {
		const { client, before, asRoot, options } = this.#opened;
		try {
			const without = options.keep ? { without: this.project } : {};
			return differences(before, await takeSystemInventory(client, { asRoot, ...without }));
		} catch (error) {
			return [`what is there could not be compared: ${error instanceof Error ? error.message : error}`];
		}
	}
}
