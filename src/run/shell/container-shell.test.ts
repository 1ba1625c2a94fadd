import { afterAll, beforeAll, expect, test } from "vitest";
import { ContainerShell, NoShell } from "./container-shell.js";
import { HostShell } from "./host-shell.js";
import { localHost } from "./local-host.js";

// The inner shell is a plain one here: how an engine's client carries its streams is tested against the real engine.
let machine: Awaited<ReturnType<typeof localHost>>;
let control: HostShell;
let host: HostShell;
const open = (command: string) =>
	ContainerShell.open({
		machine,
		host,
		command,
		control: async () => control,
		inContainer: (script) => script,
		timeoutMs: 5_000,
	});
const order = { timeoutMs: 5_000 };

beforeAll(async () => {
	machine = await localHost();
	control = await HostShell.open(machine, async () => control);
	host = await HostShell.open(machine, async () => control);
});

afterAll(async () => {
	control.close();
	host.close();
	await machine.dispose();
});

test("is the process that the command opened, beside a host's shell that stays free", async () => {
	await host.run({ ...order, text: "name=inner; cd /usr" });
	const shell = await open('env NAME="$name" bash');
	expect((await shell.run({ ...order, text: 'echo "$NAME in $PWD"' })).stdout).toBe("inner in /usr\n");
	expect((await host.run({ ...order, text: "wait; jobs; echo free" })).stdout).toBe("free\n");
	expect(await shell.close()).toBe(0);
	expect(shell.alive).toBe(false);
});

test("keeps streams apart and state from order to order, also in a plain sh", async () => {
	const shell = await open("sh");
	expect(
		await shell.run({ ...order, text: "cd /; x=; echo out; echo err >&2; (exit 5)", watches: ["x"] }),
	).toMatchObject({
		stdout: "out\n",
		stderr: "err\n",
		exitCode: 5,
		empty: ["x"],
	});
	expect((await shell.run({ ...order, text: 'echo "$? $PWD"; printf end' })).stdout).toBe("5 /\nend");
	await shell.close();
});

test("what came after the end of a statement is not the next one's", async () => {
	const shell = await open("bash");
	await shell.run({ ...order, text: "{ sleep 0.1; echo late; } &" });
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect((await shell.run({ ...order, text: "echo next" })).stdout).toBe("next\n");
	await shell.close();
});

test("exit leaves it, with the exit code of the command that opened it", async () => {
	const shell = await open("bash");
	expect(await shell.run({ ...order, text: "exit 4" })).toMatchObject({ ended: "shell-ended" });
	expect(await shell.exit).toBe(4);
	await shell.close();
});

test("what never ends is ended, and its shell lives on", async () => {
	const shell = await open("bash");
	expect(await shell.run({ text: "echo begun; sleep 60", timeoutMs: 200 })).toMatchObject({
		stdout: "begun\n",
		ended: "timeout",
	});
	expect((await shell.run({ ...order, text: "echo on" })).stdout).toBe("on\n");
	await shell.close();
});

test("a command that opens no shell is an error with what it said", async () => {
	const error = await open("echo no such instance >&2; exit 1").catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NoShell);
	expect(error).toMatchObject({ exitCode: 1, stderr: "no such instance\n" });
});
