import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtCharla } from "../../test/built.fixture.js";
import { ExitCode } from "./exit-codes.js";

let folder: string;
let program: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-closed-"));
	const block = "```\necho a rather long line so that the plan does not fit into a pipe\n```\n\n";
	await writeFile(join(folder, "a.md"), `# T\n\n${block.repeat(1500)}`);
	program = await builtCharla();
});

afterAll(() => rm(folder, { recursive: true }));

/** A call of the command line in a pipeline; its exit code, and what came out of the pipe. */
async function piped(pipeline: string) {
	const script = `${pipeline.replace("charla", `node ${program}`)}; exit "\${PIPESTATUS[0]}"`;
	return execa("bash", ["-c", script, "bash", folder], { reject: false, timeout: 30_000, killSignal: "SIGKILL" });
}

test("a reader that goes away ends the command, and nothing is said of it", async () => {
	const { exitCode, stdout, stderr } = await piped('charla plan "$1/a.md" | head -n 1');
	expect([exitCode, stderr]).toEqual([ExitCode.outputClosed, ""]);
	expect(stdout.split("\n")).toHaveLength(1);
});

test("also where it read both outputs", async () => {
	const { exitCode, timedOut } = await piped('charla plan "$1/a.md" 2>&1 | head -n 1');
	expect([exitCode, timedOut]).toEqual([ExitCode.outputClosed, false]);
});

test("a full disk is said, with the exit code of a file that cannot be written", async () => {
	const { exitCode, stderr } = await piped('charla plan "$1/a.md" >/dev/full');
	expect(exitCode).toBe(ExitCode.badInput);
	expect(stderr).toMatch(/^charla cannot write its output: ENOSPC/);
});
