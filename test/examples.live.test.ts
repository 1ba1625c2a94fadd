import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepare } from "../src/library/prepare.js";
import { verify } from "../src/library/verify.js";
import type { Verdicts } from "../src/model/verdicts.js";
import { toReport } from "../src/report/report.js";

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-examples-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** A document of docs/examples, run with its companion, or as a copy that has none. */
async function verified(name: string, alone: boolean): Promise<Verdicts> {
	const beside = join("docs/examples", `${name}.md`);
	const path = alone ? join(folder, `${name}.md`) : beside;
	if (alone) await copyFile(beside, path);
	const { plan, companion, messages } = await prepare(path);
	expect(messages).toEqual([]);
	const options = { machine: "debian:12/lxd", install: true, keep: false, counterexamples: true, onEvent: () => {} };
	return verify(plan, companion, options);
}

/** What is not as it should be, in words. */
function wrong(verdicts: Verdicts): string[] {
	const { steps, claims, leftovers } = toReport(verdicts);
	return [
		...steps
			.filter(({ verdict, declared }) => verdict !== declared)
			.map(({ id, verdict, reason, diff }) => `${id} ${verdict}: ${reason} ${diff ?? ""}`),
		...claims
			.filter(({ verdict, counterexample }) => verdict !== "holds" || counterexample !== "refuted")
			.map(({ id, verdict, reason, counterexample }) => `${id} ${verdict}: ${reason} (${counterexample})`),
		...leftovers,
	];
}

/** Where no image server is reached, the machine's own image stands in, and the run is not whole. */
function stoodIn({ steps, transcript }: Verdicts): number {
	return steps.filter(
		({ verdict }, index) => verdict === "adapted" && transcript.plan.steps[index]?.adaptation?.standIn,
	).length;
}

describe.each([
	["nginx", 14, 2],
	["lxd-tutorial", 22, 2],
])("%s", (name, statements, claims) => {
	test.each([
		["with its companion", false],
		["without", true],
	])("%s", async (_, alone) => {
		const verdicts = await verified(name, alone);
		expect(wrong(verdicts)).toEqual([]);
		expect(verdicts.steps).toHaveLength(statements);
		expect(verdicts.claims).toHaveLength(alone ? 0 : claims);
		expect(verdicts.works).toBe(true);
		expect(verdicts.incomplete).toBe(stoodIn(verdicts) > 0);
	});
});

test("greet, a small program with its own files, and npm from the registry", async () => {
	const verdicts = await verified("greet/README", false);
	expect(wrong(verdicts)).toEqual([]);
	expect(verdicts.steps.map(({ verdict }) => verdict)).toEqual(Array(4).fill("as-written"));
	expect(verdicts).toMatchObject({ works: true, incomplete: false });
	const { preparations } = toReport(verdicts);
	expect(preparations.slice(0, 2).map(({ executed }) => executed)).toEqual([
		"apt-get install --no-install-recommends nodejs npm",
		"tar --extract --directory=/root/greet",
	]);
});

describe("postgresql, whose placeholders have no value of their own", () => {
	test("with its companion", async () => {
		const verdicts = await verified("postgresql", false);
		expect(wrong(verdicts)).toEqual([]);
		expect(verdicts).toMatchObject({ works: true, incomplete: false, coverage: { uncovered: 0 } });
	});

	test("without, what has no value is left out, what needs none is run, and it is never green", async () => {
		const verdicts = await verified("postgresql", true);
		const reasons = new Set(toReport(verdicts).steps.map(({ verdict, reason }) => `${verdict}: ${reason}`));
		expect([...reasons]).toContain("skipped: the placeholder <image> has no value");
		expect([...reasons]).toContain("skipped: nothing sets $PORT");
		expect(verdicts.incomplete).toBe(true);
	});
});
