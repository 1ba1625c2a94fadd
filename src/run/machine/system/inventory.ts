import { createHash } from "node:crypto";
import { z } from "zod";
import { takeInventory } from "../inventory.js";
import { ask, type Client, userConfiguration } from "./client.js";

/** What there is on a machine that a run must not change: what it is, and in what state. */
export type SystemInventory = Readonly<Record<string, string>>;

const Named = z.looseObject({ name: z.string() });
const Instance = Named.extend({ status: z.string() });
const Image = z.looseObject({ fingerprint: z.string() });
const Network = Named.extend({ managed: z.boolean() });
const Volume = Named.extend({ type: z.string() });

/**
 * Takes stock: everything that the engine has, in every project, by its REST API; the user's remotes; the host's network
 * links and, where they can be read, its firewall rules.
 */
export async function takeSystemInventory(client: Client): Promise<SystemInventory> {
	const list = async <T>(kind: z.ZodType<T>, path: string) =>
		z.array(kind).parse((await ask(client, `/1.0/${path}${path.includes("?") ? "&" : "?"}recursion=1`)) ?? []);
	const [server, certificates, projects, networks, pools, remotes, host] = await Promise.all([
		ask(client, "/1.0"),
		list(z.looseObject({ fingerprint: z.string() }), "certificates"),
		list(Named, "projects"),
		list(Network, "networks?project=default"),
		list(Named, "storage-pools"),
		userConfiguration(),
		takeInventory(),
	]);
	const found: Record<string, string> = {
		"server configuration": state(z.looseObject({ config: z.unknown() }).parse(server).config),
	};
	for (const one of certificates) found[`trusted certificate ${one.fingerprint.slice(0, 12)}`] = state(one);
	for (const one of networks.filter(({ managed }) => managed)) found[`network ${one.name}`] = state(one);
	for (const one of pools) found[`storage pool ${one.name}`] = state(one);
	for (const [path, hash] of Object.entries(remotes)) found[`the client's ${path}`] = hash;
	for (const link of host.links) found[`network link ${link}`] = "";
	for (const [rule, count] of counted(host.rules)) found[`firewall rule ${rule}`] = count;
	await Promise.all(
		projects.map(async ({ name, ...project }) => {
			const within = `project=${encodeURIComponent(name)}`;
			found[`project ${name}`] = state(project);
			const [instances, images, aliases, profiles] = await Promise.all([
				list(Instance, `instances?${within}`),
				list(Image, `images?${within}`),
				list(Named, `images/aliases?${within}`),
				list(Named, `profiles?${within}`),
			]);
			for (const one of instances) found[`instance ${name}/${one.name}`] = `${one.status} ${state(one)}`;
			for (const one of images) found[`image ${name}/${one.fingerprint.slice(0, 12)}`] = state(one);
			for (const one of aliases) found[`image alias ${name}/${one.name}`] = state(one);
			for (const one of profiles) found[`profile ${name}/${one.name}`] = state(one);
			for (const pool of pools) {
				for (const one of await list(Volume, `storage-pools/${encodeURIComponent(pool.name)}/volumes?${within}`)) {
					found[`storage volume ${name}/${pool.name}/${one.type}/${one.name}`] = state(one);
				}
			}
		}),
	);
	return found;
}

/** What differs, one line each. */
export function differences(before: SystemInventory, after: SystemInventory): string[] {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
	return keys.flatMap((key) => {
		const [was, is] = [before[key], after[key]];
		if (was === is) return [];
		if (was === undefined) return [`${key}: was not there before`];
		if (is === undefined) return [`${key}: is gone`];
		return [`${key}: was changed`];
	});
}

/** Fields that change by being looked at or used, and by what others do. */
const unsteady = new Set(["last_used_at", "used_by", "status", "status_code", "locations", "location"]);

/** A short name of a thing's state: a hash of what does not change by itself. */
function state(thing: unknown): string {
	return createHash("sha256")
		.update(JSON.stringify(plain(thing)))
		.digest("hex")
		.slice(0, 16);
}

function plain(thing: unknown): unknown {
	if (Array.isArray(thing)) return thing.map(plain);
	if (typeof thing !== "object" || thing === null) return thing;
	const entries = Object.entries(thing).filter(([key]) => !unsteady.has(key) && !key.startsWith("volatile."));
	return entries.sort(([a], [b]) => a.localeCompare(b)).map(([key, value]) => [key, plain(value)]);
}

/** Rules may stand there more than once. */
function counted(rules: readonly string[]): Map<string, string> {
	const counts = new Map<string, number>();
	for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return new Map([...counts].map(([rule, count]) => [rule, String(count)]));
}
