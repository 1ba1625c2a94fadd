import { setTimeout as sleep } from "node:timers/promises";
import { type NamespaceType, namespaceTypes } from "../model/words.js";
import { quote } from "../shell-language/quote.js";
import { entering } from "./entering.js";
import type { Ground } from "./ground.js";
import type { LinkView, Mount, Output, PortHold, Probe, ProcessView, Route, Socket } from "./look.js";
import { Obstacle, rootWords, Trouble } from "./obstacle.js";
import { parseLinks, parseMountinfo, parseRoutes, parseSockets, parseStatus } from "./parse.js";

/** Prints the process that sleeps, of those that a process has started; fails once there is none left to come. */
function sleeperBelow(pid: number): string {
	return `p=${pid}; while c=$(cat /proc/$p/comm) 2>/dev/null; do [ "$c" = sleep ] && { printf %s "$p"; break; }; n=$(cat /proc/$p/task/$p/children); [ -n "$n" ] || break; p=\${n%% *}; done; [ -d /proc/${pid} ]`;
}

/** Perl is essential in Debian and Ubuntu, so it is on hosts and in containers alike. */
const holdPort = (port: number) =>
	`use IO::Socket::INET; $| = 1; my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "0.0.0.0", LocalPort => ${port}); print $s ? "bound\\n" : "$!\\n"; <STDIN>;`;

/**
 * Looks at a place through a process that is in it: for the host charla's own shell, for a container a process that was
 * put into its namespaces. Everything is read from outside, by the host's tools, from that process's /proc entries.
 */
export class LiveProbe implements Probe {
	readonly #ground: Ground;
	readonly #prefix: string[];
	readonly name: string;
	/** The process that looks, as the host numbers it. */
	readonly #pid: number;

	private constructor(ground: Ground, name: string, pid: number, prefix: string[]) {
		this.#ground = ground;
		this.name = name;
		this.#pid = pid;
		this.#prefix = prefix;
	}

	/** Looks at the host. */
	static async host(ground: Ground): Promise<LiveProbe> {
		return new LiveProbe(ground, "host", (await ground.control()).pid, []);
	}

	/**
	 * Looks at a container from a process of its own that waits in its namespaces.
	 * @param init the container's first process, as the host numbers it
	 * @param without the namespaces of the container that it does not enter
	 */
	static async inside(
		ground: Ground,
		name: string,
		init: number,
		without: readonly NamespaceType[],
	): Promise<LiveProbe> {
		const prefix = [...rootWords(ground.machine), ...entering(init, without)];
		const { stdout } = await ground.own(`${prefix.join(" ")} sleep 3600 </dev/null >/dev/null 2>&1 & echo "$!"`);
		const started = Number(stdout);
		// nsenter forks where it enters a PID namespace, since only a child can be in it; sudo may fork before.
		for (let look = 0; look < 100; look++) {
			const { exitCode, stdout: sleeper } = await ground.own(sleeperBelow(started));
			if (sleeper !== "") return new LiveProbe(ground, name, Number(sleeper), prefix);
			if (exitCode !== 0) break;
			await sleep(10);
		}
		throw new Trouble({ code: "not-entered", container: name, without });
	}

