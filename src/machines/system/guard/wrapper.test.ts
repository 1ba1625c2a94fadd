import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callsByReach } from "./reach.fixture.js";
import { type ClientWrapper, clientWrapper } from "./wrapper.js";

// Where the real client would be, a program that says what it was called with: this machine may have no engine.
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-test-"));
	const client = '#!/bin/sh\nprintf "%s\\n" "LXD_CONF=$LXD_CONF" "LXC_REMOTE=${LXC_REMOTE-none}" "$@"\n';
	await writeFile(join(folder, "client"), client, { mode: 0o755 });
});

afterAll(() => rm(folder, { recursive: true }));

async function called(words: readonly string[], more: Partial<ClientWrapper> = {}) {
	const path = join(folder, "lxc");
	const environment = { LXD_CONF: "/run's own", LXC_REMOTE: null };
	const wrapper = { path: join(folder, "client"), project: "charla-1", environment, remotes: null };
	await writeFile(path, clientWrapper({ ...wrapper, hostChanges: false, ...more }), { mode: 0o755 });
	const env = { LXD_CONF: "/etc", LXC_REMOTE: "far" };
	const { exitCode, stdout, stderr } = await execa("sh", [path, ...words], { reject: false, env });
	return { exitCode, stderr, words: stdout.split("\n") };
}

const ours = ["LXD_CONF=/run's own", "LXC_REMOTE=none"];

test.each(Object.entries(callsByReach).flatMap(([reach, calls]) => calls.map((words) => ({ reach, words }))))(
	"$reach: lxc $words",
	async ({ reach, words }) => {
		const { exitCode, stderr, words: seen } = await called(words);
		if (reach !== "project") {
			expect(exitCode).toBe(1);
			const why = { outside: "leave the project", shared: "all projects", host: "the host's own" }[reach];
			expect(stderr).toContain(why);
			return;
		}
		expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
		if (words[0] !== "query") expect(seen).toEqual([...ours, ...words]);
	},
);

test.each([
	["query /1.0/instances/mine/state", "query /1.0/instances/mine/state?project=charla-1"],
	["query -X PATCH /1.0/images/x?a=b -d {}", "query -X PATCH /1.0/images/x?a=b&project=charla-1 -d {}"],
	["query -d /1.0/instances /1.0/profiles", "query -d /1.0/instances /1.0/profiles?project=charla-1"],
	["query local:/1.0/storage-pools/p/volumes", "query local:/1.0/storage-pools/p/volumes?project=charla-1"],
	["query -X DELETE /1.0/instances/a?project=charla-1", "query -X DELETE /1.0/instances/a?project=charla-1"],
	["query /1.0/instances?project=default", "query /1.0/instances?project=default"],
	["query /1.0/networks", "query /1.0/networks"],
	["query far:/1.0/instances", "query far:/1.0/instances"],
])("a raw query reaches the project: %s", async (typed, reached) => {
	expect((await called(typed.split(" "))).words).toEqual([...ours, ...reached.split(" ")]);
});

test("a client that does not keep to its configuration is told the project", async () => {
	const seen = async (...words: string[]) => (await called(words, { remotes: join(folder, "none") })).words.slice(2);
	expect(await seen("--debug", "list")).toEqual(["--project", "charla-1", "--debug", "list"]);
	expect(await seen("remote", "list")).toEqual(["remote", "list"]);
});

test("what all share is let in where that is allowed; what leaves the project is not", async () => {
	const allowed = { hostChanges: true };
	expect((await called(["network", "delete", "lxdbr0"], allowed)).exitCode).toBe(0);
	expect((await called(["config", "edit"], allowed)).exitCode).toBe(0);
	expect((await called(["--project", "default", "list"], allowed)).exitCode).toBe(1);
});

test("words come through as they are", async () => {
	const words = ["exec", "web", "--", "sh", "-c", "echo 'a  b' \"$HOME\" *", "", "--"];
	expect((await called(words)).words).toEqual([...ours, ...words]);
});
