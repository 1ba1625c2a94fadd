import { expect, test } from "vitest";
import { isWithin, mountedIn, mountsNow, parseMounts } from "./mounts.js";

test("a mount is read, with the blanks in its name", () => {
	const line = "36 35 98:0 /data /mnt/my\\040data rw,noatime master:1 - ext4 /dev/root rw,errors=continue";
	expect(parseMounts(`${line}\n`)).toEqual([
		{ point: "/mnt/my data", what: "98:0 /data /mnt/my\\040data ext4 /dev/root" },
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
