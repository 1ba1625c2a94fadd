/** What an engine is called, and how its parts are started: a row a kind, so that LXD and Incus differ in words only. */
export interface EngineRow {
	name: string;
	/** Debian's packages of it, installed with what they recommend. */
	packages: readonly string[];
	/** The client, which documents type. */
	client: string;
	/** The unit of the daemon, as the packages bring it. */
	unit: string;
	/** Starts a further daemon in the foreground. */
	daemon: string;
	/** Reads a configuration from standard input and makes it so. */
	init: string;
	/** Waits until the daemon answers, a minute at most. */
	ready: string;
	/** What `init --auto` calls the bridge. */
	bridge: string;
	/** Where a daemon keeps everything, unless the variable `folderVariable` says otherwise. */
	folder: string;
	folderVariable: string;
}

/** LXD from Debian 12's packages (5.0.2 there). */
export const lxd: EngineRow = {
	name: "LXD",
	packages: ["lxd"],
	client: "lxc",
	unit: "lxd",
	daemon: "lxd --group lxd",
	init: "lxd init --preseed",
	ready: "lxd waitready --timeout=60",
	bridge: "lxdbr0",
	folder: "/var/lib/lxd",
	folderVariable: "LXD_DIR",
};

/** Where the second daemon, the one that stands in for an image server of the past, keeps its things. */
export const imageServerFolder = "/var/lib/charla-image-server";

/** The container image, as the machine sees it. */
export const imageFile = "/run/charla-image/image.tar.zst";
