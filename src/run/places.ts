import type { Machine } from "../machines/machine.js";
import { quote } from "../shell-language/quote.js";
import { ContainerShell, throughClient } from "./shell/container-shell.js";
import { HostShell } from "./shell/host-shell.js";
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
	/** The shells in which those were started by `su -`, `sudo -i` and the like: they go on when the inner one is left. */
	readonly #outer = new Map<string, ContainerShell[]>();
	#control: HostShell | null = null;
	readonly #killers: HostShell[] = [];
	#host: HostShell | null = null;
	/** The shells that the document started in its shell on the host, the innermost last. */
	readonly #inner: ContainerShell[] = [];

	constructor(machine: Machine, client = "lxc") {
		this.machine = machine;
		this.client = client;
	}

	/** Charla's own shell, in which no statement of the document runs. */
	async control(): Promise<HostShell> {
		if (!this.#control?.alive) this.#control = await HostShell.open(this.machine, () => this.#killer());
		return this.#control;
	}

	/** A shell that ends what hangs in charla's own, which cannot do that itself. It is not waited for if it hangs as well. */
	async #killer(): Promise<HostShell> {
		const killer = await HostShell.open(this.machine, () => Promise.reject(new Error("it does not end")));
		this.#killers.push(killer);
		return killer;
	}

	/** The document's shell on the host. */
	async host(): Promise<HostShell> {
		if (!this.#host?.alive) this.#host = await HostShell.open(this.machine, () => this.control());
		return this.#host;
	}

	/** The innermost of the shells that were started in the document's shell on the host; null where none is open. */
	get innerHost(): ContainerShell | null {
		while (this.#inner.length > 0 && this.#inner.at(-1)?.alive === false) this.#inner.pop();
		return this.#inner.at(-1) ?? null;
	}

	/**
	 * Starts a shell in the document's shell on the host, or in the innermost that was started there: `su - ada`, `sudo -i`.
	 * @throws {NoShell}
	 */
	async nestOnHost(command: string): Promise<ContainerShell> {
		const outer = this.innerHost ?? (await this.host());
		const state = await outer.run({ text: `export -p; printf "cd '%s'\n" "$PWD"`, timeoutMs: OWN_MS });
		const inner = await ContainerShell.open({
			machine: this.machine,
			host: await this.control(),
			command: `${state.stdout}${command}`,
			control: () => this.control(),
			inContainer: (script) => `bash -c ${quote(script)}`,
			timeoutMs: OPENING_MS,
		});
		this.#inner.push(inner);
		return inner;
	}

	/** Leaves the innermost shell that was started on the host; null where none was open, or its exit code is not known. */
	async leaveInnerHost(): Promise<number | null> {
		return (await this.#inner.pop()?.close()) ?? null;
	}

	/** The shell that is open in a container, if one is; the innermost of several. */
	container(name: string): ContainerShell | null {
		const shell = this.#containers.get(name);
		if (shell?.alive) return shell;
		const outer = this.#outer.get(name)?.pop();
		if (outer === undefined) return null;
		this.#containers.set(name, outer);
		return this.container(name);
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

	/**
	 * Starts a shell in the one that is open in a container: with its environment and in its directory, but on streams of its
	 * own, because a shell that is typed into through another one cannot be told from it.
	 * @throws {NoShell}
	 */
	async nest(name: string, command: string): Promise<ContainerShell> {
		const outer = this.container(name);
		const state = await outer?.run({ text: `export -p; printf "cd '%s'\\n" "$PWD"`, timeoutMs: OWN_MS });
		const inContainer = throughClient(this.client, name);
		const inner = await ContainerShell.open({
			machine: this.machine,
			host: await this.control(),
			command: inContainer(`${state?.stdout ?? ""}${command}`),
			control: () => this.control(),
			inContainer,
			timeoutMs: OPENING_MS,
		});
		if (outer) this.#outer.set(name, [...(this.#outer.get(name) ?? []), outer]);
		this.#containers.set(name, inner);
		return inner;
	}

	/** Leaves the shells in a container; returns the exit code of the outermost one's command, null where none was open. */
	async leave(name: string): Promise<number | null> {
		let exitCode = await this.leaveInner(name);
		while (this.#containers.has(name)) exitCode = await this.leaveInner(name);
		return exitCode;
	}

	/** Leaves the innermost shell in a container; the one that it was started in is then open again. */
	async leaveInner(name: string): Promise<number | null> {
		const shell = this.#containers.get(name);
		this.#containers.delete(name);
		const outer = this.#outer.get(name)?.pop();
		if (outer) this.#containers.set(name, outer);
		return shell ? shell.close() : null;
	}

	/** Leaves all of them. */
	async leaveAll(): Promise<Map<string, number | null>> {
		const codes = new Map<string, number | null>();
		while (this.#inner.length > 0) codes.set("", await this.leaveInnerHost());
		for (const name of [...this.#containers.keys()]) codes.set(name, await this.leave(name));
		return codes;
	}

	/** Runs a command of charla's own on the host. */
	async own(command: string, timeoutMs = OWN_MS): Promise<Outcome> {
		const control = await this.control();
		const outcome = await control.run({ text: command, timeoutMs });
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
		for (const shell of [...this.#containers.values(), ...this.#inner]) shell.abandon();
		for (const shell of [this.#control, this.#host, ...this.#killers]) shell?.close();
	}
}
