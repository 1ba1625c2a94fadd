import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { exists, namesIn, textOf } from "../cache/files.js";
import { storeFolder } from "./podman.js";

/** Where podman keeps the network namespaces of containers, as root. */
export const namespaceFolder = "/run/netns";

/**
 * podman makes its folder of network namespaces a mount of its own, and leaves it so. Notes, before podman does it,
 * that the mount will be ours; the note lies with podman's store of this boot and outlives a killed run.
 */
export async function noteNamespaceMount(cache: string): Promise<void> {
	if (!(await isMounted())) await writeFile(await note(cache), "");
}

/** Makes the folder an ordinary one again if the mount is ours and no namespace is in it any more. */
export async function returnNamespaceMount(cache: string): Promise<void> {
	const ours = await note(cache);
	if (!(await exists(ours)) || (await namesIn(namespaceFolder)).length > 0) return;
	if (await isMounted()) await execa("umount", [namespaceFolder], { reject: false });
	if (!(await isMounted())) await rm(ours, { force: true });
}

async function note(cache: string): Promise<string> {
	return join(await storeFolder(cache), "namespace-mount-is-ours");
}

async function isMounted(): Promise<boolean> {
	const mounts = await textOf("/proc/self/mountinfo");
	return mounts.split("\n").some((line) => line.split(" ")[4] === namespaceFolder);
}
