import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { removeTree } from "../cache/cache.js";
import { namesIn } from "../cache/files.js";

/** The label of every container that charla makes; its value is the run's id. */
export const runLabel = "charla.run";

/** The name of a run's container. */
export function containerName(runId: string): string {
	return `charla-${runId}`;
}

/** The environment variables that make podman ours. */
export type PodmanEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * podman's settings for disposable machines: the same on cgroup v1 and v2, with and without systemd, and never a
 * limit that the real machine forbids to raise.
 */
const settings = (base: string) => `[containers]
default_ulimits = []

[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
tmp_dir = "${base}/tmp"
`;

/**
 * A store of its own, so that nobody else's containers are ever in sight. What a machine writes to its root goes
 * below `runroot`, by default under /run: that is memory, and small. podman would mount its folder of layers on itself,
 * and leave it so when it is killed.
 */
const storage = (base: string) => `[storage]
driver = "overlay"
graphroot = "${base}/storage"
runroot = "${base}/run"

[storage.options.overlay]
skip_mount_home = "true"
`;

/**
 * The environment in which podman is called. Its store is in the cache, in a folder of the system's boot: what a
 * reboot cut off is not known to podman any more. Writes podman's settings there.
 */
export async function podmanEnvironment(cache: string): Promise<PodmanEnvironment> {
	const base = await storeFolder(cache);
	await mkdir(base, { recursive: true });
	const containers = join(base, "containers.conf");
	const store = join(base, "storage.conf");
	await writeFile(containers, settings(base));
	await writeFile(store, storage(base));
	return {
		CONTAINERS_CONF: containers,
		CONTAINERS_STORAGE_CONF: store,
		CONTAINER_HOST: undefined,
		CONTAINER_CONNECTION: undefined,
	};
}

/** podman's store since the system was booted. */
export async function storeFolder(cache: string): Promise<string> {
	const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
	return join(cache, "podman", boot.slice(0, 8));
}

/** Removes the stores of earlier boots: a reboot ended all that was in them. */
export async function sweepStores(cache: string): Promise<string[]> {
	const now = await storeFolder(cache);
	const names = await namesIn(join(cache, "podman"));
	const old = names.map((name) => join(cache, "podman", name)).filter((path) => path !== now);
	for (const path of old) await removeTree(path);
	return old;
}

/** Calls podman to its end and answers what it wrote; `ok` is whether it succeeded within `timeoutMs`. */
export async function podman(
	environment: PodmanEnvironment,
	argv: readonly string[],
	timeoutMs: number,
): Promise<{ ok: boolean; stdout: string; stderr: string }> {
	const result = await execa("podman", argv, {
		env: environment,
		reject: false,
		stdin: "ignore",
		timeout: timeoutMs,
		forceKillAfterDelay: 1000,
	});
	return { ok: !result.failed, stdout: result.stdout, stderr: result.stderr };
}
