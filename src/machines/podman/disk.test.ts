import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { makeDisk, withAdminPrograms } from "./disk.js";

test("makes a file system that takes up little of its size", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla-disk-"));
	onTestFinished(() => rm(folder, { recursive: true }));
	const path = join(folder, "disk");
	await makeDisk(path);
	const { size, blocks } = await stat(path);
	expect(size).toBeGreaterThanOrEqual(2 ** 30);
	expect(blocks * 512).toBeLessThan(size / 20);
	const checked = await promisify(execFile)("e2fsck", ["-fn", path], { env: withAdminPrograms });
	expect(checked.stdout).toMatch(/disk: 11\/\d+ files/);
});
