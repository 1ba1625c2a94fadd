import { lstat, readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { execa } from "execa";
import { MachineUnavailable } from "../machine.js";
import { lastLines } from "../sequence.js";

/** Bytes and files that a document may bring: a working tree, and not a disk. */
export const most = { bytes: 512 * 2 ** 20, files: 100_000 };

/** What of a folder is copied into a machine. */
export interface WorkingTree {
	/** Its absolute path. */
	folder: string;
	/** Its last name: `greet`. */
	name: string;
	/** Paths from there: files and links, and of a folder without git also folders. */
	paths: string[];
	bytes: number;
}

/**
 * Lists what git would keep of a folder: what it tracks, and new files that it does not ignore. Of a folder without git,
 * and where git is not installed, all of it. A repository within is listed by its own git.
 *
 * @param limits what it may have at most
 * @throws MachineUnavailable for a path that is no folder, a folder with nothing to bring, and one that is too large
 */
export async function workingTree(path: string, limits = most): Promise<WorkingTree> {
	const folder = resolve(path);
	const there = await stat(folder).catch(() => null);
	if (there === null) throw new MachineUnavailable({ code: "no-files", path }, null);
	if (!there.isDirectory()) throw new MachineUnavailable({ code: "no-folder", path }, null);
	const tree: WorkingTree = { folder, name: basename(folder) || "files", paths: [], bytes: 0 };
	const count = (found: string, bytes: number) => {
		tree.paths.push(found);
		tree.bytes += bytes;
		if (tree.bytes <= limits.bytes && tree.paths.length <= limits.files) return;
		const mostMiB = limits.bytes / 2 ** 20;
		throw new MachineUnavailable(
			{
				code: "files-too-large",
				path,
				MiB: tree.bytes / 2 ** 20,
				files: tree.paths.length,
				mostMiB,
				most: limits.files,
			},
			null,
		);
	};
	await list(folder, "", count);
	if (tree.paths.length === 0) throw new MachineUnavailable({ code: "nothing-to-bring", path }, null);
	return tree;
}

/** Is told a path and its size in bytes. */
type Count = (path: string, bytes: number) => void;

async function list(top: string, below: string, count: Count): Promise<void> {
	const kept = await keptByGit(join(top, below));
	if (kept === null) return walk(top, below, count);
	for (const name of kept) {
		const path = join(below, name);
		const found = await lstat(join(top, path)).catch(() => null);
		// A repository within is one entry of the list.
		if (found?.isDirectory()) await list(top, path, count);
		else if (found?.isFile() || found?.isSymbolicLink()) count(path, found.size);
	}
}

/**
 * The names that git would keep; null where there is no git. The repository may be another user's, and starts no program
 * of its configuration.
 */
async function keptByGit(folder: string): Promise<string[] | null> {
	const settings = ["-c", "safe.directory=*", "-c", "core.fsmonitor=false"];
	const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
	const { exitCode, stdout, stderr, code } = await execa("git", [...settings, ...listing], {
		...{ cwd: folder, reject: false, stripFinalNewline: false, maxBuffer: 2 ** 30, env: { LC_ALL: "C" } },
	});
	if (exitCode === 0) return [...new Set((stdout ?? "").split("\0").filter(Boolean))];
	if (code === "ENOENT" || /not a git repository/.test(stderr ?? "")) return null;
	throw new MachineUnavailable(
		{ code: "command-failed", command: "git ls-files", said: lastLines(stderr ?? "") },
		null,
	);
}

async function walk(top: string, below: string, count: Count): Promise<void> {
	for (const entry of await readdir(join(top, below), { withFileTypes: true })) {
		const path = join(below, entry.name);
		if (entry.isDirectory()) {
			count(path, 0);
			await walk(top, path, count);
		} else if (entry.isFile() || entry.isSymbolicLink()) {
			count(path, (await lstat(join(top, path)).catch(() => null))?.size ?? 0);
		}
	}
}
