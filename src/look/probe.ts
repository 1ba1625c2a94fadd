import { type NamespaceType, namespaceTypes } from "../model/words.js";
import { quote } from "../shell-language/quote.js";
import { entering, NOT_ENTERED, whileInside } from "./entering.js";
import type { Ground } from "./ground.js";
import type { LinkView, Mount, Output, PortHold, Probe, ProcessView, Route, Socket } from "./look.js";
import { Obstacle, rootWords, Trouble } from "./obstacle.js";
import { parseLinks, parseMountinfo, parseRoutes, parseSockets, parseStatus } from "./parse.js";

/** Prints the namespaces of a process, `type inode` a line, as /proc/PID/ns says them. POSIX shell. */
const readNamespaces = 'cd "/proc/$1/ns" && for n in *; do echo "$n $(readlink "$n")"; done';

/** Perl is essential in Debian and Ubuntu, so it is on hosts and in containers alike. */
const holdPort = (port: number) =>
	`use IO::Socket::INET; $| = 1; my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "0.0.0.0", LocalPort => ${port}); print $s ? "bound\\n" : "$!\\n"; <STDIN>;`;

/**
 * Looks at a place through a process that is in it: for the host charla's own shell, for a container a process that enters
 * its namespaces for as long as one question takes. Everything is read from outside, by the host's tools, from that
 * process's /proc entries. No process of ours stays in a container: it could then not be stopped ({@link whileInside}).
 */
export class LiveProbe implements Probe {
	readonly #ground: Ground;
	readonly name: string;
	/** The words before a command that put it into the container; none for the host. */
	readonly #prefix: readonly string[];
	readonly #without: readonly NamespaceType[];
	readonly #holds = new Set<PortHold>();

	private constructor(
		ground: Ground,
		name: string,
		prefix: readonly string[] = [],
		without: readonly NamespaceType[] = [],
	) {
		this.#ground = ground;
		this.name = name;
		this.#prefix = prefix;
		this.#without = without;
	}

	/** Looks at the host. */
	static host(ground: Ground): LiveProbe {
		return new LiveProbe(ground, "host");
	}

	/**
	 * Looks at a container.
	 * @param init the container's first process, as the host numbers it
	 * @param without the namespaces of the container that are not entered
	 */
	static inside(ground: Ground, name: string, init: number, without: readonly NamespaceType[]): LiveProbe {
		return new LiveProbe(ground, name, [...rootWords(ground.machine), ...entering(init, without)], without);
	}

	/** Releases the ports that are still held. */
	async close(): Promise<void> {
		for (const hold of [...this.#holds]) await hold.release();
	}

	async namespaces(): Promise<Record<NamespaceType, string>> {
		const said = await this.#ask(this.#asRoot(`sh -c ${quote(readNamespaces)} sh "$p"`));
		const seen = said.split("\n").map((line) => line.split(" "));
		const inodeOf = (type: NamespaceType) => seen.find(([name]) => name === type)?.[1] ?? "";
		const pairs = namespaceTypes.map((type): [NamespaceType, string] => [type, inodeOf(type)]);
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
			this.#prefix.length === 0
				? `cat ${quote(path)}`
				: whileInside(this.#prefix, this.#asRoot(`cat "/proc/$p/root"${quote(path)}`)),
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
		for (const pid of succeeded(asked, await this.#ground.own(asked))
			.stdout.trim()
			.split("\n")) {
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
			this.#holds.delete(hold);
			holder.stdin.end();
			await holder;
		};
		const hold: PortHold = { bound, error: bound ? "" : said, release };
		this.#holds.add(hold);
		return hold;
	}

	async #file(name: string): Promise<string> {
		return this.#ask(this.#asRoot(`cat "/proc/$p/${name}"`));
	}

	/** A command in one of the namespaces of the process that looks. The host's are those of charla's own shell. */
	#within(option: string, command: string): string {
		return this.#prefix.length === 0 ? command : this.#asRoot(`nsenter -t "$p" ${option} ${command}`);
	}

	/** Only root may look at the processes of a container. */
	#asRoot(command: string): string {
		return this.#prefix.length === 0 ? command : [...rootWords(this.#ground.machine), command].join(" ");
	}

	/** Asks about the process that looks, whose number is `$p` in the command. */
	async #ask(command: string): Promise<string> {
		const asked = this.#prefix.length === 0 ? `(p=$$; ${command})` : whileInside(this.#prefix, command);
		const output = await this.#ground.own(asked);
		if (output.exitCode === NOT_ENTERED && this.#prefix.length > 0)
			throw new Trouble({ code: "not-entered", container: this.name, without: this.#without });
		return succeeded(command, output).stdout;
	}
}

/** The output of a command that had to succeed. */
function succeeded(command: string, output: Output): Output {
	const { exitCode, stderr } = output;
	if (exitCode !== 0) throw new Error(`${command}: ${stderr.trim() || `exit code ${exitCode}`}`);
	return output;
}
