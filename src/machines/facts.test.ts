import { expect, test } from "vitest";
import { prettyName, serverVersion } from "./facts.js";

test("names the host as its os-release does, without the kernel's family", () => {
	expect(prettyName('NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe(
		"Debian 12 (bookworm)",
	);
	expect(prettyName("PRETTY_NAME=Alpine\n")).toBe("Alpine");
	expect(prettyName("")).toBeNull();
});

test("finds the daemon's version in its description of itself", () => {
	expect(serverVersion('{"environment": {"server": "lxd", "server_version": "5.0.2"}}')).toBe("5.0.2");
	expect(serverVersion("Error: not found")).toBeNull();
});
