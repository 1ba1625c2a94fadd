import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { textOf } from "../cache/files.js";
import { MachineUnavailable } from "../machine.js";
import { lastLines } from "../sequence.js";
import { withAdminPrograms } from "./disk.js";
import { innerScript, outerScript } from "./sandbox-scripts.js";

/**
 * Where podman and everything that it starts run: in namespaces of their own (processes, mounts, network, IPC), which
 * the kernel ends and removes as soon as their first process ends. That one ends with this process, however this
 * process ends: nothing that a document holds, stops or kills changes it.
 */
export interface Sandbox {
	/** A process in it, as the real machine counts. */
	pid: number;
	/** When that process started, as the kernel counts: another one with its id is not it. */
	started: string;
}

/** What a sandbox is started with. */
export interface SandboxOptions {
	/** The run's folder; what the sandbox says on standard error is written there. */
	folder: string;
	/** Variables of the inner script and of podman. */
	environment: Readonly<Record<string, string | undefined>>;
	/** podman's arguments after `run --detach`. */
	argv: readonly string[];
	/** Whether it outlives this process. */
	keep: boolean;
	signal?: AbortSignal | undefined;
}

/** Milliseconds until a machine's first process must have been started. */
const LIMIT_MS = 60_000;

/**
 * Starts a sandbox and the machine in it; returns when the machine's first process runs.
 *
 * @throws MachineUnavailable with what was said; the signal's reason where it is aborted
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const log = join(options.folder, "sandbox.log");
	const tied = options.keep ? [] : ["setpriv", "--pdeathsig", "KILL"];
	const words = [...tied, "unshare", "--pid", "--mount", "--fork", "--kill-child", "bash", "-c", outerScript, "charla"];
	const [program = "", ...argv] = [...words, ...options.argv];
	const first = execa(program, argv, {
		env: {
			...withAdminPrograms,
			...options.environment,
			INNER: innerScript,
			REFUSED: ownAddresses().join(" "),
		},
		...{ detached: true, reject: false, stdin: "ignore", stdout: "pipe", stderr: { file: log }, buffer: false },
	});
	const stop = () => void first.kill("SIGKILL");
	options.signal?.addEventListener("abort", stop);
	const timer = setTimeout(stop, LIMIT_MS);
	let said = "";
	for await (const chunk of first.stdout) {
		said += String(chunk);
		if (said.endsWith("started\n")) break;
	}
	clearTimeout(timer);
	options.signal?.removeEventListener("abort", stop);
	options.signal?.throwIfAborted();
	if (!said.endsWith("started\n")) {
		await first;
		const printed = lastLines(await textOf(log));
		const seconds = LIMIT_MS / 1000;
		throw new MachineUnavailable(
			printed === "" ? { code: "machine-silent", seconds } : { code: "podman-failed", said: printed },
			"charla doctor",
		);
	}
	first.unref();
	const pid = Number.parseInt(said, 10);
	return { pid, started: await startOf(pid) };
}

/** Ends everything in a sandbox; false where something is still there after 20 s. */
export async function endSandbox(sandbox: Sandbox): Promise<boolean> {
	for (const limit = Date.now() + 20_000; Date.now() < limit; await after(10)) {
		if (!(await isThere(sandbox))) return true;
		end(sandbox.pid);
	}
	return !(await isThere(sandbox));
}

/** The words before a command that runs in a sandbox; it ends when their process is killed. */
export function inSandbox({ pid }: Sandbox): string[] {
	return ["nsenter", "--target", String(pid), "--pid", "--mount", "setpriv", "--pdeathsig", "KILL"];
}

/** Whether a sandbox's process is still there. */
async function isThere({ pid, started }: Sandbox): Promise<boolean> {
	return (await startOf(pid)) === started;
}

/** The kernel's clock when a process started; empty for one that has ended. */
async function startOf(pid: number): Promise<string> {
	const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return fields[0] === "Z" ? "" : (fields[19] ?? "");
}

function end(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended meanwhile.
	}
}

/** The real machine's IPv4 addresses. Its loopback is never forwarded, and machines have no IPv6 outside. */
function ownAddresses(): string[] {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	const own = all.filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."));
	return [...new Set(own.map(({ address }) => address))];
}
