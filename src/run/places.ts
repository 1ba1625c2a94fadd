import { engines } from "../engines/engines.js";
import type { Machine } from "../machines/machine.js";
import { quote } from "../shell-language/quote.js";
import type { Spawn } from "./shell/kernel-view.js";
import type { Outcome } from "./shell/order.js";
import { Shell } from "./shell/shell.js";

/** Milliseconds for charla's own commands. */
const OWN_MS = 60_000;
/** Milliseconds in which the document's shell must answer that it is there. */
const ANSWER_MS = 5_000;
/** How much is kept of what they print, in bytes. */
const OWN_BYTES = 64 * 1024 * 1024;

/**
 * The open shells of a run: charla's own on the host (`control`), the document's on the host, and one for each container
 * that the document opened one in. A shell that has ended is opened anew when it is next needed.
 */
export class Places {
	readonly machine: Machine;
	readonly client: string;
	readonly #containers = new Map<string, Shell>();
	#control: Shell | null = null;
	#host: Shell | null = null;

	constructor(machine: Machine) {
		this.machine = machine;
		this.client = (machine.engine ?? engines.lxd).client;
	}

	/**
	 * Charla's own shell, in which no statement of the document runs.
	 * @throws {NoShell}
	 */
	async control(): Promise<Shell> {
		if (!this.#control?.alive) this.#control = await Shell.open(this.#onHost, { separates: false });
		return this.#control;
	}

	/**
	 * The document's shell on the host, or the innermost that was started there by `su -`, `sudo -i` and the like.
	 * @throws {NoShell}
	 */
	async host(): Promise<Shell> {
		if (!this.#host?.alive) this.#host = await Shell.open(this.#onHost, { folder: this.machine.folder });
		return this.#host;
	}

	/**
	 * Whether the document's shell on the host is there, or was never needed.
	 * @param asks whether it is asked to answer, beside that it has not been seen to end
	 */
	async hasHost(asks: boolean): Promise<boolean> {
		if (this.#host === null) return true;
		if (asks && this.#host.alive) await this.#host.run({ text: ":", timeoutMs: ANSWER_MS });
		return this.#host.alive;
	}

	/** The innermost of the shells that were started in the document's shell on the host; null where none is open. */
	get innerHost(): Shell | null {
		return this.#host?.alive && this.#host.depth > 0 ? this.#host : null;
	}

	/**
	 * Starts a shell in the document's shell on the host, or in the innermost that was started there: `su - ada`, `sudo -i`.
	 * @throws {NoShell}
	 */
	async nestOnHost(command: string): Promise<void> {
		await (await this.host()).enter(command);
	}

	/** Leaves the innermost shell that was started on the host; null where none was open, or its exit code is not known. */
	async leaveInnerHost(): Promise<number | null> {
		return (await this.innerHost?.leave()) ?? null;
	}

	/** The shell that is open in a container, if one is; the innermost of several. */
	container(name: string): Shell | null {
		const shell = this.#containers.get(name);
		return shell?.alive ? shell : null;
	}

	/**
	 * Types a command that opens a shell in a container, in a copy of the host's shell, so that that stays free; one that
	 * was open in the container before is left first.
	 * @throws {NoShell}
	 */
	async open(name: string, command: string, typedBy: "document" | "charla"): Promise<Shell> {
		await this.leave(name);
		const shell = typedBy === "document" ? await (await this.host()).fork() : await Shell.open(this.#onHost);
		await shell.enter(command, { beside: this.#inContainer(name), last: true });
		this.#containers.set(name, shell);
		return shell;
	}

	/**
	 * Starts a shell in the one that is open in a container, or in one that charla opens there.
	 * @throws {NoShell}
	 */
	async nest(name: string, command: string): Promise<void> {
		const outer = this.container(name) ?? (await this.open(name, this.entering(name), "charla"));
		await outer.enter(command);
	}

	/** The command that opens a shell in a container. */
	entering(name: string): string {
		return `${this.client} exec ${quote(name)} -- /bin/bash`;
	}

	/** Leaves the shells in a container; returns the exit code of the outermost one's command, null where none was open. */
	async leave(name: string): Promise<number | null> {
		let exitCode: number | null = null;
		for (let shell = this.container(name); shell !== null; shell = this.container(name)) exitCode = await shell.leave();
		this.#containers.delete(name);
		return exitCode;
	}

	/** Leaves all of them. */
	async leaveAll(): Promise<Map<string, number | null>> {
		const codes = new Map<string, number | null>();
		while (this.innerHost !== null) codes.set("", await this.leaveInnerHost());
		for (const name of [...this.#containers.keys()]) codes.set(name, await this.leave(name));
		return codes;
	}

	/** Starts a program on the host. */
	readonly #onHost: Spawn = (argv) => this.machine.spawn(argv);

	/** Runs a command of charla's own on the host. */
	async own(command: string, timeoutMs = OWN_MS): Promise<Outcome> {
		const control = await this.control();
		const outcome = await control.run({ text: command, timeoutMs, keptBytes: OWN_BYTES });
		// What hung may have left its shell in any state.
		if (outcome.ended === "timeout" && this.#control === control) {
			control.close();
			this.#control = null;
		}
		return outcome;
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

	/** Lets go of every shell, whatever state it is in; they end with their machine. */
	close(): void {
		for (const shell of [...this.#containers.values(), this.#control, this.#host]) shell?.close();
	}

	#inContainer(name: string): Spawn {
		return (argv) => this.machine.spawn([this.client, "exec", name, "--", ...argv]);
	}
}
