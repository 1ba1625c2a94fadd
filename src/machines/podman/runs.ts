import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { removeTree } from "../cache/cache.js";
import { namesIn } from "../cache/files.js";
import { isLocked, type Lock, lockFile, takeLock } from "../cache/lock.js";
import { processesIn, removeGroups } from "./control-groups.js";
import { detach, fileSystemsOf, loopsOn } from "./loops.js";
import { endSandbox, type Sandbox } from "./sandbox.js";

/** A run of a machine: its id, and the folder in the cache that is its own. */
export interface Run {
	id: string;
	folder: string;
	keep: boolean;
	lock: Lock;
}

/** A run's machine, as another process can find it. */
export interface MachineNote {
	sandbox: Sandbox;
	/** The file systems that only it has in sight: device numbers. */
	fileSystems: string[];
}

const noted = z.object({
	keep: z.boolean(),
	machine: z
		.object({
			sandbox: z.object({ pid: z.number(), started: z.string() }),
			fileSystems: z.array(z.string()),
		})
		.nullable(),
});

/** A run that was found in the cache. */
export interface FoundRun {
	id: string;
	folder: string;
	/** Whether the process that started it is still there. */
	live: boolean;
	/** Whether its machine was to outlive that process. */
	keep: boolean;
}

/** Begins a run. It counts as live as long as this process lives and has not ended it. */
export async function beginRun(cache: string, keep: boolean): Promise<Run> {
	const id = randomBytes(4).toString("hex");
	const lock = await takeLock(liveLock(cache, id));
	const folder = join(cache, "runs", id);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const run = { id, folder, keep, lock };
	await note(run, null);
	return run;
}

/** Notes a run's machine, for whoever has to end it. */
export function noteMachine(run: Run, machine: MachineNote): Promise<void> {
	return note(run, machine);
}

/**
 * Ends a run: its machine, if it has one, and all that is of it on the real machine.
 *
 * @returns what could not be ended or removed, one line each
 */
export async function endRun(run: Run): Promise<string[]> {
	const left = await removeRun(run);
	await run.lock.release();
	return left;
}

/**
 * Ends the machine of a run that may be another process's, and removes all that is of it.
 *
 * @returns what could not be ended or removed, one line each
 */
export async function removeRun({ id, folder }: Pick<Run, "id" | "folder">): Promise<string[]> {
	const machine = (await noteIn(folder))?.machine ?? null;
	// A file system that the document mounted is known only while something has it in sight.
	const now = await fileSystemsOf(await processesIn(id));
	const loops = await loopsOn([...new Set([...(machine?.fileSystems ?? []), ...now])]);
	const ended = machine === null || (await endSandbox(machine.sandbox));
	const groups = await removeGroups(id);
	const processes = await processesIn(id);
	const attached = await detach(loops);
	const left = [
		...(ended ? [] : [`sandbox: ${machine.sandbox.pid}`]),
		...processes.map((pid) => `process: ${pid}`),
		...groups.map((group) => `control group: ${group}`),
		...attached.map(({ name, file }) => `loop device: ${name} ${file}`),
	];
	// What is left is found again by the folder's note.
	if (left.length > 0) return left;
	await removeTree(folder);
	await rm(liveLock(dirname(dirname(folder)), id), { force: true });
	return [];
}

/** The runs whose folders are in the cache. */
export async function foundRuns(cache: string): Promise<FoundRun[]> {
	const folder = join(cache, "runs");
	const ids = await namesIn(folder);
	return Promise.all(
		ids.map(async (id) => ({
			id,
			folder: join(folder, id),
			live: await isLive(cache, id),
			keep: (await noteIn(join(folder, id)))?.keep === true,
		})),
	);
}

/** Whether the process that started a run is still there. */
function isLive(cache: string, id: string): Promise<boolean> {
	return isLocked(liveLock(cache, id));
}

function liveLock(cache: string, id: string): string {
	return lockFile(cache, `run-${id}`);
}

function note({ folder, keep }: Run, machine: MachineNote | null): Promise<void> {
	return writeFile(join(folder, "run.json"), JSON.stringify({ keep, machine }));
}

async function noteIn(folder: string): Promise<z.infer<typeof noted> | null> {
	const text = await readFile(join(folder, "run.json"), "utf8").catch(() => "");
	try {
		return noted.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
