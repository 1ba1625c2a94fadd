import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sandboxFolders } from "./sandbox-scripts.js";

/** The name of a run's container. */
export function containerName(runId: string): string {
	return `charla-${runId}`;
}

/** Environment variables that make podman ours. */
export type PodmanEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * podman's settings for disposable machines: the same on cgroup v1 and v2, with and without systemd, and never a
 * limit that the real machine forbids to raise. crun 1.8 refuses hybrid control groups; runc does not.
 */
const settings = `[containers]
default_ulimits = []

[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
tmp_dir = "${sandboxFolders.own}/podman-tmp"
`;

/** A store in the sandbox: it has one container, and goes with it. */
const storage = `[storage]
driver = "overlay"
graphroot = "${sandboxFolders.podman}"
runroot = "${sandboxFolders.own}/podman-run"

[storage.options.overlay]
skip_mount_home = "true"
`;

/**
 * Writes podman's settings for a run.
 *
 * @param folder the run's folder
 * @returns the environment in which podman is called in the run's sandbox
 */
export async function podmanEnvironment(folder: string): Promise<PodmanEnvironment> {
	const [containers, store] = ["containers.conf", "storage.conf"].map((name) => join(folder, name)) as [string, string];
	await writeFile(containers, settings);
	await writeFile(store, storage);
	return {
		CONTAINERS_CONF: containers,
		CONTAINERS_STORAGE_CONF: store,
		CONTAINER_HOST: undefined,
		CONTAINER_CONNECTION: undefined,
	};
}
