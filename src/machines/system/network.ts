import { execa } from "execa";
import { namesIn } from "../cache/files.js";

/** What an existing system has of a network that a run must not change. */
export interface NetworkInventory {
	/** Network links, bridges among them. */
	links: string[];
	/** Firewall rules, without their counters; empty where no tool can list them. */
	rules: string[];
}

/**
 * Lists the system's network links and firewall rules.
 *
 * @param asRoot the words before a command that needs root; none where it is tried as it is
 */
export async function networkInventory(asRoot: readonly string[] = []): Promise<NetworkInventory> {
	const [links, rules] = await Promise.all([namesIn("/sys/class/net"), firewallRules(asRoot)]);
	return { links, rules };
}

/** Firewall rules as the tools print them, without comments and counters. */
export function ruleLines(listing: string): string[] {
	const lines = listing
		.split("\n")
		.map((line) => line.replace(/\[\d+:\d+\]|counter packets \d+ bytes \d+/g, "").trim());
	return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

async function firewallRules(asRoot: readonly string[]): Promise<string[]> {
	const listings = await Promise.all(
		[["nft", "list", "ruleset"], ["iptables-save"], ["ip6tables-save"]].map(async (words) => {
			const [program = "", ...argv] = [...asRoot, ...words];
			const path = `${process.env.PATH}:/usr/sbin:/sbin`;
			const result = await execa(program, argv, { reject: false, env: { PATH: path }, timeout: 5000 });
			return result.failed ? "" : result.stdout;
		}),
	);
	return listings.flatMap(ruleLines);
}
