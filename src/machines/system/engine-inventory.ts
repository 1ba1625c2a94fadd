import { createHash } from "node:crypto";
import { z } from "zod";
import { ask, type Client, EngineError, userConfiguration } from "./client.js";
import { networkInventory } from "./network.js";

/** What there is on a machine that a run must not change: what it is, and in what state. */
export type SystemInventory = Readonly<Record<string, string>>;

/** What an inventory is taken of. */
export interface InventoryOf {
	/** The words before a command that needs root, for the firewall's rules; null where root is not to be had. */
	asRoot: readonly string[] | null;
	/** A project that is left out with all that is in it, and the links of its instances. */
	without?: string;
}

const Named = z.looseObject({ name: z.string() });
const Fingerprint = z.looseObject({ fingerprint: z.string() });
const Config = z.record(z.string(), z.string());
const Project = Named.extend({ config: Config });
const Network = Named.extend({ managed: z.boolean(), type: z.string() });
const Volume = Named.extend({ type: z.string() });
const Server = z.looseObject({ config: z.unknown(), api_extensions: z.array(z.string()) });
const Instance = Named.extend({
	status: z.string(),
	state: z.looseObject({ pid: z.number().optional() }).nullish(),
	expanded_config: Config.nullish(),
	snapshots: z.array(Named).nullish(),
	backups: z.array(Named).nullish(),
});

/**
 * Takes stock: everything that the engine has, in every project, by its REST API; the user's remotes; the host's network
 * links and, where they can be read, its firewall rules. The contents of instances, volumes and images are not among it.
 */
export async function takeSystemInventory(client: Client, { asRoot, without }: InventoryOf): Promise<SystemInventory> {
	const engine = new Engine(client, Server.parse(await ask(client, "/1.0")));
	const [certificates, projects, pools, remotes, host] = await Promise.all([
		engine.list(Fingerprint, "certificates"),
		engine.list(Project, "projects"),
		engine.list(Named, "storage-pools"),
		userConfiguration(client),
		networkInventory(asRoot ?? []),
	]);
	const found: Record<string, string> = { "server configuration": state(engine.server.config) };
	const links = new Set(host.links);
	for (const one of certificates) found[`trusted certificate ${one.fingerprint.slice(0, 12)}`] = state(one);
	for (const one of pools) found[`storage pool ${one.name}`] = state(one, ["used_by"]);
	for (const [path, hash] of Object.entries(remotes)) found[`the client's ${path}`] = hash;
	for (const [rule, count] of counted(host.rules)) found[`firewall rule ${rule}`] = count;
	for (const kind of ["groups", "identities", "identity-provider-groups"]) {
		for (const one of await engine.list(z.looseObject({}), `auth/${kind}`, "access_management")) {
			found[`auth ${kind} ${one.name ?? one.id}`] = state(one);
		}
	}
	await Promise.all(
		projects.map(async (project) => {
			if (project.name === without) {
				for (const link of await engine.linksOf(project.name)) links.delete(link);
				return;
			}
			found[`project ${project.name}`] = state(project, ["used_by"]);
			const parts = [
				instancesIn(engine, project.name),
				imagesAndProfilesIn(engine, project.name),
				...pools.map((pool) => volumesIn(engine, project.name, pool.name)),
				networksIn(engine, project),
			];
			for (const part of await Promise.all(parts)) Object.assign(found, part);
		}),
	);
	for (const link of links) found[`network link ${link}`] = "";
	return found;
}

/** Asks for lists, of which an engine may not know all. */
class Engine {
	constructor(
		readonly client: Client,
		readonly server: z.infer<typeof Server>,
	) {}

	/** @param extension the API extension that brought this list; without it there is nothing */
	async list<T>(kind: z.ZodType<T>, path: string, extension?: string, recursion = 1): Promise<T[]> {
		if (extension !== undefined && !this.server.api_extensions.includes(extension)) return [];
		try {
			const separator = path.includes("?") ? "&" : "?";
			const answer = await ask(this.client, `/1.0/${path}${separator}recursion=${recursion}`);
			return z.array(kind).parse(answer ?? []);
		} catch (error) {
			const lacks = error instanceof EngineError && /not found|not support/i.test(error.message);
			if (extension !== undefined && lacks) return [];
			throw error;
		}
	}

	/** The host's ends of the links of a project's instances. */
	async linksOf(project: string): Promise<string[]> {
		const instances = await this.list(Instance, `instances?${within(project)}`);
		return instances.flatMap(({ expanded_config }) =>
			Object.entries(expanded_config ?? {}).flatMap(([key, value]) =>
				/^volatile\..*\.host_name$/.test(key) ? [value] : [],
			),
		);
	}
}

type Part = Promise<Record<string, string>>;

async function instancesIn(engine: Engine, project: string): Part {
	const found: Record<string, string> = {};
	for (const one of await engine.list(Instance, `instances?${within(project)}`, undefined, 2)) {
		const { state: now, snapshots, backups, status, ...rest } = one;
		const path = `${project}/${one.name}`;
		// The number of its init tells a restart, after which all else is as it was.
		found[`instance ${path}`] = `${status} ${now?.pid ?? 0} ${state(rest, ["last_used_at", "status_code"])}`;
		for (const each of snapshots ?? []) found[`snapshot ${path}/${each.name}`] = state(each, ["last_used_at", "size"]);
		for (const each of backups ?? []) found[`backup ${path}/${each.name}`] = state(each);
	}
	return found;
}

