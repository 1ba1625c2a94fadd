import { z } from "zod";
import type { LinkView } from "../look/look.js";
import type { Topology } from "../model/transcript.js";
import type { LookContext } from "./looks.js";

const Instances = z.array(z.object({ name: z.string(), status: z.string() }));

/** Measures the network of the host and of every running container. */
export async function topology(context: LookContext, after: string): Promise<Topology> {
	const { places } = context;
	const look = context.look({});
	const instances = Instances.parse(await places.query("/1.0/instances?recursion=1"));
	const links: LinkView[] = await look.host.links();
	for (const { name, status } of instances) {
		if (status !== "Running") continue;
		links.push(...(await (await look.container(name)).links()));
	}
	const nat = await look.nat();
	return { after, links: withPeers(links), nat: nat.map(({ rule }) => rule) };
}

/** Finds each veth's other end: the link elsewhere whose index it names, and which names its index back. */
export function withPeers(links: readonly LinkView[]): Topology["links"] {
	return links.map(({ peerIndex, ...link }) => {
		const other =
			peerIndex === null
				? undefined
				: links.find((one) => one.place !== link.place && one.index === peerIndex && one.peerIndex === link.index);
		return { ...link, peer: other ? { place: other.place, index: other.index } : null };
	});
}
