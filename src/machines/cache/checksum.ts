import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";

/** What `find` says of everything in a folder but the sizes of folders, which a file system chooses. */
const listing = [
	...["-mindepth", "1", "!", "-name", "entry.json", "("],
	...["(", "-type", "d", "-printf", "%P %y %m %U %G\\n", ")", "-o", "-printf", "%P %y %m %U %G %s %Ts %l\\n", ")"],
];

/**
 * A checksum of a folder: the names, kinds, modes, owners, sizes and times (to the second) of all that is in it, and the
 * content of the files that lie directly in it. A tree of 8,000 files takes a tenth of a second.
 *
 * What it finds: a file that is cut off, missing, added or was edited. What it does not: a change of a file deep in it
 * that leaves size and time as they were.
 */
export async function checksum(folder: string): Promise<string> {
	const sum = createHash("sha256");
	const { stdout } = await execa("find", [folder, ...listing], { env: { LC_ALL: "C" } });
	sum.update(stdout.split("\n").sort().join("\n"));
	const entries = await readdir(folder, { withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && entry.name !== "entry.json").map(({ name }) => name);
	for (const name of files.sort()) await pipeline(createReadStream(join(folder, name)), sum, { end: false });
	return sum.digest("hex");
}
