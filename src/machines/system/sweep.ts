import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Cleanup, CleanupStep } from "../../model/cleanup.js";
import type { MachineFault } from "../../model/machine-fault.js";
import { cacheFolder, removeTree } from "../cache/cache.js";
import { namesIn, textOf } from "../cache/files.js";
import { MachineUnavailable } from "../machine.js";
import { ask, type Client, EngineError, setUpClient } from "./client.js";
import { putBackFrom } from "./files/files.js";
import { removeRunFolder } from "./files/run-folder.js";
import { isFromHere, isGone, Owner } from "./owner.js";
import { endProcessesOf } from "./processes.js";
import { foundProjects, removeProject } from "./project.js";
import { forgetRemotes } from "./remotes.js";

const Noted = Owner.extend({ keep: z.boolean().default(false), project: z.string() });

/** Where runs on the LXD that is there have their folders. */
export function systemFolder(cache: string): string {
	return join(cache, "system");
}

/**
 * Takes away what killed runs on the LXD that is there left: their processes, their projects, and what the document wrote
 * to the host's files. With `kept` also what was to outlive its run. Never a live run's, or one that may be, and never a project
 * that is not ours. A run's folder stays for the next time where something of it could not be taken away.
 *
 * @param client the engine's; or why there is none, and then the rest is done without
 */
export async function sweepSystem(
	client: Client | MachineFault,
	options: { kept: boolean } = { kept: false },
): Promise<Cleanup> {
	const all: Cleanup = { done: [], failed: [] };
	const base = systemFolder(cacheFolder());
	for (const id of await namesIn(base)) {
		const noted = Noted.safeParse(parsed(await textOf(join(base, id, "owner.json"))));
		if (!noted.success || (noted.data.keep && !options.kept) || !(await isGone(noted.data))) continue;
		add(all, await sweepRun(client, id, noted.data.project));
	}
	if ("code" in client) return all;
	for (const { name, owner, keep } of await foundProjects(client)) {
		if (keep && !options.kept) continue;
		if (owner !== null && (await isGone(owner))) add(all, await removed(client, name));
		else if (options.kept && (owner === null || !isFromHere(owner))) {
			all.done.push({ code: "project-not-ours", project: name, host: owner?.host ?? null });
		}
	}
	return all;
}

async function sweepRun(client: Client | MachineFault, id: string, project: string): Promise<Cleanup> {
	const folder = join(systemFolder(cacheFolder()), id);
	const asRoot = process.getuid?.() === 0 ? [] : null;
	const all: Cleanup = { done: [], failed: lines(await endProcessesOf({ id, folder, asRoot })) };
	add(all, await removed(client, project));
	all.failed.push(...lines(await putBackFrom(folder)));
	if (!("code" in client)) all.failed.push(...lines(await forgetRemotes(client, folder)));
	const why: CleanupStep[] =
		all.failed.length > 0 ? [{ code: "run-not-removed", folder }] : lines(await removeRunFolder(folder));
	if (why.length === 0) all.done.push({ code: "run-removed", folder });
	all.failed.push(...why);
	return all;
}

/** The same for `charla clean`, as far as it goes without an LXD, or with one that this user may not ask. */
export async function cleanSystem(): Promise<Cleanup> {
	const folder = await mkdtemp(join(tmpdir(), "charla-clean-"));
	try {
		return await sweepSystem(await clientIn(folder), { kept: true });
	} finally {
		await removeTree(folder);
	}
}

/** The engine's client, or why there is none. */
async function clientIn(folder: string): Promise<Client | MachineFault> {
	try {
		const client = await setUpClient({ project: "default", folder, mark: "clean" });
		await ask(client, "/1.0/projects");
		return client;
	} catch (error) {
		if (error instanceof MachineUnavailable) return error.fault;
		if (error instanceof EngineError) return { code: "text", text: error.message };
		throw error;
	}
}

async function removed(client: Client | MachineFault, project: string): Promise<Cleanup> {
	const failed = (fault: MachineFault): Cleanup => ({
		done: [],
		failed: [{ code: "project-not-removed", project, fault }],
	});
	if ("code" in client) return failed(client);
	try {
		const there = (await foundProjects(client)).some(({ name }) => name === project);
		const isRemoved = there && (await removeProject(client, project));
		return { done: isRemoved ? [{ code: "project-removed", project }] : [], failed: [] };
	} catch (error) {
		return failed({ code: "text", text: error instanceof Error ? error.message : String(error) });
	}
}

const lines = (all: readonly string[]): CleanupStep[] => all.map((line) => ({ code: "left", line }));

/** Adds what came of one thing to what came of all. */
export function add(all: Cleanup, { done, failed }: Cleanup): void {
	all.done.push(...done);
	all.failed.push(...failed);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
