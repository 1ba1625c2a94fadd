import { describe, expect, test } from "vitest";
import { firstRun, fixtureReport, secondRun } from "../../../test/report.fixture.js";
import { evidenceLines } from "./evidence.js";
import { normaliserFor } from "./normalise.js";
import { withNamesOf } from "./run-names.js";

const normalise = normaliserFor(fixtureReport(firstRun), fixtureReport(secondRun));

describe("values that are others in every run", () => {
	test.each([
		["a MAC address", "link/ether 42:c9:d6:ed:a4:fb brd ff:ff:ff:ff:ff:ff", "link/ether ⟨mac⟩ brd ff:ff:ff:ff:ff:ff"],
		["a veth and its index", "17: veth8b2a173f@if16: <UP>", "⟨link⟩: ⟨veth⟩@if⟨link⟩: <UP>"],
		["a lease", "inet 10.0.3.179/24 brd 10.0.3.255", "inet 10.0.3.⟨lease⟩/24 brd 10.0.3.255"],
		[
			"a fingerprint",
			"fingerprint: f26e52d35a8c7e87352e4cc35d6dad6b42a0003e03cace73537a7602a88f717a",
			"fingerprint: ⟨fingerprint⟩",
		],
		["a date of LXD's", "| Nov 24, 2026 at 7:54am (UTC) |", "| ⟨date⟩ |"],
		["another date of LXD's", "Created: 2026/11/24 07:54 UTC", "Created: ⟨date⟩"],
		["a size", "| 44.62MB |", "| ⟨size⟩ |"],
		["a speed", "100% (278.42MB/s)", "100% (⟨speed⟩)"],
		["a PID", 'users:(("dnsmasq",pid=1029,fd=6))', 'users:(("dnsmasq",pid=⟨pid⟩,fd=⟨fd⟩))'],
		["a namespace", "net:[4026532185]", "net:[⟨inode⟩]"],
		["a temporary name", "tmpfs on /tmp/tmp.9774XKVKe1", "tmpfs on /tmp/⟨temp⟩"],
		["a name of either run", "demo-gqpn demo-e8pc witness-e8pc", "demo-⟨run⟩ demo-⟨run⟩ witness-⟨run⟩"],
	])("%s", (_, text, expected) => {
		expect(normalise(text)).toBe(expected);
	});

	test("move the columns of their tables", () => {
		const table = (date: string) => {
			const rule = `+-${"-".repeat(date.length)}-+`;
			return `${rule}\n| ${"DATE".padEnd(date.length)} |\n${rule}\n| ${date} |\n${rule}\n`;
		};
		const [morning, noon] = ["7:54am", "11:54am"].map((time) => normalise(table(`Nov 24, 2026 at ${time} (UTC)`)));
		expect(morning).toBe(noon);
		expect(normalise("  a   b")).toBe("  a b");
	});

	test.each([
		"PID 1",
		"inet 10.0.3.1/24",
		"2: lo",
		"trusty-amd64",
		"LXD 5.0.2",
		"port 8443",
		"000001ffffffffff",
		"4 demo",
	])("leaves %s alone", (text) => {
		expect(normalise(text)).toBe(text);
	});
});

