import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { exists } from "../machines/cache/files.js";
import type { Machine } from "../machines/machine.js";
import { Places } from "./places.js";
import { spawnHere } from "./shell/local-host.js";

/** This machine's own shells, on which nothing is ever made. */
function placesHere(): Places {
	const never = async () => {
		throw new Error("never asked");
	};
	const machine: Machine = {
		name: "local",
		spawn: spawnHere,
		enter: "",
		startEngine: never,
		facts: never,
		dispose: async () => [],
	};
	const places = new Places(machine);
	onTestFinished(() => places.close());
	return places;
}

const isThere = async (text: string) => (await execa("pgrep", ["--full", text], { reject: false })).exitCode === 0;

test.each([
	["a program that does not end", "sleep 3141.5"],
	["a loop of the shell's own", "while :; do :; done # 3141.5"],
	["a program that stops the shell", "kill -STOP $$; sleep 3141.5"],
])(
	"%s is ended, and charla's own next command runs in another shell",
	async (_, command) => {
		const places = placesHere();
		const first = (await places.control()).pid;
		expect(await places.own(command, 300)).toMatchObject({ ended: "timeout", exitCode: null });
		expect(await isThere("sleep 3141.5")).toBe(false);
		expect(await places.own("echo next")).toMatchObject({ ended: "normally", stdout: "next\n" });
		expect((await places.control()).pid).not.toBe(first);
		await expect.poll(() => exists(`/proc/${first}`)).toBe(false);
	},
	20_000,
);