async function imagesAndProfilesIn(engine: Engine, project: string): Part {
	const found: Record<string, string> = {};
	const [images, aliases, profiles] = await Promise.all([
		engine.list(Fingerprint, `images?${within(project)}`),
		engine.list(Named, `images/aliases?${within(project)}`),
		engine.list(Named, `profiles?${within(project)}`),
	]);
	for (const one of images) found[`image ${project}/${one.fingerprint.slice(0, 12)}`] = state(one, ["last_used_at"]);
	for (const one of aliases) found[`image alias ${project}/${one.name}`] = state(one);
	for (const one of profiles) found[`profile ${project}/${one.name}`] = state(one, ["used_by"]);
	return found;
}

async function volumesIn(engine: Engine, project: string, pool: string): Part {
	const found: Record<string, string> = {};
	const folder = `storage-pools/${encodeURIComponent(pool)}`;
	const [volumes, buckets] = await Promise.all([
		engine.list(Volume, `${folder}/volumes?${within(project)}`),
		engine.list(Named, `${folder}/buckets?${within(project)}`, "storage_buckets"),
	]);
	for (const one of volumes) {
		found[`storage volume ${project}/${pool}/${one.type}/${one.name}`] = state(one, ["used_by"]);
		if (one.type !== "custom" || one.name.includes("/")) continue;
		const path = `${folder}/volumes/custom/${encodeURIComponent(one.name)}/backups?${within(project)}`;
		for (const each of await engine.list(Named, path, "custom_volume_backup")) {
			found[`backup ${project}/${pool}/${each.name}`] = state(each);
		}
	}
	for (const one of buckets) {
		found[`storage bucket ${project}/${pool}/${one.name}`] = state(one);
		const path = `${folder}/buckets/${encodeURIComponent(one.name)}/keys?${within(project)}`;
		for (const each of await engine.list(Named, path, "storage_buckets")) {
			found[`key ${project}/${pool}/${one.name}/${each.name}`] = state(each);
		}
	}
	return found;
}

/** Networks and what belongs to them. A project has its own only where its settings say so; the default project always. */
async function networksIn(engine: Engine, { name, config }: z.infer<typeof Project>): Part {
	const found: Record<string, string> = {};
	const has = (feature: string) => name === "default" || config[feature] === "true";
	if (has("features.networks")) {
		for (const one of await engine.list(Network, `networks?${within(name)}`, "network")) {
			if (!one.managed) continue;
			found[`network ${name}/${one.name}`] = state(one, ["used_by"]);
			const folder = `networks/${encodeURIComponent(one.name)}`;
			for (const [kind, extension] of [
				["forwards", "network_forward"],
				["load-balancers", "network_load_balancer"],
				["peers", "network_peer"],
			] as const) {
				// Only a network that has others beneath it can have peers and balancers.
				if (kind !== "forwards" && one.type !== "ovn") continue;
				const all = await engine.list(z.looseObject({}), `${folder}/${kind}?${within(name)}`, extension);
				for (const each of all) {
					const what = String(each.listen_address ?? each.name);
					found[`network ${kind.slice(0, -1)} ${name}/${one.name}/${what}`] = state(each, ["used_by"]);
				}
			}
		}
		for (const one of await engine.list(Named, `network-acls?${within(name)}`, "network_acl")) {
			found[`network ACL ${name}/${one.name}`] = state(one, ["used_by"]);
		}
	}
	if (has("features.networks.zones") || has("features.networks")) {
		for (const one of await engine.list(Named, `network-zones?${within(name)}`, "network_dns")) {
			found[`network zone ${name}/${one.name}`] = state(one, ["used_by"]);
			const path = `network-zones/${encodeURIComponent(one.name)}/records?${within(name)}`;
			for (const each of await engine.list(Named, path, "network_dns_records")) {
				found[`network zone record ${name}/${one.name}/${each.name}`] = state(each);
			}
		}
	}
	return found;
}

function within(project: string): string {
	return `project=${encodeURIComponent(project)}`;
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

/** Settings that the engine writes by itself when an instance is started or stopped, or says of itself that it is ready. */
const enginesOwn = /^volatile\.((last_state|idmap|cloud-init)\.|apply_|(.*\.)?(host_name|last_state\..*)$)/;

/**
 * A short name of a thing's state: a hash of what does not change by itself.
 *
 * @param unsteady fields of the thing itself that change by being looked at or used
 */
export function state(thing: unknown, unsteady: readonly string[] = []): string {
	const own =
		typeof thing === "object" && thing !== null && !Array.isArray(thing)
			? Object.fromEntries(Object.entries(thing).filter(([key]) => !unsteady.includes(key)))
			: thing;
	return createHash("sha256")
		.update(JSON.stringify(plain(own)))
		.digest("hex")
		.slice(0, 16);
}

function plain(thing: unknown): unknown {
	if (Array.isArray(thing)) return thing.map(plain);
	if (typeof thing !== "object" || thing === null) return thing;
	const entries = Object.entries(thing).filter(([key]) => !enginesOwn.test(key));
	return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, plain(value)]);
}

/** Rules may stand there more than once. */
function counted(rules: readonly string[]): Map<string, string> {
	const counts = new Map<string, number>();
	for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return new Map([...counts].map(([rule, count]) => [rule, String(count)]));
}