	/** Ends the process that looks. */
	async close(): Promise<void> {
		if (this.#prefix.length > 0) await this.#ground.own(this.#asRoot(`kill -KILL ${this.#pid}`));
	}

	async namespaces(): Promise<Record<NamespaceType, string>> {
		const seen = await this.#ground.namespaces(this.#pid);
		const pairs = namespaceTypes.map((type): [NamespaceType, string] => [type, seen[type] ?? ""]);
		return { mnt: "", pid: "", uts: "", net: "", ipc: "", user: "", cgroup: "", ...Object.fromEntries(pairs) };
	}

	async mounts(): Promise<Mount[]> {
		return parseMountinfo(await this.#file("mountinfo"));
	}

	async links(): Promise<LinkView[]> {
		return parseLinks(this.name, await this.#ask(this.#within("-n", "ip -j -d address")));
	}

	async routes(): Promise<Route[]> {
		return parseRoutes(await this.#ask(this.#within("-n", "ip -j route")));
	}

	async sockets(): Promise<Socket[]> {
		const files = [
			["tcp", "tcp"],
			["tcp", "tcp6"],
			["udp", "udp"],
			["udp", "udp6"],
		] as const;
		const found: Socket[] = [];
		for (const [protocol, file] of files) found.push(...parseSockets(protocol, await this.#file(`net/${file}`)));
		return found;
	}

	async hostname(): Promise<string> {
		return (await this.#ask(this.#within("-u", "uname -n"))).trim();
	}

	async read(path: string): Promise<string | null> {
		const { exitCode, stdout } = await this.#ground.own(
			this.#prefix.length === 0 ? `cat ${quote(path)}` : this.#asRoot(`cat ${quote(`/proc/${this.#pid}/root${path}`)}`),
		);
		return exitCode === 0 ? stdout : null;
	}

	async process(): Promise<ProcessView> {
		return parseStatus(await this.#file("status"));
	}

	async init(): Promise<ProcessView | null> {
		const { pid: wanted } = await this.namespaces();
		const own = `for p in /proc/[0-9]*; do [ "$(readlink "$p/ns/pid")" = ${quote(wanted)} ] && echo "\${p#/proc/}"; done; :`;
		const root = this.#ground.machine.asRoot ?? [];
		const asked = root.length === 0 ? own : `${root.join(" ")} sh -c ${quote(own)}`;
		for (const pid of (await this.#ask(asked)).trim().split("\n")) {
			const view = parseStatus((await this.#ground.own(`cat /proc/${Number(pid)}/status`)).stdout);
			if (view.pids.at(-1) === 1) return view;
		}
		return null;
	}

	async run(command: string): Promise<Output> {
		if (this.#prefix.length === 0) {
			const admission = this.#ground.machine.admit?.(command) ?? { run: command };
			if ("refused" in admission) throw new Obstacle(admission.refused);
			return this.#ground.own(admission.run);
		}
		return this.#ground.own([...this.#prefix, "sh", "-c", quote(command)].join(" "));
	}

	async must(command: string): Promise<Output> {
		return succeeded(command, await this.run(command));
	}

	async hold(port: number): Promise<PortHold> {
		// On the host a privileged port is root's as well.
		const root = this.#prefix.length === 0 ? (this.#ground.machine.asRoot ?? []) : [];
		const holder = this.#ground.machine.spawn([...root, ...this.#prefix, "perl", "-e", holdPort(port)]);
		const said = await new Promise<string>((resolve) => {
			holder.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString("utf8").trim()));
			void holder.then(({ exitCode }) => resolve(`ended with exit code ${exitCode}`));
		});
		const bound = said === "bound";
		const release = async () => {
			holder.stdin.end();
			await holder;
		};
		return { bound, error: bound ? "" : said, release };
	}

	async #file(name: string): Promise<string> {
		return this.#ask(this.#asRoot(`cat /proc/${this.#pid}/${name}`));
	}

	/** A command in one of the namespaces of the process that looks. The host's are those of charla's own shell. */
	#within(option: string, command: string): string {
		return this.#prefix.length === 0 ? command : this.#asRoot(`nsenter -t ${this.#pid} ${option} ${command}`);
	}

	/** Processes in a container are not the invoking user's, unless that is root. */
	#asRoot(command: string): string {
		return this.#prefix.length === 0 ? command : [...rootWords(this.#ground.machine), command].join(" ");
	}

	async #ask(command: string): Promise<string> {
		return succeeded(command, await this.#ground.own(command)).stdout;
	}
}

/** The output of a command that had to succeed. */
function succeeded(command: string, output: Output): Output {
	const { exitCode, stderr } = output;
	if (exitCode !== 0) throw new Error(`${command}: ${stderr.trim() || `exit code ${exitCode}`}`);
	return output;
}
