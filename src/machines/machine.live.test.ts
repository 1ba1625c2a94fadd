import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { authorityVariables, networkVariables } from "./around/variables.js";
import { cacheFolder, finishedEntries, removeTree } from "./cache/cache.js";
import { exists, namesIn, textOf } from "./cache/files.js";
import { clean, sweep } from "./clean.js";
import type { Machine, MachineOptions } from "./machine.js";
import { openMachine } from "./open.js";
import { processesIn, runsWithGroups } from "./podman/control-groups.js";

const minutes = 60_000;
const imageServer = { address: "127.0.0.1:8443", aliases: ["/ubuntu/trusty/amd64"], because: "a test" };
const silent: MachineOptions = { engineInstalled: true, install: true, keep: false, progress: () => {} };

async function open(options: Partial<MachineOptions> = {}): Promise<Machine> {
	const machine = await openMachine("debian:12/lxd", { ...silent, ...options });
	onTestFinished(async () => void (await machine.dispose()));
	return machine;
}

/** Runs a command on a machine's host and answers what it wrote; an exit code other than 0 is an error. */
async function run(machine: Machine, command: string): Promise<string> {
	const process = machine.spawn(["bash", "-c", command]);
	process.stdin.end();
	let said = "";
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("data", (chunk: Buffer) => {
			said += chunk.toString("utf8");
		});
	}
	const { exitCode } = await process;
	if (exitCode !== 0) throw new Error(`${command}: exit code ${exitCode}\n${said}`);
	return said.trim();
}

const addressOf = (name: string) =>
	`until lxc list --format csv --columns 4 ${name} | grep -q 10.0.3; do sleep 0.05; done`;

describe("a machine whose engine the document installs", () => {
	test("goes from a bare host to a container with an address, and leaves nothing", {
		timeout: 10 * minutes,
	}, async () => {
		const before = await networkAndMounts();
		const machine = await open({ engineInstalled: false });
		expect(await run(machine, "hostname; cat /etc/hostname; command -v lxc nft || echo no engine, no nft")).toBe(
			"debian12\ndebian12no engine, no nft",
		);
		expect(await run(machine, "ps -o comm= 1; systemctl is-system-running; systemctl --failed --quiet")).toBe(
			"systemd\nrunning",
		);
		const installed = await run(machine, "apt update; apt install -y lxd");
		expect(installed).toContain("Setting up lxd ");
		expect(await run(machine, "systemctl is-active lxd.socket; ip link show lxcbr0 2>&1 || true")).toBe(
			'active\nDevice "lxcbr0" does not exist.',
		);

		const commands = await machine.startEngine({ images: [], imageServer });
		expect(commands.map((each) => each.exitCode).every((code) => code === 0)).toBe(true);
		expect(await run(machine, "systemctl is-active lxd lxcfs; ip -br link show type bridge | cut -d' ' -f1")).toBe(
			"active\nactive\nlxdbr0",
		);
		expect(await run(machine, "lxc image list --format csv")).toBe("");
		await run(machine, "lxc remote add lxc-img https://127.0.0.1:8443 --public --accept-certificate");
		await run(machine, "lxc image copy lxc-img:/ubuntu/trusty/amd64 local: --alias=trusty-amd64");
		await run(machine, `lxc launch trusty-amd64 web </dev/null && ${addressOf("web")}`);
		expect(await run(machine, "lxc exec web -- systemctl is-system-running --wait")).toBe("running");
		expect(await run(machine, "lxc exec web -- cat /etc/hostname")).toBe("web");
		expect(await run(machine, "lxc exec web -- ls /bin/ss /bin/ps /bin/mount /bin/mktemp /sbin/ip")).toContain(
			"/sbin/ip",
		);
		expect(await run(machine, "iptables -t nat -L POSTROUTING")).toContain("MASQUERADE");

		const facts = await machine.facts();
		expect(facts).toMatchObject({ host: "Debian 12 (bookworm)", engine: "LXD", disposable: true });
		expect(facts.engineVersion).toMatch(/^5\./);
		expect(facts.cached).toContainEqual({ part: "packages", name: "LXD", made: expect.stringMatching(/^\d{4}-/) });

		expect(await machine.dispose()).toEqual([]);
		expect(await machine.dispose()).toEqual([]);
		expect(await networkAndMounts()).toEqual(before);
		expect(await exists(machine.enter)).toBe(false);
	});
});

