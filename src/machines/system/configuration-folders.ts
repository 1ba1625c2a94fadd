import { homedir } from "node:os";
import { join } from "node:path";
import { isWithin } from "../cache/mounts.js";

/** Where the user's own client keeps its remotes, certificates and aliases: the client's, and the snap's. */
export function configurationFolders(): string[] {
	return [
		process.env.LXD_CONF || join(homedir(), ".config", "lxc"),
		join(homedir(), "snap", "lxd", "common", "config"),
	];
}

/** Whether a path is in the configuration of the user's own client. Nothing of a run is ever written to it, or removed from it. */
export function isConfiguration(path: string): boolean {
	return configurationFolders().some((folder) => isWithin(folder, path));
}
