import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtCharla } from "../../test/built.fixture.js";

let folder: string;
let program: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-unawaited-"));
	await writeFile(join(folder, "a.md"), "# T\n\n    ls\n");
	program = await builtCharla();
});

afterAll(() => rm(folder, { recursive: true }));

/** The plan of a document whose companion reads so. */
async function plan(companion: string) {
	await writeFile(join(folder, "a.charla.ts"), companion);
	return execa("node", [program, "plan", join(folder, "a.md")], { reject: false });
}

test.each([
	[
		"a promise that is rejected",
		`Promise.reject(new Error("late")); export default {}`,
		/nobody waited.*: late\. Expected/,
	],
	[
		"a timer that throws",
		`setTimeout(() => { throw new Error("tick") }); export default {}`,
		/nobody waited.*: tick\. Expected/,
	],
	["a wait for ever", "await new Promise(() => {}); export default {}", /waits for something that never comes/],
])("%s is said without a stack, and the companion cannot be used", async (_, companion, said) => {
	const { exitCode, stderr } = await plan(companion);
	expect(stderr).toMatch(said);
	expect(stderr).not.toMatch(/^\s+at /m);
	expect(exitCode).toBe(2);
});
