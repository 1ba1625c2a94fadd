import type { Target } from "../model/target.js";
import type { Link } from "../model/transcript.js";
import type { InstanceState, NamespaceType } from "../model/words.js";

/** What a command printed, and its exit code; null where it came to no end. */
export interface Output {
	exitCode: number | null;
	stdout: string;
	stderr: string;
}

/** A mount, from /proc/PID/mountinfo. */
export interface Mount {
	source: string;
	target: string;
	type: string;
}

/** A route, from `ip -j route`. */
export interface Route {
	destination: string;
	gateway: string | null;
	device: string;
}

/** A link, and the index of a veth's other end, which may be in another namespace. */
export type LinkView = Link & { peerIndex: number | null };

/** A socket that listens, or a bound UDP one, from /proc/PID/net. */
export interface Socket {
	protocol: "tcp" | "udp";
	/** The address in the notation of /proc, which tells addresses apart and is not for people. */
	address: string;
	port: number;
}

/** A rule that changes source addresses on the way out. */
export interface NatRule {
	source: string;
	/** `MASQUERADE`, `SNAT`. */
	target: string;
	rule: string;
}

/** A process as two PID namespaces see it. */
export interface ProcessView {
	/** Its number on the host first, then one for each PID namespace further in. */
	pids: number[];
	name: string;
}

/** A hold on a port, until it is released. */
export interface PortHold {
	/** Whether it could be bound. */
	bound: boolean;
	/** The system's error where it could not. */
	error: string;
	release(): Promise<void>;
}

/** Commands of charla's own in a place: a probe's, or the host for a look. None is typed into a shell of the document. */
interface Commands {
	/** Runs a command. */
	run(command: string): Promise<Output>;
	/**
	 * Runs a command that has to succeed.
	 * @throws {Error} where its exit code is not 0, with what it wrote to standard error
	 */
	must(command: string): Promise<Output>;
}

/**
 * Structured looks at a place: the host, or the inside of a container. A container is looked at by a process that enters
 * its namespaces, all of them or all but one; what it sees is read from /proc and as JSON, never from tables.
 */
export interface Probe extends Commands {
	readonly name: string;
	namespaces(): Promise<Record<NamespaceType, string>>;
	mounts(): Promise<Mount[]>;
	links(): Promise<LinkView[]>;
	routes(): Promise<Route[]>;
	/** Sockets that listen, and bound UDP ones. */
	sockets(): Promise<Socket[]>;
	/** The host name that the kernel gives, which is what the UTS namespace isolates. */
	hostname(): Promise<string>;
	/** A file's content; null where there is none. */
	read(path: string): Promise<string | null>;
	/** The process that looks. */
	process(): Promise<ProcessView>;
	/** The process that is number 1 to the process that looks. */
	init(): Promise<ProcessView | null>;
	/** Binds a TCP port on all addresses and holds it. */
	hold(port: number): Promise<PortHold>;
}

/** An instance, as the engine's REST API says. */
export interface InstanceView {
	status: string;
	/** The image that it was made of. */
	baseImage: string;
	snapshots: string[];
}

/** An image in the engine's store. */
export interface ImageView {
	fingerprint: string;
	architecture: string;
	aliases: string[];
	public: boolean;
	/** `os`, `release`, `description` …, as the image's maker wrote them. */
	properties: Record<string, string>;
}

/** What a claim's observation may do with the live machine. */
export interface Look extends Commands {
	/** The value that a placeholder has in the claim's section: `name("container")`. */
	name(placeholder: string): string;
	/** What a step of the document printed, the last time it was run so far. */
	step(target: Target): Output;
	readonly host: Probe;
	/** The inside of a running container. */
	container(name: string): Promise<Probe>;
	/** An instance; null where there is none of that name. */
	instance(name: string): Promise<InstanceView | null>;
	/** The image that an alias or a fingerprint names; null where there is none. */
	image(name: string): Promise<ImageView | null>;
	/** A file in an instance, running or not; null where there is none. */
	read(instance: string, path: string): Promise<string | null>;
	/** The bridge that instances are connected to: the one of the default profile's eth0. */
	bridge(): Promise<string>;
	/** Masquerading rules of the host: iptables', or nft's where iptables has none. */
	nat(): Promise<NatRule[]>;
	/** A second container of the same image as the given one, running; made when it is first asked for. */
	witness(like: string): Promise<string>;
	/** Brings an instance to a state and waits for it. */
	ensure(instance: string, state: InstanceState): Promise<void>;
}
