import { expect, test } from "vitest";
import type { Ground } from "./ground.js";
import { Obstacle } from "./obstacle.js";
import { LiveProbe } from "./probe.js";

test("a command on the host is one that the machine admits, as it says", async () => {
	const typed: string[] = [];
	const ground: Ground = {
		own: async (command) => {
			typed.push(command);
			return { exitCode: command.includes("false") ? 1 : 0, stdout: "", stderr: "no\n" };
		},
		machine: {
			admit: (command) =>
				command === "reboot" ? { refused: { code: "changes-host", what: command } } : { run: `sudo ${command}` },
			spawn: () => expect.fail(),
		},
	};
	const host = LiveProbe.host(ground);
	await expect(host.run("reboot")).rejects.toThrow(Obstacle);
	await expect(host.must("reboot")).rejects.toThrow(Obstacle);
	await host.must("true");
	await expect(host.must("false")).rejects.toThrow("false: no");
	expect((await host.run("false")).exitCode).toBe(1);
	expect(typed).toEqual(["sudo true", "sudo false", "sudo false"]);
});
