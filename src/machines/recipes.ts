import type { Engine } from "../engines/engine.js";
import { type EngineName, engines } from "../engines/engines.js";

/** A tree of Debian or Ubuntu packages, as mmdebstrap makes it. */
export interface TreeRecipe {
	/** In words, as every report says it. */
	words: string;
	suite: string;
	/** The archive, and what tells whether it can be reached; null is mmdebstrap's own choice for the suite. */
	archive: { mirror: string; components: string; keyring: string; keyringPackage: string } | null;
	/** Beyond the required ones. */
	packages: readonly string[];
	/** Files written into the tree: path to content. */
	files: Readonly<Record<string, string>>;
}

/** A row of the machine table: a host, the engine that is or will be on it, and the container image. */
export interface MachineRow {
	/** What `hostname` says there. */
	hostname: string;
	host: TreeRecipe;
	engine: Engine;
	/** In order of preference: the first whose archive and keys can be had is taken. */
	images: readonly ImageRecipe[];
}

/** A container image: a tree that boots, and what LXD and Incus want to know of it. */
export interface ImageRecipe extends TreeRecipe {
	/** As image servers name it. */
	os: string;
}

/**
 * What a server has before an engine is installed on it: it boots, and people log in. Without `nft`: LXD picks its firewall by that program, and
 * the iptables rules that documents show are only there without it. `btrfs-progs` and `zstd` are for a fast pool and
 * fast image publishing; `apt install lxd` does not bring them.
 */
const hostPackages = [
	"btrfs-progs",
	"ca-certificates",
	"dbus",
	"hostname",
	"iproute2",
	"iptables",
	"iputils-ping",
	"kmod",
	"less",
	"libpam-systemd",
	"procps",
	"sudo",
	"systemd-sysv",
	"zstd",
];

/** The unit of lxcfs does not start where systemd sees a container, although lxcfs works in one. */
const hostFiles = { "etc/systemd/system/lxcfs.service.d/container.conf": "[Unit]\nConditionVirtualization=\n" };

const dhcpOnEth0 = { "etc/network/interfaces": "auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n" };
const bootable = ["systemd-sysv", "dbus", "ifupdown", "isc-dhcp-client", "iproute2", "procps"];

const debian12: ImageRecipe = {
	words: "Debian 12 (bookworm)",
	os: "Debian",
	suite: "bookworm",
	archive: null,
	packages: bootable,
	files: dhcpOnEth0,
};

const ubuntu2404: ImageRecipe = {
	words: "Ubuntu 24.04 (noble)",
	os: "Ubuntu",
	suite: "noble",
	archive: {
		mirror: "http://archive.ubuntu.com/ubuntu",
		components: "main,universe",
		keyring: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
		keyringPackage: "ubuntu-keyring",
	},
	packages: bootable,
	files: dhcpOnEth0,
};

/** The same tree with more packages; it is another one, made and cached by itself. */
export function withPackages(tree: TreeRecipe, packages: readonly string[]): TreeRecipe {
	const more = [...new Set(packages)].filter((name) => !tree.packages.includes(name)).sort();
	if (more.length === 0) return tree;
	return { ...tree, words: [tree.words, ...more].join(" + "), packages: [...tree.packages, ...more] };
}

/** A row of the table of hosts. */
interface HostRow {
	/** What `hostname` says there. */
	hostname: string;
	tree: TreeRecipe;
	/** The engines that its archive has, the usual one first. */
	engines: readonly EngineName[];
}

const hosts: Readonly<Record<string, HostRow>> = {
	"debian:12": {
		hostname: "debian12",
		tree: {
			words: "Debian 12 (bookworm)",
			suite: "bookworm",
			archive: null,
			packages: hostPackages,
			files: hostFiles,
		},
		engines: ["lxd"],
	},
	"debian:13": {
		hostname: "debian13",
		tree: { words: "Debian 13 (trixie)", suite: "trixie", archive: null, packages: hostPackages, files: hostFiles },
		engines: ["incus", "lxd"],
	},
};

/** The machines that can be had, by the name that `--machine` takes: a host and an engine. */
export const machines: Readonly<Record<string, MachineRow>> = Object.fromEntries(
	Object.entries(hosts).flatMap(([name, { hostname, tree, engines: there }]) =>
		there.map((engine): [string, MachineRow] => [
			`${name}/${engine}`,
			{ hostname, host: tree, engine: engines[engine], images: [ubuntu2404, debian12] },
		]),
	),
);
