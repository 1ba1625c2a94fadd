import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";

/** The label of every container that charla makes; its value is the run's id. */
export const runLabel = "charla.run";

/**
 * podman's settings for disposable machines: the same on cgroup v1 and v2, with and without systemd, and never a
 * limit that the real machine forbids to raise. The file outlives runs: podman's own clean-up reads it when a run was killed.
 */
const settings = `[containers]
default_ulimits = []

[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
`;

/** The environment in which podman is called. Writes its settings into the cache folder. */
export async function podmanEnvironment(folder: string): Promise<Record<string, string | undefined>> {
	await mkdir(folder, { recursive: true });
	const file = join(folder, "containers.conf");
	await writeFile(file, settings);
	return { CONTAINERS_CONF: file, CONTAINER_HOST: undefined, CONTAINER_CONNECTION: undefined };
}

/** Calls podman to its end and answers what it wrote; `ok` is whether it succeeded within `timeoutMs`. */
export async function podman(
	environment: Record<string, string | undefined>,
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
