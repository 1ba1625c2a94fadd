import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MachineUnavailable, type PipedOptions } from "./machine.js";
import { lastLines, parseRecords, runSequence } from "./sequence.js";

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-sequence-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** This computer, with a folder of the test's for what a sequence that is killed leaves; a machine takes it along. */
const here = {
	spawn: ([program = "", ...argv]: readonly string[]) => {
		const ours = { env: { TMPDIR: folder } };
		const options: PipedOptions = {
			...ours,
			...{ stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false },
		};
		return execa(program, argv, options);
	},
};

test("answers each command's exit code and both its outputs", async () => {
	const records = await runSequence(here, ["printf 'a\\nb'", "cat; echo ñ >&2"], 5000);
	expect(records.map(({ durationMs, ...rest }) => rest)).toEqual([
		{ command: "printf 'a\\nb'", exitCode: 0, stdout: "a\nb", stderr: "" },
		{ command: "cat; echo ñ >&2", exitCode: 0, stdout: "", stderr: "ñ" },
	]);
});

test("is not held up by a program that a command leaves in the background", async () => {
	const started = Date.now();
	await runSequence(here, ["sleep 3 >/dev/null 2>&1 </dev/null &", "true"], 5000);
	expect(Date.now() - started).toBeLessThan(2000);
});

test("stops at the first that fails, and names it, its exit code and what it said", async () => {
	const failing = runSequence(here, ["true", "echo no bridge >&2; exit 7", "touch /nowhere"], 5000);
	await expect(failing).rejects.toThrow(MachineUnavailable);
	await expect(failing).rejects.toMatchObject({
		fault: { code: "preparation-failed", command: "echo no bridge >&2; exit 7", exitCode: 7, said: "no bridge" },
	});
});

test("names the command that never ends", async () => {
	await expect(runSequence(here, ["true", "sleep 5"], 300)).rejects.toMatchObject({
		fault: { code: "preparation-failed", command: "sleep 5", exitCode: null, seconds: 0.3 },
	});
});

test("says what became of a machine that went away", async () => {
	await expect(runSequence(here, ["kill -9 $PPID; sleep 1"], 5000)).rejects.toThrow("kill -9 $PPID");
});

test("takes an unfinished record for none", () => {
	expect(parseRecords(["a", "b"], "0\x005\x00out\x00err\x000\x00")).toEqual([
		{ command: "a", exitCode: 0, durationMs: 5, stdout: "out", stderr: "err" },
	]);
	expect(parseRecords(["a"], "")).toEqual([]);
});

test("shortens an output to its end", () => {
	expect(lastLines("a\nb\nc\n", 2)).toBe("b\nc");
});
