import { expect, test } from "vitest";
import { withPeers } from "../run/topology.js";
import { parseLinks, parseMountinfo, parseNat, parseNft, parseRoutes, parseSockets, parseStatus } from "./parse.js";

test("mountinfo: target, type and source, also with optional fields and blanks", () => {
	const text = "36 35 98:0 /mnt1 /mnt\\0402 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue\n";
	expect(parseMountinfo(text)).toEqual([{ target: "/mnt 2", type: "ext3", source: "/dev/root" }]);
});

test("sockets: only those that wait", () => {
	const text = [
		"  sl  local_address rem_address   st tx_queue",
		"   0: 0103000A:0035 00000000:0000 0A 00000000:00000000",
		"   1: 0100007F:1F90 0100007F:A3C2 01 00000000:00000000",
		"",
	].join("\n");
	expect(parseSockets("tcp", text)).toEqual([{ protocol: "tcp", address: "0103000A", port: 53 }]);
});

test("links: a veth's other end is the one that names its index back", () => {
	const host = parseLinks(
		"host",
		JSON.stringify([
			{
				ifindex: 3,
				ifname: "lxcbr0",
				flags: ["UP"],
				link_type: "ether",
				linkinfo: { info_kind: "bridge" },
				addr_info: [{ local: "10.0.3.1", prefixlen: 24, scope: "global" }],
			},
			{ ifindex: 5, ifname: "vethA", link_index: 4, flags: ["UP"], master: "lxcbr0", linkinfo: { info_kind: "veth" } },
			{ ifindex: 7, ifname: "vethB", link_index: 4, flags: ["UP"], master: "lxcbr0", linkinfo: { info_kind: "veth" } },
		]),
	);
	const inside = parseLinks(
		"web",
		JSON.stringify([{ ifindex: 4, ifname: "eth0", link_index: 5, flags: [], linkinfo: { info_kind: "veth" } }]),
	);
	const links = withPeers([...host, ...inside]);
	expect(links.map(({ name, peer }) => [name, peer])).toEqual([
		["lxcbr0", null],
		["vethA", { place: "web", index: 4 }],
		["vethB", null],
		["eth0", { place: "host", index: 5 }],
	]);
	expect(links[0]).toMatchObject({ kind: "bridge", up: true, addresses: ["10.0.3.1/24"] });
});

test("routes, NAT rules and the process as each namespace numbers it", () => {
	expect(parseRoutes('[{"dst":"default","gateway":"10.0.3.1","dev":"eth0","flags":[]}]')).toEqual([
		{ destination: "default", gateway: "10.0.3.1", device: "eth0" },
	]);
	const rule = "-A POSTROUTING -s 10.0.3.0/24 ! -d 10.0.3.0/24 -j MASQUERADE";
	expect(parseNat(`*nat\n:POSTROUTING ACCEPT [0:0]\n${rule}\nCOMMIT\n`)).toEqual([
		{ source: "10.0.3.0/24", target: "MASQUERADE", rule },
	]);
	expect(parseStatus("Name:\tsystemd\nPid:\t2040\nNSpid:\t2040\t1\n")).toEqual({ name: "systemd", pids: [2040, 1] });
});

test("nat: nft's rules as well", () => {
	const rule = "ip saddr 10.77.0.0/24 ip daddr != 10.77.0.0/24 masquerade";
	expect(parseNft(`table inet lxd {\n\tchain pstrt.lxdbr0 {\n\t\t${rule}\n\t}\n}\n`)).toEqual([
		{ source: "10.77.0.0/24", target: "MASQUERADE", rule: `nft: ${rule}` },
	]);
});
