import { afterEach, describe, expect, test } from "vitest";
import { spawnHere } from "./local-host.js";
import type { Outcome } from "./order.js";
import { Shell } from "./shell.js";

/** What a statement does to the shell that it is typed into, and what then becomes of it and of `echo next`. */
let shell: Shell;
const run = (text: string, timeoutMs = 20_000): Promise<Outcome> => shell.run({ text, timeoutMs });

afterEach(() => shell.close());

const next = { stdout: "next\n", stderr: "", exitCode: 0, ended: "normally" };

describe("the shell goes on as if nothing was", () => {
	const names = ["eval", "printf", "test", "command", "read", "trap", "exec", "echo2", "declare", "cat", "exit"];
	test.each([
		...names.map((name) => `${name}() { /bin/echo fooled; }`),
		...names.map((name) => `shopt -s expand_aliases; alias ${name}='/bin/echo fooled'`),
		"trap '/bin/echo bye' EXIT",
		"trap '/bin/echo failed' ERR",
		"trap '' PIPE TERM INT; trap : CHLD",
		"set -e",
		"set -u",
		"set -o posix",
		"set -C; set -f; set -k",
		"shopt -s extglob nullglob failglob",
		"PROMPT_COMMAND='/bin/echo prompted'; PS1=; PS4=",
		"IFS=0123456789abcdef",
		"exec </dev/null",
		"exec <&-",
		"exec 7>/dev/null 8<&7",
		"enable -n test; enable -n read; enable -n trap; enable -n pwd",
		"hash -p /nowhere printf",
		"PATH=/nowhere",
		"unset PATH IFS HOME",
		"umask 777",
		"readonly a b word",
		"printf '0123456789abcdef0123456789abcdefe0,,\\n'",
		"printf 'a\\0b\\n'",
		"yes | head -c 50000000",
	])("%s", async (attack) => {
		shell = await Shell.open(spawnHere);
		expect(await run(attack)).toMatchObject({ exitCode: 0, ended: "normally" });
		expect(await run("echo next")).toMatchObject(next);
		expect(await run("false || echo three")).toMatchObject({ stdout: "three\n", exitCode: 0 });
	});

	test("under a DEBUG trap each of the document's commands is trapped, and none of ours shown", async () => {
		shell = await Shell.open(spawnHere);
		await run("trap 'echo trapped' DEBUG");
		expect(await run("echo next")).toMatchObject({ ...next, stdout: "trapped\nnext\n" });
	});
});

describe("what the document leads elsewhere stays there, as in its reader's terminal", () => {
	test("exec >FILE", async () => {
		shell = await Shell.open(spawnHere);
		await run("log=$(mktemp); exec >$log");
		expect(await run("echo next")).toMatchObject({ ...next, stdout: "" });
		expect((await run("cat $log >&2; rm $log")).stderr).toBe("next\n");
	});

	test("exec >/dev/null, then back", async () => {
		shell = await Shell.open(spawnHere);
		await run("exec 5>&1 >/dev/null");
		expect(await run("echo next")).toMatchObject({ ...next, stdout: "" });
		await run("exec >&5");
		expect(await run("echo next")).toMatchObject(next);
	});

	test("exec 1>&- and 2>&-", async () => {
		shell = await Shell.open(spawnHere);
		expect(await run("exec 1>&-")).toMatchObject({ exitCode: 0, ended: "normally" });
		expect(await run("echo next")).toMatchObject({
			exitCode: 1,
			stderr: expect.stringContaining("Bad file descriptor"),
		});
		expect(await run("exec 2>&-")).toMatchObject({ exitCode: 0, ended: "normally" });
		expect(await run("true")).toMatchObject({ exitCode: 0, ended: "normally" });
	});
});

describe("a shell that was made useless is never taken for one that ran something", () => {
	test.each([
		["builtin() { :; }", "no-answer"],
		["enable -n printf", "no-answer"],
		["enable -n builtin", "no-answer"],
		["set -n", "no-answer"],
		["shopt -s extdebug; trap false DEBUG", "no-answer"],
		["ulimit -n 3", "shell-ended"],
		["exec 31>&- 32>&-; exec 31</dev/null", "normally"],
		["kill -STOP $$", "no-answer"],
		["kill -9 $$", "shell-ended"],
		["exec true", "shell-ended"],
		["set -e; false", "shell-ended"],
	])("%s", async (attack, ended) => {
		shell = await Shell.open(spawnHere);
		const started = performance.now();
		expect((await run(attack)).ended).toBe(ended);
		const after = await run("echo next");
		expect(performance.now() - started).toBeLessThan(8_000);
		if (ended === "normally") expect(after).toMatchObject(next);
		else expect(after).toMatchObject({ stdout: "", exitCode: null, ended: "shell-ended" });
		expect(shell.alive).toBe(ended === "normally");
	});

	test("enable -n eval: the next statement is not run, and says why", async () => {
		shell = await Shell.open(spawnHere);
		await run("enable -n eval");
		expect(await run("echo next")).toMatchObject({ ended: "not-run", exitCode: null, stdout: "" });
		expect(shell.alive).toBe(false);
	});

	test("exec sleep 1000 is ended, and takes its shell with it", async () => {
		shell = await Shell.open(spawnHere);
		expect((await run("exec sleep 1000", 300)).ended).toBe("timeout");
		expect(shell.alive).toBe(false);
	});
});

test("a program that waits long for its own input is not taken for a shell that does not answer", async () => {
	shell = await Shell.open(spawnHere);
	expect(
		await run("f=$(mktemp -u); mkfifo $f; { sleep 4; echo late; } >$f & read -r line <$f; rm $f; echo $line"),
	).toMatchObject({
		stdout: "late\n",
		ended: "normally",
	});
});

test("a flood in the background neither fills the memory nor keeps later statements from ending", async () => {
	shell = await Shell.open(spawnHere);
	await run("yes & flood=$!");
	expect(await run("echo next")).toMatchObject(next);
	expect(await run("kill $flood; echo next")).toMatchObject(next);
});

test("of a long output the beginning and the end are kept, and what is left out is counted", async () => {
	shell = await Shell.open(spawnHere);
	const { stdout, output } = await run("seq 1000000");
	expect(stdout.length).toBeLessThan(140_000);
	expect(stdout.startsWith("1\n2\n3\n")).toBe(true);
	expect(stdout.endsWith("999999\n1000000\n")).toBe(true);
	const left = Number(/\n\[… (\d+) bytes …\]\n/.exec(stdout)?.[1]);
	expect(stdout.length - `\n[… ${left} bytes …]\n`.length + left).toBe(6_888_896);
	expect(output.map(({ text }) => text).join("")).toBe(stdout);
});
