import type { BigIntStats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Act } from "./hands.js";

/** What is at a path, a link itself and not what it leads to. */
export const PathState = z.object({
	kind: z.enum(["file", "folder", "link", "other"]),
	/** Device, inode and birth: what it keeps when it is moved on its file system. */
	identity: z.string(),
	/** When it was made, in nanoseconds; 0 where the file system does not say. */
	birth: z.string(),
	/** When its content was changed, in nanoseconds. */
	modified: z.string(),
	/** When anything about it was changed, in nanoseconds. */
	changed: z.string(),
	mode: z.number(),
	owner: z.number(),
	group: z.number(),
	size: z.number(),
});

export type PathState = z.infer<typeof PathState>;

/** By what the content of a file is known to be the same, without reading it. */
export function contentOf({ identity, modified, size }: PathState): string {
	return `${identity} ${modified} ${size}`;
}

/** It could not be found out what is at a path. */
export class Unseen extends Error {}

/**
 * Looks at a path; null where there is nothing.
 *
 * @throws Unseen where neither this user nor root may look
 */
export async function look(path: string, act: Act): Promise<PathState | null> {
	try {
		return ofStats(await lstat(path, { bigint: true }));
	} catch (error) {
		if (isNothing(error)) return null;
	}
	try {
		return ofText(await act(["stat", `--printf=${format}`, "--", path]));
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		if (/No such file|Not a directory/.test(said)) return null;
		throw new Unseen(said);
	}
}

/** The names in a folder; none where there is no folder, or nobody may look into it. */
export async function namesSeen(folder: string, act: Act): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (isNothing(error)) return [];
	}
	const said = await act(["find", folder, "-mindepth", "1", "-maxdepth", "1", "-printf", "%f\\0"]).catch(() => "");
	return said.split("\0").filter(Boolean);
}

/**
 * Everything in a tree with the tree itself, the upper before the lower, on its file system.
 *
 * @throws Error where a part of it may not be looked into
 */
export async function treeSeen(path: string, act: Act): Promise<{ path: string; seen: PathState }[]> {
	const find = ["find", path, "-xdev", "-exec", "stat", `--printf=${format}%n\\0`, "--", "{}", "+"];
	// Where a file went while it was listed, it is not there the second time.
	const said = await act(find).catch(() => act(find));
	return said
		.split("\0")
		.filter(Boolean)
		.map((line) => ({ path: line.split("|").slice(fields).join("|"), seen: ofText(line) }));
}

/**
 * What lies in a tree on its file system, the upper before the lower, and which of it are folders that were gone into.
 * Null where it is more than a number, which is then not counted to its end.
 */
export async function treeUpTo(
	top: string,
	most: number,
	act: Act,
): Promise<{ paths: string[]; folders: string[] } | null> {
	const device = (seen: PathState) => seen.identity.split(":")[0];
	const root = await look(top, act).catch(() => null);
	if (root === null) return { paths: [], folders: [] };
	const tree = { paths: [top], folders: [] as string[] };
	const open = [top];
	for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
		const names = await namesSeen(folder, act);
		if (tree.paths.length + names.length > most) return null;
		tree.folders.push(folder);
		for (const name of names) {
			const path = join(folder, name);
			const seen = await look(path, act).catch(() => null);
			tree.paths.push(path);
			if (seen?.kind === "folder" && device(seen) === device(root)) open.push(path);
		}
	}
	return tree;
}

const format = "%f|%d|%i|%.9W|%.9Y|%.9Z|%u|%g|%s|";
const fields = 9;

function ofText(text: string): PathState {
	const [mode = "0", device, inode, birth = "0", modified = "0", changed = "0", owner, group, size] = text.split("|");
	return seen({
		...{ mode: Number.parseInt(mode, 16), device, inode, birth: nanoseconds(birth) },
		...{ modified: nanoseconds(modified), changed: nanoseconds(changed) },
		...{ owner: Number(owner), group: Number(group), size: Number(size) },
	});
}

function ofStats(found: BigIntStats): PathState {
	return seen({
		...{ mode: Number(found.mode), device: found.dev, inode: found.ino, birth: found.birthtimeNs },
		...{ modified: found.mtimeNs, changed: found.ctimeNs },
		...{ owner: Number(found.uid), group: Number(found.gid), size: Number(found.size) },
	});
}

function seen(raw: {
	mode: number;
	device: unknown;
	inode: unknown;
	birth: bigint;
	modified: bigint;
	changed: bigint;
	owner: number;
	group: number;
	size: number;
}): PathState {
	const { mode, device, inode, birth, modified, changed, ...rest } = raw;
	const type = mode & 0o170000;
	const kind = type === 0o100000 ? "file" : type === 0o040000 ? "folder" : type === 0o120000 ? "link" : "other";
	const identity = `${device}:${inode}:${birth}`;
	const times = { birth: String(birth), modified: String(modified), changed: String(changed) };
	return { kind, identity, ...times, mode: mode & 0o7777, ...rest };
}

/** `1795522274.179831610` in nanoseconds. */
function nanoseconds(text: string): bigint {
	const [seconds = "0", fraction = ""] = text.split(".");
	return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9) || "0");
}

function isNothing(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
