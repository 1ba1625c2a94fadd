import { lstat, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { textOf } from "../../cache/files.js";
import { mountsNow } from "../../cache/mounts.js";
import { PathState } from "./seen.js";

/** What was at a path before a statement that names it. */
export const Before = z.object({
	path: z.string(),
	/** Null where nothing was. */
	seen: PathState.nullable(),
	/** Where a link led. */
	to: z.string().optional(),
	/** The copy of a file; null where there is none. */
	copy: z.string().nullable().default(null),
	/** Of a folder: whether everything in it is noted itself, so that it can be made anew. */
	whole: z.boolean().default(false),
	/** Of a file: its content after the last statement that names it; another one is not the document's. */
	after: z.string().optional(),
	/** What was there when putting back failed, as its identity and its last change; something else is somebody's. */
	found: z.string().optional(),
});

export type Before = z.infer<typeof Before>;

/** What is known, on disk, of the host's files before a run's statements. */
export const Journal = z.object({
	/** When nothing had been typed yet, in nanoseconds by the clock of the file system. */
	started: z.string(),
	/** The boot that what is mounted belongs to. */
	boot: z.string(),
	/** The words before a command that needs root. */
	asRoot: z.array(z.string()).nullable(),
	/** What was mounted. */
	mounts: z.array(z.object({ point: z.string(), what: z.string() })),
	/** Whether statements moved files, and ones that they do not name. */
	moves: z.enum(["none", "named", "unnamed"]),
	before: z.array(Before),
	/** What came into a folder while a statement ran, and none of its words explains. */
	unexplained: z.array(z.string()),
	/** What could not be noted, one line each. */
	limits: z.array(z.object({ path: z.string(), line: z.string() })),
	/** Whether putting back was tried, and this is what is left to do. */
	left: z.boolean(),
	/** What was there before, of which there is no copy, and which was not found. */
	lost: z.string().nullable(),
});

export type Journal = z.infer<typeof Journal>;

const journalName = "files.json";

/** A journal with nothing in it yet. */
export async function newJournal(folder: string, asRoot: readonly string[] | null): Promise<Journal> {
	await mkdir(folder, { recursive: true });
	const mark = join(folder, "started");
	await writeFile(mark, "");
	return {
		...{
			started: String((await lstat(mark, { bigint: true })).mtimeNs),
			boot: await bootNow(),
			asRoot: asRoot && [...asRoot],
		},
		...{ mounts: await mountsNow(), moves: "none", before: [], unexplained: [], limits: [], left: false, lost: null },
	};
}

/** The journal of a run's folder; null where there is none. */
export async function readJournal(folder: string): Promise<Journal | null> {
	const text = await readFile(join(folder, journalName), "utf8").catch(() => null);
	return text === null ? null : Journal.parse(JSON.parse(text));
}

/** Writes the journal of a run's folder, in one go: who is cut off leaves the earlier one. */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
	const path = join(folder, journalName);
	await writeFile(`${path}.new`, JSON.stringify(journal));
	await rename(`${path}.new`, path);
}

/** The names in a run's folder that putting back needs. */
export const journalNames: readonly string[] = [journalName, "copies", "owner.json"];

/** The boot of this machine. */
export async function bootNow(): Promise<string> {
	return (await textOf("/proc/sys/kernel/random/boot_id")).trim();
}
