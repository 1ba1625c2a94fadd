import { setTimeout as after } from "node:timers/promises";
import { z } from "zod";
import { ask, type Client, call, EngineError } from "./client.js";
import type { Owner } from "./owner.js";

/** How long a project's things may take to go, in milliseconds: an operation that a killed run began goes on in the engine. */
const GIVE_UP_MS = 120_000;

export const projectPrefix = "charla-";

const Projects = z.array(z.object({ name: z.string(), config: z.record(z.string(), z.string()) }));
const Named = z.array(z.object({ name: z.string() }));
const Images = z.array(z.object({ fingerprint: z.string() }));
const Volumes = z.array(z.object({ name: z.string(), type: z.string() }));

/** A project that a run of charla made. */
export interface FoundProject {
	name: string;
	owner: Owner;
	/** Whether it was to outlive its process. */
	keep: boolean;
}

/** The settings of a run's project: everything its own but the networks, and whose it is. */
export function projectSettings(owner: Owner, keep: boolean): Record<string, string> {
	return {
		"features.images": "true",
		"features.profiles": "true",
		"features.storage.volumes": "true",
		"images.compression_algorithm": "zstd",
		"user.charla.pid": String(owner.pid),
		"user.charla.start": owner.start,
		"user.charla.boot": owner.boot,
		"user.charla.keep": String(keep),
	};
}

/** The projects that runs of charla made, whosoever's. One that only has such a name is not among them. */
export async function foundProjects(client: Client): Promise<FoundProject[]> {
	const projects = Projects.parse(await ask(client, "/1.0/projects?recursion=1"));
	return projects.flatMap(({ name, config }) => {
		const pid = Number(config["user.charla.pid"]);
		if (!name.startsWith(projectPrefix) || !(pid > 0)) return [];
		const owner = { pid, start: config["user.charla.start"] ?? "", boot: config["user.charla.boot"] ?? "" };
		return [{ name, owner, keep: config["user.charla.keep"] === "true" }];
	});
}

/**
 * Removes a project and all that is in it. Tried again while the engine is still busy with something in it.
 *
 * @throws EngineError with what the engine said last
 */
export async function removeProject(client: Client, name: string): Promise<void> {
	for (const giveUp = Date.now() + GIVE_UP_MS; ; await after(300)) {
		try {
			return await removeOnce(client, name);
		} catch (error) {
			if (!(error instanceof EngineError) || Date.now() > giveUp) throw error;
		}
	}
}

async function removeOnce(client: Client, name: string): Promise<void> {
	const projects = Named.parse(await ask(client, "/1.0/projects?recursion=1"));
	if (!projects.some((project) => project.name === name)) return;
	const here = ["--project", name];
	const within = `recursion=1&project=${encodeURIComponent(name)}`;
	const instances = Named.parse(await ask(client, `/1.0/instances?${within}`));
	if (instances.length > 0) {
		await call(client, [...here, "delete", "--force", ...instances.map((one) => one.name)], GIVE_UP_MS);
	}
	const images = Images.parse(await ask(client, `/1.0/images?${within}`));
	if (images.length > 0) await call(client, [...here, "image", "delete", ...images.map((one) => one.fingerprint)]);
	for (const profile of Named.parse(await ask(client, `/1.0/profiles?${within}`))) {
		if (profile.name !== "default") await call(client, [...here, "profile", "delete", profile.name]);
	}
	for (const pool of Named.parse(await ask(client, "/1.0/storage-pools?recursion=1"))) {
		const volumes = Volumes.parse(await ask(client, `/1.0/storage-pools/${pool.name}/volumes?${within}`));
		for (const volume of volumes.filter((one) => one.type === "custom" && !one.name.includes("/"))) {
			await call(client, [...here, "storage", "volume", "delete", pool.name, volume.name]);
		}
	}
	await call(client, ["project", "delete", name]);
}
