import { expect, test } from "vitest";
import { shellIn, unwrap } from "./opened-shell.js";

test.each([
	["sudo lxc list", "lxc list"],
	["sudo -u root -E /usr/bin/lxc list", "/usr/bin/lxc list"],
	["env A=b C=d lxc list", "lxc list"],
	["sudo env A=b nohup lxc list", "lxc list"],
	["timeout -k 1 5 lxc list", "lxc list"],
	["xargs -n 1 lxc start", "lxc start"],
	["sudo -- lxc list", "lxc list"],
	["nice -n 10 lxc list", "lxc list"],
	["lxc list", "lxc list"],
	["sudo", ""],
])("%s runs %s", (line, inner) => {
	expect(unwrap(line.split(" ")).join(" ")).toBe(inner);
});

test("no words, no shell", () => {
	expect(unwrap([])).toEqual([]);
	expect(shellIn([])).toBeNull();
});
