import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { execa } from "execa";
import { expect, it } from "vitest";
import { isLocked, takeLock } from "./lock.js";

const lockModule = new URL("./lock.ts", import.meta.url).pathname;
const fresh = () => `test ${randomBytes(8).toString("hex")}`;

it("is held by one at a time, in the order of its release", async () => {
	const name = fresh();
	const order: string[] = [];
	const first = await takeLock(name);
	const second = takeLock(name, () => order.push("second waits")).then(async (lock) => {
		order.push("second has it");
		await lock.release();
	});
	expect(await isLocked(name)).toBe(true);
	await expect.poll(() => order).toEqual(["second waits"]);
	order.push("first releases");
	await first.release();
	await second;
	expect(order).toEqual(["second waits", "first releases", "second has it"]);
	expect(await isLocked(name)).toBe(false);
});

it("is free as soon as the process that held it is killed", async () => {
	const name = fresh();
	const script = `import { createJiti } from "jiti";
		const { takeLock } = await createJiti(process.cwd()).import(${JSON.stringify(lockModule)});
		await takeLock(${JSON.stringify(name)});
		console.log("taken");
		setInterval(() => {}, 1000);`;
	const holder = execa("node", ["--input-type=module", "--eval", script], { reject: false });
	await once(holder.stdout, "data");
	expect(await isLocked(name)).toBe(true);
	const waiting = takeLock(name);
	holder.kill("SIGKILL");
	await (await waiting).release();
	expect(await isLocked(name)).toBe(false);
});
