import { z } from "zod";
import type { LinkView, Mount, NatRule, Route, Socket } from "./look.js";

/** Reads /proc/PID/mountinfo; see proc(5). Blanks in paths are written `\040` there. */
export function parseMountinfo(text: string): Mount[] {
	return lines(text).map((line) => {
		const [before = "", after = ""] = line.split(" - ");
		const [type = "", source = ""] = after.split(" ");
		return { target: unescapeOctal(before.split(" ")[4] ?? ""), type, source: unescapeOctal(source) };
	});
}

function unescapeOctal(text: string): string {
	return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** TCP's state LISTEN and UDP's only state of a bound socket that is not connected, in hexadecimal as /proc says them. */
const awaiting = { tcp: "0A", udp: "07" };

/** Reads /proc/PID/net/tcp, tcp6, udp or udp6: the listening sockets. */
export function parseSockets(protocol: Socket["protocol"], text: string): Socket[] {
	return lines(text)
		.slice(1)
		.map((line) => line.trim().split(/\s+/))
		.filter(([, , , state]) => state === awaiting[protocol])
		.map(([, local = ""]) => {
			const [address = "", port = "0"] = local.split(":");
			return { protocol, address, port: Number.parseInt(port, 16) };
		});
}

const IpLinks = z.array(
	z.object({
		ifindex: z.number(),
		ifname: z.string(),
		flags: z.array(z.string()),
		address: z.string().default(""),
		master: z.string().optional(),
		link_index: z.number().optional(),
		link_type: z.string().default(""),
		linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
		addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number(), scope: z.string() })).default([]),
	}),
);

/** Reads `ip -j -d address`. */
export function parseLinks(place: string, json: string): LinkView[] {
	return IpLinks.parse(JSON.parse(json)).map((link) => ({
		place,
		index: link.ifindex,
		name: link.ifname,
		kind: link.linkinfo?.info_kind ?? link.link_type,
		peer: null,
		peerIndex: link.link_index ?? null,
		master: link.master ?? null,
		up: link.flags.includes("UP"),
		mac: link.address,
		addresses: link.addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`),
	}));
}

const IpRoutes = z.array(z.object({ dst: z.string(), gateway: z.string().optional(), dev: z.string().default("") }));

/** Reads `ip -j route`. */
export function parseRoutes(json: string): Route[] {
	return IpRoutes.parse(JSON.parse(json)).map(({ dst, gateway, dev }) => ({
		destination: dst,
		gateway: gateway ?? null,
		device: dev,
	}));
}

/** Reads the POSTROUTING rules of `iptables-save -t nat`. */
export function parseNat(text: string): NatRule[] {
	return lines(text)
		.filter((line) => line.startsWith("-A POSTROUTING") && /-j (MASQUERADE|SNAT)/.test(line))
		.map((rule) => ({
			source: / -s (\S+)/.exec(rule)?.[1] ?? "0.0.0.0/0",
			target: / -j (\S+)/.exec(rule)?.[1] ?? "",
			rule,
		}));
}

/** Reads the masquerading rules of `nft list ruleset`: what an engine writes that does not go through iptables. */
export function parseNft(text: string): NatRule[] {
	return lines(text)
		.filter((line) => /\bmasquerade\b/.test(line))
		.map((line) => ({
			source: /\bip saddr (\S+)/.exec(line)?.[1] ?? "0.0.0.0/0",
			target: "MASQUERADE",
			rule: `nft: ${line.trim()}`,
		}));
}

/** The fields of /proc/PID/status that tell who a process is in each PID namespace. */
export function parseStatus(text: string): { name: string; pids: number[] } {
	const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(text)?.[1] ?? "";
	return { name: field("Name"), pids: field("NSpid").split(/\s+/).filter(Boolean).map(Number) };
}

function lines(text: string): string[] {
	return text.split("\n").filter((line) => line.trim() !== "");
}
