import { afterEach, describe, expect, test } from "vitest";
import { spawnHere } from "./local-host.js";
import { NoShell } from "./no-shell.js";
import { Shell } from "./shell.js";

let shell: Shell;
const run = (text: string, more: { watches?: string[]; timeoutMs?: number } = {}) =>
	shell.run({ text, timeoutMs: 5_000, ...more });

afterEach(() => shell.close());

describe.each(["bash", "dash"])("a shell (%s)", (kind) => {
	const open = async () => {
		shell = await Shell.open(spawnHere);
		if (kind !== "bash") await shell.enter(kind);
	};

	test("keeps the two streams apart, and in the order in which they came", async () => {
		await open();
		const { stdout, stderr, output, exitCode } = await run(
			"echo one; sleep 0.05; echo two >&2; sleep 0.05; echo three",
		);
		expect({ stdout, stderr, exitCode }).toEqual({ stdout: "one\nthree\n", stderr: "two\n", exitCode: 0 });
		expect(output.map((chunk) => chunk.text)).toEqual(["one\n", "two\n", "three\n"]);
	});

	test("starts in a folder, and at home where that is gone", async () => {
		shell = await Shell.open(spawnHere, { folder: "/usr/lib" });
		expect((await run("pwd")).stdout).toBe("/usr/lib\n");
		shell.close();
		shell = await Shell.open(spawnHere, { folder: "/usr/nowhere" });
		expect((await run('[ "$PWD" = "$HOME" ] && echo home')).stdout).toBe("home\n");
	});

	test("keeps directory, variables, functions and the last exit code from order to order", async () => {
		await open();
		await run("cd /usr; x='a b'; f() { echo \"$x in $PWD\"; }");
		expect((await run("f")).stdout).toBe("a b in /usr\n");
		expect((await run("(exit 7)")).exitCode).toBe(7);
		expect((await run('echo "$?"')).stdout).toBe("7\n");
		expect((await run('echo "$?"')).stdout).toBe("0\n");
	});

	test("reads output to its last byte, with or without a newline at its end", async () => {
		await open();
		const { stdout } = await run("head -c 100000 /dev/zero | tr '\\0' x; printf end");
		expect(stdout.length).toBe(100_003);
		expect(stdout.endsWith("xend")).toBe(true);
	});

	test("gives a statement no standard input, and nothing of its own", async () => {
		await open();
		expect((await run('cat; read -r line; echo "read: $?"')).stdout).toBe("read: 1\n");
		const seen = (await run("ls /proc/self/fd")).stdout.trim().split("\n").map(Number);
		expect(seen.filter((descriptor) => descriptor < 100)).toEqual([0, 1, 2, 3]);
	});

	test("says which of the watched variables came out empty", async () => {
		await open();
		expect((await run("a=`true`; b=1; unset c", { watches: ["a", "b", "c"] })).empty).toEqual(["a", "c"]);
	});

	test("a syntax error is the statement's own", async () => {
		await open();
		for (const text of ["if then", "echo 'open", 'echo "$(']) {
			const { exitCode, stderr, ended } = await run(text);
			expect({ text, ended }).toEqual({ text, ended: "normally" });
			expect(exitCode).not.toBe(0);
			expect(stderr).toMatch(/syntax error|unexpected EOF|Missing/i);
			expect((await run("echo here")).stdout).toBe("here\n");
		}
	});

	test("heredocs, quotes and characters beyond ASCII arrive unchanged", async () => {
		await open();
		const text = "cat <<'EOF'\nniño's €5 \\n $x `y`\nEOF";
		expect((await run(text)).stdout).toBe("niño's €5 \\n $x `y`\n");
	});

	test("what never ends is ended, and its shell lives on", async () => {
		await open();
		await run("kept=yes");
		expect(await run("echo begun; sleep 60 | cat", { timeoutMs: 200 })).toMatchObject({
			stdout: "begun\n",
			ended: "timeout",
			exitCode: null,
		});
		expect((await run('echo "$kept"')).stdout).toBe("yes\n");
	});

	test("a statement that ends its shell says so, with what it printed before", async () => {
		await open();
		expect(await run("echo bye; exit 3")).toMatchObject({ stdout: "bye\n", ended: "shell-ended", exitCode: null });
		expect(shell.alive).toBe(kind !== "bash");
	});

	test("shows nothing of itself under set -v and set -x", async () => {
		await open();
		await run("set -vx");
		expect(await run("echo seen; (exit 4)")).toMatchObject({ stdout: "seen\n", exitCode: 4, ended: "normally" });
		expect((await run("set +vx")).stderr).not.toContain("printf");
	});
});

