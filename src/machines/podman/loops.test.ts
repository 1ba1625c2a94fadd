import { expect, test } from "vitest";
import { deviceNumbers } from "./loops.js";

test("finds the device number of every mount", () => {
	const mountinfo = [
		"148 102 0:44 / / rw,relatime - overlay overlay rw,lowerdir=/run/charla/tree",
		"162 148 7:0 /engine /var/lib/lxd rw,noatime - ext4 /dev/loop0 rw",
		"",
	].join("\n");
	expect(deviceNumbers(mountinfo)).toEqual(["0:44", "7:0"]);
});
