import { expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { type Machine, MachineUnavailable } from "../machines/machine.js";
import { read } from "../read/read.js";
import { spawnHere } from "../run/shell/local-host.js";
import { LeftBehind, verifyOn } from "./verify.js";

const planOf = (markdown: string) => bind(read(markdown, "a.md").script, { companion: null, runId: "k3x9" }).plan;

/** This machine's own shell as one whose engine does not start, and that leaves what it is told to leave. */
async function brokenMachine(dispose: () => Promise<string[]>): Promise<Machine> {
	return {
		...{ name: "local", spawn: spawnHere, enter: "", hasEngine: true, dispose },
		startEngine: async () => {
			throw new MachineUnavailable({ code: "no-pool" }, "start it");
		},
		facts: async () => {
			throw new Error("never asked");
		},
	};
}

const plan = planOf("# T\n\n```\necho hello\n```\n");

test("what a run leaves behind is told with whatever went wrong", async () => {
	const machine = await brokenMachine(async () => ["network link: br9"]);
	const failed = await verifyOn(machine, plan, null, {}).catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(LeftBehind);
	expect(failed).toMatchObject({ leftovers: ["network link: br9"], cause: { mend: "start it" } });
	expect(String(failed)).toContain("this LXD has no storage pool\nLeft on the real machine:\nnetwork link: br9");
});

test("what cannot even be disposed of is told, and does not hide what went wrong", async () => {
	const machine = await brokenMachine(async () => {
		throw new Error("podman is gone");
	});
	const failed = await verifyOn(machine, plan, null, {}).catch((error: unknown) => error);
	expect(failed).toMatchObject({ leftovers: ["local: podman is gone"], cause: { mend: "start it" } });
});

test("a failure that leaves nothing is thrown as it is", async () => {
	const machine = await brokenMachine(async () => []);
	await expect(verifyOn(machine, plan, null, {})).rejects.toBeInstanceOf(MachineUnavailable);
});