test("what a background process prints later is no later statement's, and is not waited for", async () => {
	shell = await Shell.open(spawnHere);
	const first = await run("{ sleep 0.2; echo late; echo late >&2; } & echo $!");
	expect(first.durationMs).toBeLessThan(150);
	const next = await run("sleep 0.4; echo next; echo $!");
	expect(next).toMatchObject({ stdout: `next\n${first.stdout}`, stderr: "" });
	expect((await run("wait $!; echo $?")).stdout).toBe("0\n");
});

test("the end of a time limit leaves what earlier statements started in the background", async () => {
	shell = await Shell.open(spawnHere);
	await run("sleep 30 &");
	expect((await run("sleep 60", { timeoutMs: 300 })).ended).toBe("timeout");
	expect((await run("kill $!; echo $?")).stdout).toBe("0\n");
});

test("a loop of the shell itself takes the shell with it when its time is up", async () => {
	shell = await Shell.open(spawnHere);
	expect((await run("while :; do :; done", { timeoutMs: 100 })).ended).toBe("timeout");
	expect(shell.alive).toBe(false);
	expect((await run("echo again")).ended).toBe("shell-ended");
});

test("orders wait for their turn", async () => {
	shell = await Shell.open(spawnHere);
	const said = await Promise.all(["sleep 0.1; echo one", "echo two"].map((text) => run(text)));
	expect(said.map(({ stdout }) => stdout)).toEqual(["one\n", "two\n"]);
});

describe("a shell that a command opens in it", () => {
	test("is typed into, and left with the command's exit code", async () => {
		shell = await Shell.open(spawnHere);
		await run("name=inner; cd /usr");
		await shell.enter('env NAME="$name" bash');
		expect((await run('echo "$NAME in $PWD"; name=other')).stdout).toBe("inner in /usr\n");
		expect(await run("exit 4")).toMatchObject({ ended: "shell-ended", leftWith: 4 });
		expect((await run('echo "$name"')).stdout).toBe("inner\n");
		await shell.enter("sh");
		expect(await shell.leave()).toBe(0);
		expect(shell.depth).toBe(0);
	});

	test.each(["bash", "dash"])("can be started by exec, and killed, without the one around it: %s", async (around) => {
		shell = await Shell.open(spawnHere);
		await shell.enter(around);
		await shell.enter("exec bash");
		expect(await run("kill -9 $$")).toMatchObject({ ended: "shell-ended", leftWith: 137 });
		expect((await run("echo on")).stdout).toBe("on\n");
	});

	test("lives in a copy of the shell that it was typed into, which stays free", async () => {
		shell = await Shell.open(spawnHere);
		await run("name='a b'; cd /usr; f() { echo called; }");
		const copy = await shell.fork();
		await copy.enter('NAME="$name" sh', { last: true });
		expect((await copy.run({ text: 'echo "$NAME in $PWD"', timeoutMs: 5_000 })).stdout).toBe("a b in /usr\n");
		expect((await run("f; jobs; echo free")).stdout).toBe("called\nfree\n");
		expect(await copy.leave()).toBe(0);
		expect(copy.alive).toBe(false);
	});

	test("is an error with what the command said where it opens none", async () => {
		shell = await Shell.open(spawnHere);
		const error = await shell.enter("echo no such instance >&2; (exit 1)").catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NoShell);
		expect(error).toMatchObject({ exitCode: 1, stderr: "no such instance\n" });
		expect((await run("echo on")).stdout).toBe("on\n");
	});
});
