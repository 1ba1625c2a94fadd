/**
 * What a call of the engine's client reaches: this run's project, or what is somebody else's. `outside`: another project;
 * `shared`: what all projects of the engine share; `host`: the host's own files and devices, through a container.
 */
export type Reach = "project" | "outside" | "shared" | "host";

/**
 * Groups of verbs that reach what all projects share, and those of the group that only look or reach a project's own things;
 * `*` where all do.
 */
export const sharedGroups: Readonly<Record<string, string>> = {
	network: "list ls show info get list-leases list-allocations attach attach-profile detach detach-profile",
	"network acl": "list ls show get show-log",
	"network forward": "list ls show get",
	"network load-balancer": "list ls show get info",
	"network peer": "list ls show get",
	"network zone": "list ls show get",
	"network zone record": "list ls show get",
	storage: "list ls show info get list-volumes",
	"storage volume": "*",
	"storage bucket": "*",
	cluster: "list ls show info get",
	"cluster group": "list ls show",
	"cluster role": "",
	warning: "list ls show",
	operation: "list ls show",
	auth: "",
	"auth group": "list ls show",
	"auth identity": "list ls show info",
	"auth identity-provider-group": "list ls show",
	project: "list ls show info get get-current",
	"config trust": "list ls show list-tokens",
	remote: "list ls get-default get-client-certificate add set-url rename remove rm",
};

/** Options of the client itself that take no value and change nothing of where a call goes. */
const harmless = /^(-[qvh]{1,2}|--(debug|quiet|verbose|help|version|sub-commands|all)(=.*)?)$/;

/** Options by which a call leaves its project. */
const leaving = /^--(project|target-project|force-local)(=|$)/;

/** Verbs that can give an instance a device or a setting. */
const giving = "config profile launch init create copy cp move mv import rebuild";

/** What of the REST API is a project's own. */
const ownPath =
	/^\/1\.0\/((instances|containers|virtual-machines|images|profiles)|storage-pools\/[^/]+\/(volumes|buckets))([/?]|$)/;

/** The words of a call that are no options, and how many of them stand before the first option that may take a value. */
interface PlainWords {
	words: string[];
	sure: number;
}

/** @param words what is typed after the client's name */
export function reachOf(words: readonly string[]): Reach {
	const end = words.indexOf("--");
	const own = end < 0 ? words : words.slice(0, end);
	if (own.some((word) => leaving.test(word))) return "outside";
	const { words: plain, sure } = plainWords(own);
	const group = groupOf(plain);
	const depth = group === null ? 0 : group.split(" ").length;
	// An option in front of the verb may take the next word for its value: which verb it is cannot be said.
	if (sure <= Math.min(depth, plain.length - 1)) return "outside";
	const [first = "", second = ""] = plain;
	if (group !== null && isShared(group, plain[depth])) return "shared";
	if (first === "remote") return reachOfRemote(second, plain.slice(2));
	if (first === "config" && /^(set|unset|edit)$/.test(second)) {
		const target = plain[2] ?? "";
		const isServer = target === "" || /[.=]|:$/.test(target) || own.some((word) => /^--target(=|$)/.test(word));
		if (isServer) return "shared";
	}
	if (first === "alias" && second === "add") return reachOf((plain[3] ?? "").split(/\s+/));
	if (first === "query") return reachOfQuery(own);
	if (giving.split(" ").includes(first) && !/^(get|show|unset|list|ls|remove|rm)$/.test(second)) {
		return givesTheHost(own) ? "host" : "project";
	}
	return "project";
}

function plainWords(own: readonly string[]): PlainWords {
	const words = own.filter((word) => !/^-./.test(word));
	const first = own.findIndex((word) => /^-./.test(word) && !harmless.test(word));
	const sure = first < 0 ? Number.POSITIVE_INFINITY : own.slice(0, first).filter((word) => !/^-./.test(word)).length;
	return { words, sure };
}

/** The longest group of shared verbs that a call is in. */
function groupOf(plain: readonly string[]): string | null {
	for (const length of [3, 2, 1]) {
		const group = plain.slice(0, length).join(" ");
		if (plain.length >= length && Object.hasOwn(sharedGroups, group)) return group;
	}
	return null;
}

function isShared(group: string, verb: string | undefined): boolean {
	const looks = sharedGroups[group] ?? "";
	return verb !== undefined && looks !== "*" && !looks.split(" ").includes(verb);
}

function reachOfRemote(verb: string, [name = "", ...rest]: readonly string[]): Reach {
	if (/^(set-url|rename|remove|rm)$/.test(verb) && /^local:?$/.test(name)) return "shared";
	// A remote of that kind is the same engine once more, in its default project.
	const isThisEngine = [name, ...rest].some((word) => /^(unix:|\/)/.test(word));
	return /^(add|set-url)$/.test(verb) && isThisEngine ? "outside" : "project";
}

function reachOfQuery(own: readonly string[]): Reach {
	const { methods, path, data } = queryOf(own.slice(own.indexOf("query") + 1));
	if (methods.every((method) => method === "GET") || /^(?!local:)[^/:]+:/.test(path)) return "project";
	const local = path.replace(/^local:/, "");
	if (/[?&]project=|\.\.|%|\/\//.test(local) || /"(target_)?project"/.test(data)) return "outside";
	return ownPath.test(local) ? "project" : "shared";
}

/** A raw query's methods, path and data; one-letter options may stand together, the last of them with its value. */
function queryOf(words: readonly string[]): { methods: string[]; path: string; data: string } {
	const found = { methods: [] as string[], path: "", data: "" };
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? "";
		const [, long, equals, value = ""] = /^--(request|data)(=(.*))?$/s.exec(word) ?? [];
		const [, letter, rest = ""] = /^-[qvh]*([Xd])(.*)$/s.exec(word) ?? [];
		const option = long ?? { X: "request", d: "data" }[letter ?? ""];
		const said = equals !== undefined ? value : letter !== undefined && rest !== "" ? rest.replace(/^=/, "") : null;
		if (option === "request") found.methods.push(said ?? words[++at] ?? "");
		else if (option === "data") found.data += said ?? words[++at] ?? "";
		else if (!word.startsWith("-") && found.path === "") found.path = word;
	}
	return found;
}

/** Whether a device or a setting leads to the host's files, disks or links, or changes its kernel. */
function givesTheHost(own: readonly string[]): boolean {
	const isCharacterDevice = own.includes("unix-char");
	return own.some(
		(word) =>
			(/(^|,)source=[/.~$]/.test(word) && !isCharacterDevice) ||
			/(^|[,=])unix-block(,|$)|(^|,)nictype=physical/.test(word) ||
			/lxc\.(mount|hook|rootfs|include)\b/.test(word) ||
			/^(raw\.qemu|linux\.kernel_modules)/.test(word),
	);
}
