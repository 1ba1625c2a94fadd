import type { Engine } from "./engine.js";
import { launch, renameSnapshot, sharedVerbs, usesAll, usesFirst, usesSnapshot } from "./verbs.js";

/** Incus as Debian 13's packages bring it (6.0.4 there). */
export const incus: Engine = {
	name: "Incus",
	client: "incus",
	verbs: {
		...sharedVerbs,
		create: launch,
		resume: usesAll,
		"snapshot delete": usesSnapshot,
		"snapshot restore": usesSnapshot,
		"snapshot rename": renameSnapshot,
		"snapshot list": usesFirst,
		"snapshot show": usesSnapshot,
	},
	programs: /^(incusd|incus-[\w.-]+|lxd-to-incus|lxc-to-incus)$/,
	packages: ["incus-base", "incus-client", "attr", "dnsmasq-base", "lxcfs", "squashfs-tools", "uidmap"],
	unit: "incus",
	daemon: "/usr/libexec/incus/incusd --group incus-admin",
	init: "incus admin init --preseed",
	ready: "incus admin waitready --timeout=60",
	bridge: "incusbr0",
	folder: "/var/lib/incus",
	folderVariable: "INCUS_DIR",
};
