import { createHash } from "node:crypto";
import { access, constants, mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { quote } from "../../shell-language/quote.js";
import { namesIn } from "../cache/files.js";
import { MachineUnavailable } from "../machine.js";
import { lastLines } from "../sequence.js";
import { configurationFolders } from "./configuration-folders.js";
import { clientWrapper } from "./guard/wrapper.js";
import { remotesFile } from "./remotes-file.js";

/** How long an answer of the engine's may take, in milliseconds. */
const ANSWER_MS = 60_000;

/** Variables of the invoking user's that a reader's shell would have too, and that decide nothing about the project. */
const inherited =
	"PATH USER LOGNAME LXD_DIR LXD_SOCKET http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY";

/** The engine's client on this machine, set up so that what is typed reaches the run's project. */
export interface Client {
	/** Where it is. */
	path: string;
	/** Whether it keeps to the configuration that it is given. The snap's does not, and is told the project with every call. */
	honoursConfiguration: boolean;
	/** The folder of the configuration that is the run's own. */
	configuration: string;
	/** The folder of the programs that stand in front of the host's in the run's shells. */
	programs: string;
	/** The environment of the run's shells. */
	environment: Readonly<Record<string, string>>;
}

/** What a client is made for. */
export interface ClientFor {
	project: string;
	/** The run's folder, which takes the client's configuration and the shells' home. */
	folder: string;
	/** Put into the environment of every process of the run, by which `clean` knows them. */
	mark: string;
	/** Whether the document may change what all projects share. */
	hostChanges?: boolean;
}

/**
 * Finds the client and sets it up.
 *
 * @throws MachineUnavailable where there is none
 */
export async function setUpClient({ project, folder, mark, hostChanges = false }: ClientFor): Promise<Client> {
	const path = await programNamed("lxc");
	if (path === null) {
		throw new MachineUnavailable({ code: "no-client" }, "sudo snap install lxd");
	}
	const [configuration, programs] = [join(folder, "lxc"), join(folder, "bin")];
	const [home, temporary] = [join(folder, "home"), join(folder, "tmp")];
	for (const each of [configuration, programs, home, temporary]) await mkdir(each, { recursive: true, mode: 0o700 });
	await writeFile(join(configuration, "config.yml"), configurationText(project), { mode: 0o600 });
	const functions = join(folder, "functions.sh");
	const theirs = picked(inherited.split(" "));
	const environment: Record<string, string> = {
		...theirs,
		PATH: [programs, theirs.PATH ?? "/usr/bin:/bin"].join(delimiter),
		...{ HOME: home, TMPDIR: temporary, LANG: "C.UTF-8", TERM: "dumb", LXD_CONF: configuration, CHARLA_RUN: mark },
		BASH_ENV: functions,
	};
	const honoursConfiguration = await reads(path, environment);
	const client: Client = { path, honoursConfiguration, configuration, programs, environment };
	const { LXD_DIR = null, LXD_SOCKET = null } = theirs;
	const decided = { LXD_CONF: configuration, LXD_DIR, LXD_SOCKET, LXC_REMOTE: null, LXD_GLOBAL_CONF: null };
	const wrapper = clientWrapper({
		...{ path, project, hostChanges, remotes: honoursConfiguration ? null : remotesFile(folder) },
		// The snap wants the user's own home.
		environment: honoursConfiguration ? decided : { ...decided, HOME: homedir() },
	});
	await writeFile(join(programs, "lxc"), wrapper, { mode: 0o755 });
	await writeFile(functions, functionsText(join(programs, "lxc"), ["lxc", path, "/usr/bin/lxc", "/snap/bin/lxc"]));
	return client;
}

/**
 * Whether the client reads the configuration that it is given.
 *
 * @throws MachineUnavailable where it reads the user's own instead, and that leads to another machine
 */
async function reads(path: string, environment: Readonly<Record<string, string>>): Promise<boolean> {
	const asked = { extendEnv: false, reject: false, stdin: "ignore", timeout: ANSWER_MS } as const;
	const remotes = await execa(path, ["remote", "list", "--format", "csv"], { ...asked, env: environment });
	if (remotes.stdout?.includes(probeRemote)) return true;
	const theirs = { ...asked, env: { ...environment, HOME: homedir() } };
	const first = await execa(path, ["remote", "get-default"], theirs);
	if (first.stdout?.trim() === "local") return false;
	throw new MachineUnavailable({ code: "remote-elsewhere", remote: first.stdout ?? "" }, "lxc remote switch local");
}

/**
 * Puts a program in front of the host's `sudo`: it never asks for a password, it passes on the mark by which the run's processes
 * are known, and it runs nothing where root is not to be had. The statements that name it are refused before.
 */
export async function setUpSudo({ programs, environment }: Client, asRoot: readonly string[] | null): Promise<void> {
	const path = await programNamed("sudo");
	if (path === null) return;
	const kept = "--preserve-env=CHARLA_RUN,LXD_CONF";
	const may = { env: environment, extendEnv: false, reject: false, stdin: "ignore", timeout: ANSWER_MS } as const;
	const keeps = asRoot !== null && !(await execa(path, ["-n", kept, "true"], may)).failed;
	const call = keeps ? `exec ${quote(path)} -n ${kept} "$@"` : `exec ${quote(path)} -n "$@"`;
	const refusal = "echo 'sudo: not run: --sudo lets it' >&2; exit 1";
	await writeFile(join(programs, "sudo"), `#!/bin/sh\n${asRoot === null ? refusal : call}\n`, { mode: 0o755 });
}

/** A remote that only our configuration has: a client that lists it has read it. */
const probeRemote = "charla-was-here";

/** JSON is YAML. The default project of `local` is the run's. */
function configurationText(project: string): string {
	return JSON.stringify({
		"default-remote": "local",
		remotes: {
			local: { addr: "unix://", public: false, project },
			[probeRemote]: { addr: "unix://", public: false, project },
		},
	});
}

/** Functions by which also a client that is typed with its path, or after the PATH has changed, is the run's own. */
function functionsText(program: string, names: readonly string[]): string {
	return [...new Set(names)].map((name) => `function ${name} { ${quote(program)} "$@"; }\n`).join("");
}

/** The path of a program that this user can run; null where there is none. */
export async function programNamed(name: string): Promise<string | null> {
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/snap/bin"].filter(Boolean);
	for (const folder of folders) {
		const there = await access(join(folder, name), constants.X_OK).then(
			() => true,
			() => false,
		);
		if (there) return join(folder, name);
	}
	return null;
}

function picked(names: readonly string[]): Record<string, string> {
	return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The engine said no. */
export class EngineError extends Error {}

/**
 * Calls the client, on the engine of this machine, in no project but the one that the words name.
 *
 * @throws EngineError with what it wrote
 */
export async function call(client: Client, words: readonly string[], timeoutMs = ANSWER_MS): Promise<string> {
	const { path, environment, honoursConfiguration } = client;
	const ours = honoursConfiguration ? environment : { ...environment, HOME: homedir() };
	const result = await execa(path, ["--force-local", ...words], {
		...{ env: ours, extendEnv: false, reject: false, stdin: "ignore", timeout: timeoutMs },
	});
	if (!result.failed) return result.stdout;
	throw new EngineError(lastLines(result.stderr || (result.shortMessage ?? "")));
}

/** Asks the engine's REST API; `lxc query` heeds no default project, so a path names its own. */
export async function ask(client: Client, path: string): Promise<unknown> {
	return JSON.parse(await call(client, ["query", path]));
}

const Server = z.object({
	auth: z.string().optional(),
	api_extensions: z.array(z.string()),
	environment: z.object({ server: z.string().default("lxd"), server_version: z.string().default("") }),
});

export type Server = z.infer<typeof Server>;

/**
 * What the engine says of itself, to a user who may use it.
 *
 * @throws MachineUnavailable with the command that would help
 */
export async function serverOf(client: Client): Promise<Server> {
	let answer: unknown;
	try {
		answer = await ask(client, "/1.0");
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		if (/permission denied/i.test(said)) {
			throw new MachineUnavailable({ code: "no-access", said }, 'sudo usermod -aG lxd "$USER"');
		}
		throw new MachineUnavailable({ code: "engine-silent", said }, "sudo systemctl start lxd || sudo snap start lxd");
	}
	const server = Server.parse(answer);
	if (server.auth === "untrusted" || !("environment" in server)) {
		throw new MachineUnavailable({ code: "no-access", said: "" }, 'sudo usermod -aG lxd "$USER"');
	}
	if (!server.api_extensions.includes("projects")) {
		throw new MachineUnavailable({ code: "no-projects", version: server.environment.server_version }, null);
	}
	return server;
}

/**
 * What the user's own client keeps: a file to a hash of its content. What a client that is not given another configuration
 * writes anew, though nothing has changed, is asked of it instead: remotes, aliases, the default remote.
 */
export async function userConfiguration(client: Client): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const folder of configurationFolders()) {
		for (const path of [folder, join(folder, "servercerts")]) {
			for (const name of await namesIn(path)) {
				if (name === "config.yml" && !client.honoursConfiguration) continue;
				const content = await readFile(join(path, name)).catch(() => null);
				if (content === null) continue;
				found[join(path, name)] = createHash("sha256").update(content).digest("hex").slice(0, 16);
			}
		}
	}
	for (const kind of client.honoursConfiguration ? [] : ["remote", "alias"]) {
		for (const line of (await asUser(client, [kind, "list", "--format", "csv"])).split("\n").filter(Boolean))
			found[`${kind} ${line}`] = "";
	}
	return found;
}

/** Calls the client as the user's shell would, with the configuration that it then keeps to; what it wrote, whatever came of it. */
export async function asUser({ path, environment }: Client, words: readonly string[]): Promise<string> {
	const options = { extendEnv: false, reject: false, stdin: "ignore", timeout: ANSWER_MS } as const;
	return (await execa(path, words, { ...options, env: { ...environment, HOME: homedir() } })).stdout ?? "";
}
