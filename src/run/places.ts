import type { Machine } from "./machine/machine.js";
import { ContainerShell, throughClient } from "./shell/container-shell.js";
import { HostShell } from "./shell/host-shell.js";
import { quote } from "./shell/quote.js";
import type { Outcome } from "./shell/shell.js";

/** Milliseconds in which a shell in a container must answer. */
const OPENING_MS = 30_000;
/** Milliseconds for charla's own commands. */
const OWN_MS = 60_000;

/**
 * The open shells of a run: charla's own on the host (`control`), the document's on the host, and one for each container
 * that the document opened one in. A shell that has ended is opened anew when it is next needed.
 */
export class Places {
	readonly machine: Machine;
	readonly client: string;
	readonly #containers = new Map<string, ContainerShell>();
	#control: HostShell | null = null;
	#host: HostShell | null = null;

	constructor(machine: Machine, client = "lxc") {
		this.machine = machine;
		this.client = client;
	}

	/** Charla's own shell, in which no statement of the document runs. */
	async control(): Promise<HostShell> {
		if (!this.#control?.alive) this.#control = await HostShell.open(this.machine, () => this.control());
		return this.#control;
	}

	/** The document's shell on the host. */
	async host(): Promise<HostShell> {
		if (!this.#host?.alive) this.#host = await HostShell.open(this.machine, () => this.control());
		return this.#host;
	}

	/** The shell that is open in a container, if one is. */
	container(name: string): ContainerShell | null {
		const shell = this.#containers.get(name);
		return shell?.alive ? shell : null;
	}

	/**
	 * Types a command that opens a shell in a container; one that was open there before is left first.
	 * @throws {NoShell}
	 */
	async open(name: string, command: string, typedBy: "document" | "charla"): Promise<ContainerShell> {
		await this.leave(name);
		const shell = await ContainerShell.open({
			machine: this.machine,
			host: typedBy === "document" ? await this.host() : await this.control(),
			command,
			control: () => this.control(),
			inContainer: throughClient(this.client, name),
			timeoutMs: OPENING_MS,
		});
		this.#containers.set(name, shell);
		return shell;
	}

	/** Leaves the shell in a container; returns its command's exit code, null where none was open. */
	async leave(name: string): Promise<number | null> {
		const shell = this.#containers.get(name);
		this.#containers.delete(name);
		return shell ? shell.close() : null;
	}

	/** Leaves all of them. */
	async leaveAll(): Promise<Map<string, number | null>> {
		const codes = new Map<string, number | null>();
		for (const name of [...this.#containers.keys()]) codes.set(name, await this.leave(name));
		return codes;
	}

	/** Runs a command of charla's own on the host. */
	async own(command: string, timeoutMs = OWN_MS): Promise<Outcome> {
		return (await this.control()).run({ text: command, timeoutMs });
	}

	/** The engine's answer to a question of its REST API, as JSON. */
	async query(path: string): Promise<unknown> {
		const { exitCode, stdout, stderr } = await this.own(`${this.client} query ${quote(this.inProject(path))}`);
		if (exitCode !== 0) throw new Error(`${this.client} query ${path}: ${stderr.trim()}`);
		return JSON.parse(stdout);
	}

	/** A path of the engine's REST API in the project that the document's commands reach; `query` goes by the path alone. */
	inProject(path: string): string {
		const { project } = this.machine;
		if (project === undefined) return path;
		return `${path}${path.includes("?") ? "&" : "?"}project=${encodeURIComponent(project)}`;
	}

	/** Namespaces of a process on the host: type to `type:[inode]`, as /proc/PID/ns says. */
	async namespaces(pid: number): Promise<Record<string, string>> {
		const read = `cd /proc/${pid}/ns && for n in *; do echo "$n $(readlink "$n")"; done`;
		const root = this.machine.asRoot ?? [];
		const { stdout } = await this.own(root.length === 0 ? `(${read})` : `${root.join(" ")} sh -c ${quote(read)}`);
		const lines = stdout.trim().split("\n").filter(Boolean);
		return Object.fromEntries(
			lines
				.map((line) => line.split(" ") as [string, string])
				.filter(([name, inode]) => !name.includes("_for_") && inode !== ""),
		);
	}

	close(): void {
		this.#control?.close();
		this.#host?.close();
	}
}
