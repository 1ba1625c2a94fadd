import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { cacheFolder, removeTree } from "../cache.js";
import { namesIn, textOf } from "../files.js";
import { ask, type Client, EngineError, programNamed, setUpClient, userConfiguration } from "./client.js";
import { putBackFrom, type WatchedFiles } from "./files.js";
import { isAlive } from "./owner.js";
import { foundProjects, removeProject } from "./project.js";
import { removeRunFolder } from "./run-folder.js";

const Owner = z.object({
	pid: z.number(),
	start: z.string(),
	boot: z.string(),
	keep: z.boolean().default(false),
	project: z.string(),
});

/** Where runs on the LXD that is there have their folders. */
export function systemFolder(cache: string): string {
	return join(cache, "system");
}

const theirs = "configuration.json";

/** Notes which files the user's own client keeps, for a client that puts the document's remotes among them. */
export async function keepConfiguration(files: WatchedFiles, folder: string): Promise<void> {
	const paths = Object.keys(await userConfiguration());
	await files.keep(paths);
	await writeFile(join(folder, theirs), JSON.stringify(paths));
}

/** Removes what came to the user's own client since then: certificates of the document's remotes. */
export async function forgetConfiguration(folder: string): Promise<void> {
	const known = z.array(z.string()).safeParse(parsed(await textOf(join(folder, theirs))));
	if (!known.success) return;
	for (const path of Object.keys(await userConfiguration())) if (!known.data.includes(path)) await rm(path);
}

/**
 * Takes away what killed runs on the LXD that is there left: their processes, their projects, and what the document wrote
 * to the host's files. With `kept` also what was to outlive its run. Never a live run's, and never a project that is not ours.
 *
 * @returns what was taken away or could not be, one line each
 */
export async function sweepSystem(client: Client, options: { kept: boolean } = { kept: false }): Promise<string[]> {
	const done: string[] = [];
	const base = systemFolder(cacheFolder());
	const gone = async (owner: z.infer<typeof Owner> | { pid: number; start: string; boot: string; keep: boolean }) =>
		(options.kept || !owner.keep) && !(await isAlive(owner));
	for (const id of await namesIn(base)) {
		const folder = join(base, id);
		const owner = Owner.safeParse(parsed(await textOf(join(folder, "owner.json"))));
		if (!owner.success || !(await gone(owner.data))) continue;
		await endProcessesOf(id);
		done.push(...(await removed(client, owner.data.project)), ...(await putBackFrom(folder)));
		await forgetConfiguration(folder);
		const kept = await removeRunFolder(folder);
		done.push(...(kept.length > 0 ? kept : [`run: ${folder}`]));
	}
	for (const { name, owner, keep } of await foundProjects(client)) {
		if (await gone({ ...owner, keep })) done.push(...(await removed(client, name)));
	}
	return done;
}

/** The same for `charla clean`; nothing where there is no LXD, or none that this user may ask. */
export async function cleanSystem(): Promise<string[]> {
	if ((await programNamed("lxc")) === null) return [];
	const folder = await mkdtemp(join(tmpdir(), "charla-clean-"));
	try {
		const client = await setUpClient({ project: "default", folder, mark: "clean" });
		await ask(client, "/1.0/projects");
		return await sweepSystem(client, { kept: true });
	} catch (error) {
		if (error instanceof EngineError) return [];
		throw error;
	} finally {
		await removeTree(folder);
	}
}

async function removed(client: Client, project: string): Promise<string[]> {
	try {
		const there = (await foundProjects(client)).some(({ name }) => name === project);
		if (!there) return [];
		await removeProject(client, project);
		return [`project: ${project}`];
	} catch (error) {
		return [`project ${project} could not be removed: ${error instanceof Error ? error.message : error}`];
	}
}

/** Processes of a run bear its mark in their environment; those of another user's cannot be read, and are left. */
async function endProcessesOf(id: string): Promise<void> {
	for (const pid of (await namesIn("/proc")).filter((name) => /^\d+$/.test(name))) {
		const environment = await textOf(`/proc/${pid}/environ`);
		if (!environment.split("\0").includes(`CHARLA_RUN=${id}`)) continue;
		try {
			process.kill(Number(pid), "SIGKILL");
		} catch {
			// It has ended meanwhile.
		}
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
