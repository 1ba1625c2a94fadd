import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { textOf } from "../cache/files.js";
import { ProcessGroups } from "./process-groups.js";

/** A process that is the first of its group, and the number that it prints. */
async function started(script: string) {
	const process = execa("sh", ["-c", script], { detached: true, reject: false });
	const { value } = await process.iterable()[Symbol.asyncIterator]().next();
	onTestFinished(() => void process.kill("SIGKILL"));
	return { process, pid: process.pid ?? 0, printed: Number(value) };
}

/** One that has ended and that nobody has waited for yet has no command line any more. */
const isThere = async (pid: number) => (await textOf(`/proc/${pid}/cmdline`)) !== "";

test("a group is ended with all that is in it", async () => {
	const { process, pid, printed } = await started("sleep 4446 & echo $!; wait");
	const groups = new ProcessGroups();
	groups.add(pid, process);
	groups.end();
	await process;
	await expect.poll(() => isThere(printed)).toBe(false);
});

test("so is what stays of one whose first process has ended", async () => {
	const { process, pid, printed } = await started("sleep 4447 >/dev/null 2>&1 & echo $!");
	const groups = new ProcessGroups();
	groups.add(pid, process);
	await process;
	await after(200);
	expect(await isThere(printed)).toBe(true);
	groups.end();
	await expect.poll(() => isThere(printed)).toBe(false);
});

test("a process that got the number of one that has ended is left alone", async () => {
	const { pid } = await started("echo $$; exec sleep 4448");
	const groups = new ProcessGroups();
	groups.add(pid, new Promise(() => {}), "1");
	groups.end();
	await after(100);
	expect(await isThere(pid)).toBe(true);
});
