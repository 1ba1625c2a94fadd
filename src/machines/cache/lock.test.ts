import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLocked, lockFile, takeLock } from "./lock.js";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-lock-"));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
const fresh = () => lockFile(folder, `a lock/${count++}`);

/** A process that takes a lock and holds it. */
function holderOf(path: string, before: readonly string[] = []) {
	const script = `import { createJiti } from "jiti";
		const { takeLock } = await createJiti(process.cwd()).import("./src/machines/cache/lock.ts");
		await takeLock(${JSON.stringify(path)});
		console.log("taken");
		setInterval(() => {}, 1000);`;
	const [program = "node", ...argv] = [...before, "node", "--input-type=module", "--eval", script];
	return execa(program, argv, { reject: false });
}

test("is held by one at a time, in the order of its release", async () => {
	const path = fresh();
	const order: string[] = [];
	const first = await takeLock(path);
	const second = takeLock(path, { waiting: () => order.push("second waits") }).then(async (lock) => {
		order.push("second has it");
		await lock.release();
	});
	expect(await isLocked(path)).toBe(true);
	await expect.poll(() => order).toEqual(["second waits"]);
	order.push("first releases");
	await first.release();
	await second;
	expect(order).toEqual(["second waits", "first releases", "second has it"]);
	expect(await isLocked(path)).toBe(false);
});

test("is free as soon as the process that held it is killed", async () => {
	const path = fresh();
	const holder = holderOf(path);
	await once(holder.stdout, "data");
	expect(await isLocked(path)).toBe(true);
	const waiting = takeLock(path);
	holder.kill("SIGKILL");
	await (await waiting).release();
	expect(await isLocked(path)).toBe(false);
});

test("keeps out a process in another network namespace", async () => {
	const path = fresh();
	const holder = holderOf(path, ["unshare", "--map-root-user", "--net"]);
	await once(holder.stdout, "data");
	expect(await isLocked(path)).toBe(true);
	holder.kill("SIGKILL");
	await (await takeLock(path)).release();
});

test("is not awaited any longer when the wait is aborted, and nobody waits on", async () => {
	const path = fresh();
	const held = await takeLock(path);
	const interruption = new AbortController();
	const waiting = takeLock(path, { waiting: () => interruption.abort(), signal: interruption.signal });
	await expect(waiting).rejects.toThrow(/abort/);
	await expect(takeLock(path, { signal: interruption.signal })).rejects.toThrow(/abort/);
	const waits = await execa("pgrep", ["--full", `flock.*${path}`], { reject: false });
	expect(waits.stdout.split("\n")).toHaveLength(1);
	await held.release();
	expect(await isLocked(path)).toBe(false);
});

test("goes on being held when the wait's signal is aborted later", async () => {
	const path = fresh();
	const interruption = new AbortController();
	const lock = await takeLock(path, { signal: interruption.signal });
	interruption.abort();
	expect(await isLocked(path)).toBe(true);
	await lock.release();
	expect(await isLocked(path)).toBe(false);
});
