import { once } from "node:events";
import { stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { cacheFolder } from "../src/machines/cache/cache.js";
import { exists, namesIn, textOf } from "../src/machines/cache/files.js";
import { sweep } from "../src/machines/clean.js";
import type { Machine } from "../src/machines/machine.js";
import { openMachine } from "../src/machines/open.js";
import { processesIn, runsWithGroups } from "../src/machines/podman/control-groups.js";
import { must, scriptAs } from "./charla.fixture.js";
import { attempts } from "./security.fixture.js";

/** What keeps a document in, row by row of docs/security.md, which this test writes when it is run with `-u`. */
const options = { engineInstalled: true, install: true, keep: false, progress: () => {} };
const open = () => openMachine("debian:12/lxd", options);
const runOf = (machine: Machine) => basename(dirname(machine.enter));

const words = { refused: "refused by the kernel", absent: "not there", reaches: "**not stopped**" };

let host: Machine;
let device: { major: number; minor: number };
const outcomes: string[] = [];

beforeAll(async () => {
	const { dev } = await stat(cacheFolder());
	device = { major: Math.floor(dev / 256), minor: dev % 256 };
	host = await open();
});
afterAll(async () => {
	expect(await host?.dispose()).toEqual([]);
});

describe("what a document tries", () => {
	test("is refused, or stands in the table as something that is not", async () => {
		for (const { what, command, outcome } of attempts({ disk: device })) {
			const { exitCode, said } = await scriptAs(host, "root", command);
			expect([what, exitCode === 0, said]).toEqual([what, outcome === "reaches", said]);
			outcomes.push(`| ${what} | ${words[outcome]} |`);
		}
	});

	test("does not change the cache, whatever it remounts and writes", async () => {
		const cache = cacheFolder();
		const entries = (await namesIn(cache))
			.filter((name) => /^(root|image)-/.test(name))
			.map((name) => join(cache, name));
		const files = async () => (await execa("find", [...entries, "-newer", "/proc/1", "-printf", "%p %T@\n"])).stdout;
		const before = await files();
		await scriptAs(
			host,
			"root",
			`mount -o remount,rw,bind /run/charla-image; mount -o remount,rw /; echo x >>/run/charla-image/image.tar.zst
			echo x >>/bin/sh; rm -f /etc/passwd.x; touch /usr/charla-was-here; sync`,
		);
		expect(await files()).toBe(before);
		outcomes.push("| remounts the cache's image or root writable, and writes there | writes to the run's own copy |");
	});

	test("reaches the internet, and none of the real machine's addresses", async () => {
		const server = createServer((socket) => socket.end("real")).listen(0, "0.0.0.0");
		await once(server, "listening");
		onTestFinished(() => void server.close());
		const bound = server.address();
		const port = typeof bound === "object" ? bound?.port : 0;
		const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
		const addresses = own.filter(({ family }) => family === "IPv4").map(({ address }) => address);
		for (const address of [...addresses, "10.0.2.2", "198.18.0.1", "198.18.0.2"]) {
			const reading = `timeout 5 bash -c 'cat </dev/tcp/${address}/${port}'`;
			const { said } = await scriptAs(host, "root", reading);
			expect([address, said]).not.toEqual([address, "real"]);
		}
		const answer = await execa("bash", ["-c", "exec 3<>/dev/tcp/deb.debian.org/80"], { reject: false, timeout: 5000 });
		if (answer.exitCode === 0) await must(host, "root", "exec 3<>/dev/tcp/deb.debian.org/80");
		outcomes.push("| connects to an address of the real machine | not reached, while the internet is |");
	});
});

describe("what a document takes up", () => {
	test.each([
		[
			"memory",
			"perl -e '$all = \"a\" x (600 * 2 ** 20)'",
			{ memory: "memory.limit_in_bytes memory.max", value: 300e6 },
		],
		[
			"processes",
			`perl -e 'for (1..100) { defined($pid = fork) or die; $pid or sleep(9), exit }'`,
			{ memory: "pids.max", value: 60 },
		],
		["disk", "fallocate -l $(($(stat -f -c '%a*%S' /)-4096)) /root/a; head -c 9M /dev/zero >/root/b", null],
	])("is limited, and the limit is named: %s", async (limit, command, set) => {
		const machine = await open();
		onTestFinished(async () => void (await machine.dispose()));
		if (set !== null) await limitTo(runOf(machine), set.memory.split(" "), set.value);
		expect(await machine.limitsReached?.()).toEqual([]);
		const { exitCode } = await scriptAs(machine, "root", command);
		expect(exitCode).not.toBe(0);
		expect(await machine.limitsReached?.()).toEqual([limit]);
		outcomes.push(
			`| takes up all ${limit === "processes" ? "processes" : `the ${limit}`} | limited; the verdict names it |`,
		);
	});
});

describe("what a document leaves", () => {
	test("is gone: loop devices that it attached", async () => {
		const machine = await open();
		await must(machine, "root", "truncate -s 1M /root/a /dev/shm/b; losetup -f /root/a; losetup -f /dev/shm/b");
		const before = await loopFiles();
		expect(before).toEqual(expect.arrayContaining(["/root/a", "/dev/shm/b"]));
		expect(await machine.dispose()).toEqual([]);
		expect((await loopFiles()).filter((file) => file.startsWith("/root/a") || file.startsWith("/dev/shm/b"))).toEqual(
			[],
		);
		outcomes.push("| attaches loop devices and leaves them | gone with the machine |");
	});

	test.each([
		["holds the descriptors of PID 1", "sleep 4444 9>/proc/1/fd/0 &"],
		["stops every process", "kill -STOP -1"],
		["kills every process", "kill -KILL -1"],
	])("does not outlive charla: %s", async (what, command) => {
		const { folder, kill } = await charlaThatRuns(command);
		await kill();
		await gone(basename(folder));
		outcomes.push(`| ${what}, and charla is killed | gone with charla |`);
	});

	test.each(["conmon", "slirp4netns"])("does not outlive charla, without its %s", async (program) => {
		const machine = await open();
		const inside = await processesIn(runOf(machine));
		expect(inside.length).toBeGreaterThan(3);
		for (const pid of await namesake(program, machine)) process.kill(pid, "SIGKILL");
		expect(await machine.dispose()).toEqual([]);
		await gone(runOf(machine));
		outcomes.push(`| somebody kills the machine's ${program} | gone with charla |`);
	});
});

test("is what docs/security.md says", async () => {
	await expect(page()).toMatchFileSnapshot("../docs/security.md");
});

/** A process that opens a machine, runs a command on it, and is killed. */
async function charlaThatRuns(command: string): Promise<{ folder: string; kill: () => Promise<void> }> {
	const script = `import { createJiti } from "jiti";
		import { dirname } from "node:path";
		const { openMachine } = await createJiti(process.cwd()).import("./src/machines/open.ts");
		const machine = await openMachine("debian:12/lxd", { engineInstalled: true, install: true, keep: false, progress: () => {} });
		const shell = machine.spawn(["bash", "-c", ${JSON.stringify(command)}]);
		shell.stdin.end();
		setTimeout(() => console.log(dirname(machine.enter)), 2000);
		setInterval(() => {}, 1000);`;
	const holder = execa("node", ["--input-type=module", "--eval", script], { reject: false, buffer: false });
	const [line] = await once(holder.stdout, "data");
	return {
		folder: String(line).trim(),
		kill: async () => {
			holder.kill("SIGKILL");
			await holder;
		},
	};
}

/** The machine's processes, groups and disk are gone, or are as soon as the next run has swept. */
async function gone(id: string): Promise<void> {
	await expect.poll(() => processesIn(id), { timeout: 20_000, interval: 20 }).toEqual([]);
	await sweep(cacheFolder());
	expect(await runsWithGroups()).not.toContain(id);
	expect((await loopFiles()).filter((file) => file.includes(id))).toEqual([]);
}

/** Lowers a limit of a run, in the control group above its machine. */
async function limitTo(id: string, files: readonly string[], value: number): Promise<void> {
	const groups = ["", "memory", "pids"].map((controller) => join("/sys/fs/cgroup", controller, `charla-${id}`));
	const there = groups.flatMap((group) => files.map((file) => join(group, file)));
	for (const file of there) if (await exists(file)) await writeFile(file, String(value));
}

/** The processes of a program that belong to a machine's sandbox. */
async function namesake(program: string, machine: Machine): Promise<number[]> {
	const sandbox = /'--target' '(\d+)'/.exec(await textOf(machine.enter))?.[1];
	const { stdout } = await execa("lsns", [
		"--noheadings",
		"--output",
		"NS",
		"--type",
		"pid",
		"--task",
		String(sandbox),
	]);
	const pids = (await namesIn("/proc")).filter((name) => /^\d+$/.test(name));
	const found: number[] = [];
	for (const pid of pids) {
		const { stdout: of } = await execa("readlink", [`/proc/${pid}/ns/pid`], { reject: false });
		if (of.includes(stdout.trim()) && (await textOf(`/proc/${pid}/comm`)).startsWith(program)) found.push(Number(pid));
	}
	expect(found).not.toEqual([]);
	return found;
}

async function loopFiles(): Promise<string[]> {
	const loops = (await namesIn("/sys/block")).filter((name) => name.startsWith("loop"));
	const files = await Promise.all(loops.map((name) => textOf(`/sys/block/${name}/loop/backing_file`)));
	return files.map((file) => file.trim()).filter(Boolean);
}

function page(): string {
	return `# What keeps a document in

A disposable machine is a container of podman's with the real machine's kernel. It is made against accidents, curiosity and
leftovers. **A root that means harm is not stopped by a shared kernel**: the rows that say so below are real, and there are others.
Run a document of somebody whom you do not trust in a virtual machine.

This page is written by its own test, which tries each row: \`npx vitest run --project live test/security.live.test.ts -u\`.

| the document, as root on the machine, … | carrier \`podman\` |
| --- | --- |
${outcomes.join("\n")}

How it is done: podman and all that it starts run in namespaces of their own (processes, mounts, network, IPC). Their first process
ends with charla, and the kernel then ends and removes everything in them. What the machine writes is on a disk of the run's own, a
file whose name is gone when the machine starts. The real machine's addresses are refused in a network namespace between the machine's
and the real one. Limits of memory and processes, and the list of devices, belong to a control group above the machine's.

The carrier \`system\` runs a document as a guest of an engine that is there: see
[decision 5](decisions/0005-a-guest-on-the-systems-lxd.md) for what it keeps apart.
`;
}