describe("outputs whose lines move", () => {
	test("are the same mounts in whatever order, of whatever size, with whatever cgroups", () => {
		const one =
			"tmpfs /run tmpfs rw,size=10k 0 0\nproc /proc proc rw 0 0\ncgroup /sys/fs/cgroup/cpu cgroup rw 0 0\nramfs /run/credentials/systemd-sysctl.service ramfs ro 0 0\n";
		const other = "proc /proc proc rw 0 0\ntmpfs /run tmpfs rw,size=20k 0 0\n";
		expect(normalise(one)).toBe(normalise(other));
		const root = (options: string) =>
			normalise(`overlay / overlay rw,lowerdir=⟨a path of this machine⟩,${options} 0 0\n`);
		expect(root("uuid=on,xino=on")).toBe(root("uuid=on"));
		expect(normalise(other)).not.toBe(normalise("proc /proc proc rw 0 0\n"));
	});

	test("are the same processes where PID 1 is", () => {
		const line = (pid: number, command: string) =>
			`root ${String(pid).padStart(10)}  0.0  0.0   4360  3232 ?        Ss   07:54   0:00 ${command}`;
		expect(normalise([line(1, "/sbin/init"), line(80, "bash")].join("\n"))).toBe("1 /sbin/init\n⟨processes⟩");
		expect(normalise(line(1, "/sbin/init"))).not.toBe(normalise(line(1, "/bin/sh")));
	});

	test("are the same status of a process, but not of PID 1", () => {
		const status = (pid: number, kb: number) => `Name:\tsystemd\nTgid:\t${pid}\nPid:\t${pid}\nVmRSS:\t   ${kb} kB\n`;
		expect(normalise(status(2040, 10768))).toBe(normalise(status(2077, 11396)));
		expect(normalise(status(2040, 1))).not.toBe(normalise(status(1, 1)));
	});

	test("are the same interfaces of lxc info in whatever order", () => {
		const info = (...names: string[]) =>
			`PID: 2040\n\nResources:\n  Processes: 6\n  Network usage:\n${names.map((name) => `    ${name}:\n      State: UP\n      Bytes sent: 90B\n`).join("")}\nSnapshots:\n`;
		expect(normalise(info("eth0", "lo"))).toBe(normalise(info("lo", "eth0")));
		expect(normalise(info("eth0", "lo"))).not.toBe(normalise(info("lo")));
	});

	test("are the same sockets in whatever order", () => {
		const one = "udp   UNCONN 0      0            10.0.3.1:53        0.0.0.0:*";
		const other = "tcp   LISTEN 0      4096        127.0.0.1:8443      0.0.0.0:*";
		expect(normalise(`${one}\n${other}\n`)).toBe(normalise(`${other}\n${one}\n`));
		expect(normalise(`${one}\n`)).not.toBe(normalise(`${other}\n`));
	});

	test("are the same updates in whatever order they are fetched", () => {
		const update = (...lines: string[]) => `${lines.join("\n")}\nReading package lists...\n`;
		const one = update(
			"Get:1 http://a.example b InRelease [151 kB]",
			"Get:2 http://c.example d [3 kB]",
			"Fetched 15.8 MB in 1s (11.7 MB/s)",
		);
		expect(normalise(one)).toBe(
			normalise(update("Hit:1 http://c.example d", "Get:2 http://a.example b InRelease [152 kB]")),
		);
		expect(normalise(one)).not.toBe(normalise(`${one}E: it failed\n`));
	});
});

test("tells none, one and more apart in evidence, and keeps exit codes", () => {
	const [claim] = fixtureReport().claims;
	if (claim === undefined) throw new Error("the fixture has a claim");
	const evidence = [
		{ what: "montajes", value: "49" },
		{ what: "montajes", value: "0" },
		{ what: "código de salida", value: "127" },
		{ what: "PID en el host, PID dentro", value: "3136, 1" },
	];
	expect(evidenceLines({ ...claim, evidence }, normalise)).toEqual([
		"montajes: ⟨count⟩",
		"montajes: 0",
		"código de salida: 127",
		"PID en el host, PID dentro: ⟨pid⟩, 1",
	]);
});

describe("a report with an earlier run's names", () => {
	test("has them everywhere, and none of its own", () => {
		const [earlier, report] = [fixtureReport(firstRun), fixtureReport(secondRun)];
		const renamed = JSON.stringify(withNamesOf(earlier, report));
		expect(JSON.stringify(report)).toMatch(/demo-e8pc/);
		expect(renamed).not.toMatch(/-e8pc/);
		expect(renamed).toMatch(/demo-gqpn/);
		expect(withNamesOf(report, report)).toBe(report);
	});
});
