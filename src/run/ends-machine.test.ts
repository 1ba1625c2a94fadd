import { expect, test } from "vitest";
import { tellsToEnd } from "./ends-machine.js";

test.each([
	["reboot", true],
	["sudo /sbin/shutdown -h now", true],
	["systemctl --force poweroff", true],
	["test -e x && systemctl reboot", true],
	["echo reboot", false],
	["systemctl status reboot.target", false],
	["grep poweroff /etc/services", false],
])("%s: %s", (statement, tells) => {
	expect(tellsToEnd(statement)).toBe(tells);
});
