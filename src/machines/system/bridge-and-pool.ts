import { z } from "zod";
import { exists } from "../cache/files.js";
import { MachineUnavailable } from "../machine.js";
import { ask, type Client } from "./client.js";

/** The machine's own bridge, and how a network card is put on it. */
export interface Bridge {
	name: string;
	device: string;
}

const Networks = z.array(z.object({ name: z.string(), type: z.string(), managed: z.boolean() }));
const Pools = z.array(z.object({ name: z.string() }));
const Profile = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())) });

/**
 * The bridge of the default profile, or any managed one.
 *
 * @throws MachineUnavailable where there is none
 */
export async function findBridge(client: Client): Promise<Bridge> {
	const networks = Networks.parse(await ask(client, "/1.0/networks?recursion=1&project=default"));
	const managed = networks.filter((network) => network.managed && network.type === "bridge").map(({ name }) => name);
	const { eth0 } = await defaultDevices(client);
	for (const name of [eth0?.network, eth0?.parent, "lxdbr0", ...managed]) {
		if (!name) continue;
		if (managed.includes(name)) return { name, device: `network=${name}` };
		if (await exists(`/sys/class/net/${name}/bridge`)) return { name, device: `nictype=bridged parent=${name}` };
	}
	throw new MachineUnavailable({ code: "no-bridge" }, "lxc network create lxdbr0");
}

/**
 * The pool of the default profile's root disk, or any.
 *
 * @throws MachineUnavailable where there is none
 */
export async function findPool(client: Client): Promise<string> {
	const pools = Pools.parse(await ask(client, "/1.0/storage-pools?recursion=1"));
	const pool = (await defaultDevices(client)).root?.pool ?? pools[0]?.name;
	if (pool === undefined) throw new MachineUnavailable({ code: "no-pool" }, "lxc storage create default dir");
	return pool;
}

async function defaultDevices(client: Client): Promise<Record<string, Record<string, string>>> {
	return Profile.parse(await ask(client, "/1.0/profiles/default?project=default")).devices;
}
