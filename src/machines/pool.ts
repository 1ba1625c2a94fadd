import type { Pool } from "./engine-preparation.js";
import { kernelHas } from "./kernel.js";
import type { Machine } from "./machine.js";
import { runSequence } from "./sequence.js";

/** Makes a small file system in a file and mounts it, as an engine does for its pool. */
const trial = `set -e
folder=$(mktemp -d)
truncate -s 128M $folder/image
mkfs.btrfs -q $folder/image
mkdir $folder/mounted
mount -o loop $folder/image $folder/mounted
umount $folder/mounted
rm -r $folder`;

/**
 * The kind of pool for a machine: btrfs, on which a copy costs nothing, if the kernel has it and it can be mounted
 * from a file in there; else a folder.
 */
export async function poolFor(machine: Pick<Machine, "spawn">): Promise<Pool> {
	if (!(await kernelHas("btrfs"))) return "dir";
	return runSequence(machine, [trial], 20_000).then(
		() => "btrfs",
		() => "dir",
	);
}
