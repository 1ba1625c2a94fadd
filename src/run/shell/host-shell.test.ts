import { afterAll, beforeAll, expect, test } from "vitest";
import { HostShell } from "./host-shell.js";
import { localHost } from "./local-host.js";

let host: Awaited<ReturnType<typeof localHost>>;
let control: HostShell;
let shell: HostShell;
const open = () => HostShell.open(host, async () => control);
const run = (text: string, more: { watches?: string[]; timeoutMs?: number } = {}) =>
	shell.run({ text, timeoutMs: 5_000, ...more });

beforeAll(async () => {
	host = await localHost();
	control = await open();
	shell = await open();
});

afterAll(async () => {
	control.close();
	shell.close();
	await host.dispose();
});

test("keeps the two streams apart, and in the order in which they came", async () => {
	const { stdout, stderr, output, exitCode } = await run("echo one; sleep 0.05; echo two >&2; sleep 0.05; echo three");
	expect({ stdout, stderr, exitCode }).toEqual({ stdout: "one\nthree\n", stderr: "two\n", exitCode: 0 });
	expect(output.map((chunk) => chunk.text)).toEqual(["one\n", "two\n", "three\n"]);
});

test("keeps directory, variables, functions and the last exit code from order to order", async () => {
	await run("cd /usr; x='a b'; f() { echo \"$x in $PWD\"; }");
	expect((await run("f")).stdout).toBe("a b in /usr\n");
	expect((await run("(exit 7)")).exitCode).toBe(7);
	expect((await run('echo "$?"')).stdout).toBe("7\n");
});

test("reads output to its last byte, with or without a newline at its end", async () => {
	const { stdout } = await run("head -c 1000000 /dev/zero | tr '\\0' x; printf end");
	expect(stdout.length).toBe(1_000_003);
	expect(stdout.endsWith("xend")).toBe(true);
});

test("gives a statement no standard input", async () => {
	expect((await run('cat; read -r line; echo "read: $?"')).stdout).toBe("read: 1\n");
});

test("says which of the watched variables came out empty", async () => {
	expect((await run("a=`true`; b=1; unset c", { watches: ["a", "b", "c"] })).empty).toEqual(["a", "c"]);
});

test("a syntax error is the statement's own", async () => {
	const { exitCode, stderr } = await run("if then");
	expect(exitCode).not.toBe(0);
	expect(stderr).toContain("syntax error");
	expect((await run("echo here")).stdout).toBe("here\n");
});

test("a background process leaks nothing into a later statement, and is not waited for", async () => {
	const first = await run("{ sleep 0.2; echo late; } &");
	expect(first.durationMs).toBeLessThan(150);
	expect((await run("sleep 0.4; echo next")).stdout).toBe("next\n");
});

test("no output forges the end: neither text like a marker nor an echoing shell", async () => {
	expect((await run("printf '%s 0\\n' 0123456789abcdef0123456789abcdef; (exit 3)")).exitCode).toBe(3);
	await run("set -vx");
	expect(await run("echo seen; (exit 4)")).toMatchObject({ stdout: "seen\n", exitCode: 4, ended: "normally" });
	expect((await run("set +vx")).exitCode).toBe(0);
});

test("what never ends is ended, and its shell lives on", async () => {
	await run("kept=yes");
	expect(await run("echo begun; sleep 60 | cat", { timeoutMs: 200 })).toMatchObject({
		stdout: "begun\n",
		ended: "timeout",
		exitCode: null,
	});
	expect((await run('echo "$kept"')).stdout).toBe("yes\n");
});

test("a loop of the shell itself takes the shell with it when its time is up", async () => {
	shell = await open();
	expect((await run("while :; do :; done", { timeoutMs: 100 })).ended).toBe("timeout");
	expect(shell.alive).toBe(false);
	shell = await open();
	expect((await run("echo again")).stdout).toBe("again\n");
});

test("a statement that ends its shell says so, with what it printed before", async () => {
	expect(await run("echo bye; exit 3")).toMatchObject({ stdout: "bye\n", ended: "shell-ended", exitCode: null });
	expect(shell.alive).toBe(false);
	shell = await open();
});

test("heredocs, quotes and characters beyond ASCII arrive unchanged", async () => {
	const text = "cat <<'EOF'\nniño's €5 \\n $x `y`\nEOF";
	expect((await run(text)).stdout).toBe("niño's €5 \\n $x `y`\n");
});
