import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { findmntArguments, isWithin, listedMounts, mountedIn, mountsNow } from "./mounts.js";

test("a mount is found with the blanks in its name, after the one that it lies in", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla mounts "));
	onTestFinished(() => rm(folder, { recursive: true }));
	const script = 'mount -t tmpfs one "$0" && mkdir "$0/in it" && mount -t tmpfs two "$0/in it" && exec findmnt "$@"';
	const inside = ["--map-root-user", "--mount", "sh", "-c", script, folder, ...findmntArguments];
	const found = listedMounts((await execa("unshare", inside)).stdout);
	const ours = found.filter(({ point }) => isWithin(folder, point));
	expect(ours.map(({ point, what }) => [point, what.split(" ").slice(-2)])).toEqual([
		[folder, ["tmpfs", "one"]],
		[join(folder, "in it"), ["tmpfs", "two"]],
	]);
});

test("the kernel's own are there", async () => {
	expect((await mountsNow()).map(({ point }) => point)).toEqual(expect.arrayContaining(["/", "/proc"]));
	expect(await mountedIn("/proc")).toContain("/proc");
	expect(await mountedIn("/proc/self/fd")).toEqual([]);
});

test("a folder is told from one whose name begins like it", () => {
	expect(isWithin("/srv/a", "/srv/a/b")).toBe(true);
	expect(isWithin("/srv/a", "/srv/ab")).toBe(false);
	expect(isWithin("/", "/srv")).toBe(true);
});
