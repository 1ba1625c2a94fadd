import { shellIn } from "../shell-language/opened-shell.js";
import { baseName } from "../shell-language/syntax.js";

/**
 * A shell that a command opens through another client than those of LXD and Incus: in a container or an instance of that client, or on
 * another machine.
 */
export interface OtherShell {
	client: string;
	/** The container or instance; null on a machine, or where the document gives no name. */
	container: string | null;
	/** The machine, as the document writes it. */
	machine: string | null;
	shell: string;
}

/** Words of a command after its options, and those options. */
interface ParsedWords {
	words: string[];
	options: Map<string, string>;
}

/** How a client's command line is read: which of its options take no value. */
function parse(words: readonly string[], flags: RegExp): ParsedWords {
	const options = new Map<string, string>();
	let at = 0;
	for (let word = words[at]; word?.startsWith("-") && word !== "--"; word = words[at]) {
		const [, name = word, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
		const takesNext = value === undefined && !flags.test(name);
		options.set(name, value ?? (takesNext ? (words[at + 1] ?? "") : ""));
		at += takesNext ? 2 : 1;
	}
	return { words: words.slice(at), options };
}

const dockerFlags =
	/^(?:-[itdPqTh]+|--(?:interactive|tty|detach|rm|init|privileged|read-only|publish-all|quiet|no-healthcheck|oom-kill-disable|sig-proxy|disable-content-trust|no-TTY|replace|rmi|all))$/;

/** `-it`, `-i -t`, `--interactive --tty`: a shell to type into. */
function isInteractive(options: ReadonlyMap<string, string>): boolean {
	const names = [...options.keys()];
	const has = (letter: string, long: string) =>
		names.some((name) => name === long || (/^-[a-zA-Z]+$/.test(name) && name.includes(letter)));
	return has("i", "--interactive") && !has("d", "--detach");
}

/** Images that start a shell where nothing else is said. */
const shellImage =
	/(?:^|\/)(?:alpine|almalinux|amazonlinux|archlinux|bash|busybox|centos|debian|fedora|rockylinux|ubuntu)(?::[\w.-]+)?$/;

type Opener = (words: string[]) => Omit<OtherShell, "client"> | null;

const inContainer = (container: string | null, command: string[]): Omit<OtherShell, "client"> | null => {
	const shell = shellIn(command);
	return shell === null ? null : { container, machine: null, shell };
};

const docker: Opener = ([verb = "", ...rest]) => {
	if (verb === "container") return docker(rest);
	if (verb === "compose") return compose(withoutOptions(rest));
	const { words, options } = parse(rest, dockerFlags);
	const [name = "", ...command] = words;
	if (!["exec", "run", "attach"].includes(verb) || name === "") return null;
	if (verb === "attach") return { container: name, machine: null, shell: "attach" };
	if (!isInteractive(options)) return null;
	if (verb === "exec") return inContainer(name, command);
	const shell = command.length === 0 && shellImage.test(name) ? ["sh"] : command;
	return inContainer(options.get("--name") ?? null, shell);
};

const compose: Opener = ([verb = "", ...rest]) => {
	if (verb !== "exec" && verb !== "run") return null;
	const { words } = parse(rest, dockerFlags);
	return inContainer(words[0] ?? null, words.slice(1));
};

const withoutOptions = (words: string[]): string[] => parse(words, /^--(?:dry-run|compatibility|all-resources)$/).words;

const kubectl: Opener = (words) => {
	const at = words.indexOf("exec");
	if (at < 0) return null;
	const { words: rest, options } = parse(words.slice(at + 1), /^(?:-[it]+|--stdin|--tty|-q|--quiet)$/);
	const [pod = "", ...after] = rest;
	const more = parse(after, /^(?:-[it]+|--stdin|--tty|-q|--quiet)$/);
	const command = more.words[0] === "--" ? more.words.slice(1) : more.words;
	const typed = [...options.keys(), ...more.options.keys()].some((name) => /^-[it]+$|^--(?:stdin|tty)$/.test(name));
	const shell = typed ? shellIn(command) : null;
	return shell === null ? null : { container: null, machine: pod, shell };
};

const sshFlags = /^-[46AaCfGgKkMNnqsTtVvXxYy]+$/;

const ssh: Opener = (all) => {
	const { words, options } = parse(all, sshFlags);
	const [machine, ...command] = words;
	const reads = !options.has("-N") && !options.has("-V") && !options.has("-f") && !options.has("-n");
	if (machine === undefined || command.length > 0 || !reads) return null;
	return { container: null, machine, shell: "ssh" };
};

/** `CLIENT ssh [MACHINE]` without a command. */
const sshOf =
	(flags: RegExp, command: RegExp): Opener =>
	([verb, ...rest]) => {
		if (verb !== "ssh") return null;
		const { words, options } = parse(rest, flags);
		if ([...options.keys()].some((name) => command.test(name)) || words.length > 1) return null;
		return { container: null, machine: words[0] ?? "", shell: "ssh" };
	};

/** `gcloud compute ssh NAME --zone Z`: its options may come after the name. */
const gcloud: Opener = ([group, verb, ...rest]) => {
	if (group !== "compute" || verb !== "ssh" || rest.some((word) => word === "--" || word.startsWith("--command")))
		return null;
	return {
		container: null,
		machine: parse(rest, /^--(?:quiet|internal-ip|tunnel-through-iap)$/).words[0] ?? "",
		shell: "ssh",
	};
};

const lxcAttach: Opener = (all) => {
	const { words, options } = parse(all, /^(?:-[eRq]+|--(?:clear-env|keep-env|quiet))$/);
	const container = options.get("-n") ?? options.get("--name") ?? words[0];
	const command = options.has("-n") || options.has("--name") ? words : words.slice(1);
	const inside = command[0] === "--" ? command.slice(1) : command;
	return container === undefined ? null : inContainer(container, inside.length === 0 ? ["sh"] : inside);
};

/** `CLIENT shell NAME`: an instance of the client. */
const shellOf: Opener = ([verb, ...rest]) => {
	if (verb !== "shell" && verb !== "enter") return null;
	const { words } = parse(rest, /^-/);
	return words.length > 1 ? null : { container: words[0] ?? null, machine: null, shell: "sh" };
};

/** How each client opens a shell; those of LXD and Incus have rows of their own. */
const openers: Record<string, Opener> = {
	docker,
	podman: docker,
	nerdctl: docker,
	"docker-compose": (words) => compose(withoutOptions(words)),
	"podman-compose": (words) => compose(withoutOptions(words)),
	kubectl,
	oc: kubectl,
	ssh,
	mosh: ssh,
	vagrant: sshOf(/^-(?:-plain|p)$/, /^(?:-c|--command)$/),
	"docker-machine": sshOf(/^--native-ssh$/, /^$/),
	gcloud,
	minikube: sshOf(/^--native-ssh$/, /^$/),
	"lxc-attach": lxcAttach,
	multipass: shellOf,
	limactl: shellOf,
	distrobox: shellOf,
	toolbox: shellOf,
	machinectl: shellOf,
};

/** The other client that a command's name is, `lxc-attach` for all of LXC's own; null for other programs, and for LXD's and Incus'. */
export function otherClient(program: string): string | null {
	const base = baseName(program);
	if (/^lxc-[a-z]/.test(base)) return "lxc-attach";
	return Object.hasOwn(openers, base) ? base : null;
}

/** The shell that a command of another client opens to type into; null where it opens none. */
export function otherShell([program = "", ...words]: string[]): OtherShell | null {
	const client = otherClient(program);
	const opened =
		client === null || (client === "lxc-attach" && baseName(program) !== client)
			? null
			: (openers[client]?.(words) ?? null);
	return client === null || opened === null ? null : { client, ...opened };
}
