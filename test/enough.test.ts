import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toReport } from "../src/report/report.js";
import { verdictsOf } from "./verdicts.fixture.js";

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-enough-"));
});

afterAll(() => rm(folder, { recursive: true }));

const claim = {
	...{ line: 1, column: 1, heading: [], text: "", declared: "holds" as const, reason: null, since: null, evidence: [] },
	counterexample: null,
};
/** A report of three statements, the last of which was not run, and two claims, of which one was decided. */
const report = {
	...toReport(verdictsOf("```sh\na\nb\nc\n```\n", [{}, {}, null]).verdicts),
	claims: [
		{ ...claim, id: "a", verdict: "holds" as const, observed: true },
		{ ...claim, id: "b", verdict: "untestable" as const, observed: false },
	],
};

async function enough(written: object, ...wanted: string[]) {
	const path = join(folder, "report.json");
	await writeFile(path, JSON.stringify(written));
	return execa("node", [".github/enough.mjs", path, ...wanted], { reject: false });
}

test.each([
	["2", "1", 0],
	["0", "0", 0],
	["3", "1", 1],
	["2", "2", 1],
])("%s statements and %s claims: %i", async (statements, claims, exitCode) => {
	const result = await enough(report, statements, claims);
	expect(result.exitCode).toBe(exitCode);
	expect(result.stdout).toContain("2 of 3 statements worked");
	expect(result.stdout).toContain("1 of 2 claims were decided");
});

test("a document that does not work is not enough, however much was run", async () => {
	expect(await enough({ ...report, works: false }, "1", "1")).toMatchObject({ exitCode: 1 });
});

test.each([[[]], [["1"]], [["x", "1"]], [["1", "1", "1"]], [["-1", "1"]]])("%j is not asked for", async (wanted) => {
	expect((await enough(report, ...wanted)).exitCode).toBe(2);
});

test("no report is a failure", async () => {
	const { exitCode } = await execa("node", [".github/enough.mjs", join(folder, "none.json"), "0", "0"], {
		reject: false,
	});
	expect(exitCode).not.toBe(0);
});