describe("a machine whose engine is installed", () => {
	test("is one of two at once, each with its own 10.0.3.1", { timeout: 10 * minutes }, async () => {
		const machines = await Promise.all([open(), open()]);
		await Promise.all(machines.map((machine) => machine.startEngine({ images: ["debian"], imageServer: null })));
		await Promise.all(
			machines.map((machine) => run(machine, `lxc launch debian web </dev/null && ${addressOf("web")}`)),
		);
		expect(await Promise.all(machines.map((machine) => machine.dispose()))).toEqual([[], []]);
	});

	test("has a clean environment and root's home", { timeout: 5 * minutes }, async () => {
		vi.stubEnv("A_SECRET", "of the real machine's");
		onTestFinished(() => void vi.unstubAllEnvs());
		const machine = await open();
		const names = (await run(machine, "env | cut -d= -f1 | sort")).split("\n");
		const brought = new Set([...networkVariables(process.env), ...authorityVariables]);
		expect(names.filter((name) => !brought.has(name))).toEqual(
			["HOME", "HOSTNAME", "LANG", "PATH", "PWD", "SHLVL", "TERM", "_"].sort(),
		);
		await run(machine, "echo written > /root/file; (sleep 0.1 &); sleep 0.3");
		expect(await run(machine, "ps -A -o stat= | grep -c Z || true")).toBe("0");
	});

	test("says which preparation failed and what it said", { timeout: 5 * minutes }, async () => {
		const machine = await open();
		await run(
			machine,
			"printf '#!/bin/sh\\necho no daemon today >&2\\nexit 3\\n' >/usr/local/bin/lxd; chmod +x /usr/local/bin/lxd",
		);
		const failing = machine.startEngine({ images: [], imageServer: null });
		await expect(failing).rejects.toMatchObject({
			fault: {
				code: "preparation-failed",
				command: expect.stringContaining("lxd waitready --timeout=60"),
				exitCode: 1,
				said: expect.stringContaining("no daemon today"),
			},
		});
	});

	test("has services, timers and a journal", { timeout: 5 * minutes }, async () => {
		const machine = await open();
		await run(
			machine,
			`printf '[Service]\\nType=oneshot\\nExecStart=/bin/echo %s\\n' ticked >/etc/systemd/system/tick.service
			printf '[Timer]\\nOnActiveSec=1ms\\nAccuracySec=1ms\\n' >/etc/systemd/system/tick.timer
			systemctl daemon-reload; systemctl start tick.timer`,
		);
		const journal = () => run(machine, "journalctl --unit tick --output cat");
		await expect.poll(journal, { timeout: minutes, interval: 200 }).toContain("ticked");
		expect(await run(machine, "systemctl is-system-running")).toBe("running");
	});

	test("leaves nothing on the real machine when charla is killed in the middle", {
		timeout: 10 * minutes,
	}, async () => {
		const before = await networkAndMounts();
		const holder = execa("node", ["--input-type=module", "--eval", holding], {
			reject: false,
			stdout: ["pipe"],
			buffer: false,
		});
		const [line] = await once(holder.stdout, "data");
		const folder = String(line).trim();
		const id = basename(folder);
		expect(await processesIn(id)).not.toEqual([]);
		holder.kill("SIGKILL");
		await holder;
		await expect.poll(() => processesIn(id), { timeout: minutes, interval: 20 }).toEqual([]);
		await expect.poll(networkAndMounts, { timeout: minutes, interval: 20 }).toEqual(before);
		await expect.poll(() => loopFilesNaming(id), { timeout: minutes, interval: 20 }).toEqual([]);
		expect(await exists(folder)).toBe(true);
		await (await open()).dispose();
		expect(await exists(folder)).toBe(false);
		expect(await runsWithGroups()).not.toContain(id);
	});

	test("outlives charla when it is kept, until it is cleaned", { timeout: 10 * minutes }, async () => {
		await (await open()).dispose();
		const cache = await copyOfCache();
		const kept = await openMachine("debian:12/lxd", { ...silent, keep: true });
		const folder = dirname(kept.enter);
		expect((await clean({ cache: true })).done).toEqual([{ code: "cache-in-use", runs: [basename(folder)] }]);

		expect(await kept.dispose()).toEqual([]);
		expect(await sweep(cache)).toEqual([]);
		const entering = (await readFile(kept.enter, "utf8")).replace("'-it'", "'-i'");
		const { stdout } = await execa("sh", ["-c", entering], { input: "hostname\n" });
		expect(stdout).toBe("debian12");

		const { done: removed } = await clean({ cache: true });
		expect(removed.slice(0, 1)).toEqual([{ code: "run-removed", folder }]);
		expect(await processesIn(basename(folder))).toEqual([]);
		expect(await loopFilesNaming(basename(folder))).toEqual([]);
		expect(await exists(cache)).toBe(false);
	});
});

/** For one test: a cache that nobody else uses, with the entries of the common one. */
async function copyOfCache(): Promise<string> {
	const common = cacheFolder();
	const copy = await mkdtemp(`${common}-test-`);
	vi.stubEnv("CHARLA_CACHE", copy);
	onTestFinished(async () => {
		vi.unstubAllEnvs();
		await removeTree(copy);
	});
	for (const name of await finishedEntries(common)) await execa("cp", ["-al", join(common, name), copy]);
	return copy;
}

/** A program that starts a machine with a running container in it, says where its run's folder is, and waits. */
const holding = `
import { dirname } from "node:path";
import { createJiti } from "jiti";
const { openMachine } = await createJiti(process.cwd()).import(${JSON.stringify(new URL("./open.ts", import.meta.url).pathname)});
const machine = await openMachine("debian:12/lxd", { engineInstalled: true, install: true, keep: false, progress: () => {} });
await machine.startEngine({ images: ["debian"], imageServer: null });
const launch = machine.spawn(["lxc", "launch", "-q", "debian", "web"]);
launch.stdin.end();
await launch;
console.log(dirname(machine.enter));
setInterval(() => {}, 1000);
`;

/** Nothing of a machine is in sight here; other runs may come and go meanwhile. */
async function networkAndMounts(): Promise<string[]> {
	const mounts = (await textOf("/proc/self/mounts")).split("\n").map((line) => line.split(" ")[1] ?? "");
	return [...mounts, ...(await namesIn("/sys/class/net"))];
}

/** The files of loop devices whose path has a run's id in it. */
async function loopFilesNaming(id: string): Promise<string[]> {
	const loops = (await namesIn("/sys/block")).filter((name) => name.startsWith("loop"));
	const files = await Promise.all(loops.map((name) => textOf(`/sys/block/${name}/loop/backing_file`)));
	return files.filter((file) => file.includes(id));
}
