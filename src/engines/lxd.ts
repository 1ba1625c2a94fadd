import type { Engine } from "./engine.js";
import { sharedVerbs, snapshot, usesSnapshot } from "./verbs.js";

/** LXD as Debian 12's packages bring it (5.0.2 there). */
export const lxd: Engine = {
	name: "LXD",
	client: "lxc",
	verbs: { ...sharedVerbs, snapshot, restore: usesSnapshot },
	programs: /^(lxd|lxd[.-][\w.-]+|lxc-to-lxd)$/,
	packages: ["lxd"],
	unit: "lxd",
	daemon: "lxd --group lxd",
	init: "lxd init --preseed",
	ready: "lxd waitready --timeout=60",
	bridge: "lxdbr0",
	folder: "/var/lib/lxd",
	folderVariable: "LXD_DIR",
};
