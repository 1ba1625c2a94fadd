import { setTimeout as after } from "node:timers/promises";
import { z } from "zod";
import { ask, type Client, call, EngineError } from "./client.js";
import { Owner } from "./owner.js";

/** How long a project's things may take to go, in milliseconds: an operation that a killed run began goes on in the engine. */
const GIVE_UP_MS = 120_000;

export const projectPrefix = "charla-";

/** Marks a project as a run's: whose it is. */
const mark = "user.charla.";

const Projects = z.array(z.object({ name: z.string(), config: z.record(z.string(), z.string()) }));
const Named = z.array(z.object({ name: z.string() }));
const Instances = z.array(z.object({ name: z.string(), expanded_config: z.record(z.string(), z.string()).nullish() }));
const Images = z.array(z.object({ fingerprint: z.string() }));
const Volumes = z.array(z.object({ name: z.string(), type: z.string() }));

/** A project that a run of charla made. */
export interface FoundProject {
	name: string;
	/** Null where its settings do not say whose it is. */
	owner: Owner | null;
	/** Whether it was to outlive its process. */
	keep: boolean;
}

/** A project has of its own all but the networks. */
const features = {
	"features.images": "true",
	"features.profiles": "true",
	"features.storage.volumes": "true",
	"images.compression_algorithm": "zstd",
};

/**
 * Makes a run's project.
 *
 * @returns the command for the report: without the settings that say whose it is
 */
export async function makeProject(client: Client, name: string, owner: Owner, keep: boolean): Promise<string> {
	const options = (settings: object) => Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
	const marks = Object.fromEntries(Object.entries({ ...owner, keep }).map(([key, value]) => [mark + key, value]));
	const told = ["project", "create", name, ...options(features)];
	await call(client, [...told, ...options(marks)]);
	return ["lxc", ...told].join(" ");
}

/** What a restricted project lets its instances do: all but the use of the host's own files and disks. */
const allowed = {
	...{ restricted: "true", "restricted.backups": "allow", "restricted.snapshots": "allow" },
	...{ "restricted.cluster.target": "allow", "restricted.virtual-machines.lowlevel": "allow" },
	...{ "restricted.containers.lowlevel": "allow", "restricted.containers.nesting": "allow" },
	...{ "restricted.containers.privilege": "allow", "restricted.containers.interception": "full" },
	...{ "restricted.devices.disk": "managed", "restricted.devices.unix-block": "block" },
	...Object.fromEntries(
		["gpu", "infiniband", "nic", "pci", "proxy", "unix-char", "unix-hotplug", "usb"].map((kind) => [
			`restricted.devices.${kind}`,
			"allow",
		]),
	),
};

/** Has the engine itself refuse the project's instances the host's files. One that does not know all of the settings does not. */
export async function restrictProject(client: Client, name: string): Promise<void> {
	const settings = Object.entries(allowed).map(([key, value]) => `${key}=${value}`);
	try {
		await call(client, ["project", "set", name, ...settings]);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
	}
}

/** The projects that runs of charla made, whosesoever. One that only has such a name is not among them. */
export async function foundProjects(client: Client): Promise<FoundProject[]> {
	const projects = Projects.parse(await ask(client, "/1.0/projects?recursion=1"));
	return projects.flatMap(({ name, config }) => {
		if (!name.startsWith(projectPrefix) || config[`${mark}pid`] === undefined) return [];
		const settings = Object.entries(config).filter(([key]) => key.startsWith(mark));
		const owner = Owner.safeParse(Object.fromEntries(settings.map(([key, value]) => [key.slice(mark.length), value])));
		return [{ name, owner: owner.success ? owner.data : null, keep: config[`${mark}keep`] === "true" }];
	});
}

/**
 * Removes a project and all that is in it. Tried again while the engine is still busy with something in it.
 *
 * @returns whether it was there
 * @throws EngineError with what the engine said last
 */
export async function removeProject(client: Client, name: string): Promise<boolean> {
	for (const giveUp = Date.now() + GIVE_UP_MS; ; await after(300)) {
		try {
			return await removeOnce(client, name);
		} catch (error) {
			if (!(error instanceof EngineError) || Date.now() > giveUp) throw error;
		}
	}
}

async function removeOnce(client: Client, name: string): Promise<boolean> {
	const projects = Named.parse(await ask(client, "/1.0/projects?recursion=1"));
	if (!projects.some((project) => project.name === name)) return false;
	const here = ["--project", name];
	const within = `recursion=1&project=${encodeURIComponent(name)}`;
	const instances = Instances.parse(await ask(client, `/1.0/instances?${within}`));
	for (const { name: instance, expanded_config } of instances) {
		if (expanded_config?.["security.protection.delete"] !== "true") continue;
		await call(client, [...here, "config", "set", instance, "security.protection.delete=false"]);
	}
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
	return true;
}
