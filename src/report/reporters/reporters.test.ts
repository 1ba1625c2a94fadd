import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { verdictsOf } from "../../../test/verdicts.fixture.js";
import type { Companion } from "../../companion/definition.js";
import type { Report } from "../../model/report.js";
import { toReport } from "../report.js";
import { githubAnnotations } from "./github.js";
import { jobSummary } from "./job-summary.js";
import { junit } from "./junit.js";
import { type ReporterRequest, reporterRequest, takesOutput, writeReports } from "./reporters.js";
import { tap } from "./tap.js";

const markdown = "# Demo\n\n```console\n$ a '<b>&'\none\n$ c; d\n```\n\n## More\n\n```sh\nlast # 100%\n```\n";
const today = { expect: { today: "1" }, because: "it counts now", since: "2.0" };
const companion: Companion = { statements: [{ statement: "a '<b>&'", ...today }] };

function report(printed: Parameters<typeof verdictsOf>[1], companion: Companion | null = null): Report {
	return toReport(verdictsOf(markdown, printed, companion).verdicts);
}

const mixed = report([{ stdout: "\u001b[1mtwo\u0000\n" }, {}, { exitCode: 3, stderr: "no: 50%\n" }, null]);

test("JUnit: a suite a section, with file, line and what differs", () => {
	const xml = junit(mixed);
	expect(xml).toContain('<testsuites name="charla" tests="5" failures="2" skipped="1" errors="0" time="1.234">');
	expect(xml).toContain('<testsuite name="Demo › More" tests="1" failures="0" skipped="1"');
	expect(xml).toMatch(
		/<testcase name="a '&#x3C;b>&#x26;'" classname="docs\/demo.md.Demo" file="docs\/demo.md" line="4"/,
	);
	expect(xml).toContain("- one\n+ two\uFFFD</failure>");
	expect(xml).toContain('<skipped message="not run">');
	expect(xml).not.toContain("\u0000");
});

test("TAP 14: a plan, a point each, directives escaped, diagnostics in YAML", () => {
	const text = tap(mixed);
	expect(text.split("\n").slice(0, 3)).toEqual(["TAP version 14", "1..5", "not ok 1 - a '<b>&'"]);
	expect(text).toContain('  ---\n  message: "declared “as written”, found “failed”: the output is not the one');
	expect(text).toContain('  at: "docs/demo.md:4:3"\n');
	expect(text).toContain("ok 4 - last # SKIP not run\n");
	expect(text).toMatch(/ok 5 - nothing is left on the real machine\n$/);
});

test("GitHub: an error at its line, a warning for what was not run, a notice for drift", () => {
	const lines = githubAnnotations(mixed).split("\n");
	expect(lines[1]).toBe(
		"::error file=docs/demo.md,line=6,col=6,title=d::declared “as written”, found “failed”: exit code 3: no: 50%25%0A$ d%0Ano: 50%25",
	);
	expect(lines[2]).toBe("::warning file=docs/demo.md,line=12,col=1,title=last::not run");
	const drift = report([{ stdout: "1" }, {}, {}, {}], companion);
	expect(githubAnnotations(drift)).toBe("::notice file=docs/demo.md,line=4,col=3,title=a '<b>&'::it counts now\n");
	const elsewhere = { ...drift, document: { ...drift.document, path: "/w/docs/demo.md" } };
	expect(githubAnnotations(elsewhere, "/w")).toContain("file=docs/demo.md,");
});

test("the job's summary: the verdict, what is wrong, drift, what was not run", () => {
	const page = jobSummary(mixed);
	expect(page).toContain("## ❌ `docs/demo.md`");
	expect(page).toContain("```diff\n$ a '<b>&'\n- one\n+ two");
	expect(page).toContain("### Not run\n");
	const drifted = jobSummary(report([{ stdout: "1" }, {}, {}, {}], companion));
	expect(drifted).toContain("## ✅ `docs/demo.md`");
	expect(drifted).toMatch(/\| 4 +\| `a '<b>&'` +\| .* \| 2\.0 +\| it counts now \|/);
});

test("a file that cannot be written is named, and keeps none of the others back", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla-reporters-"));
	const requests: ReporterRequest[] = [
		{ name: "json", file: "/dev/full" },
		{ name: "tap", file: join(folder, "gone/t.tap") },
		{ name: "junit", file: join(folder, "j.xml") },
	];
	expect(writeReports(requests, mixed)).toEqual([
		{ file: "/dev/full", error: expect.stringContaining("ENOSPC") },
		{ file: join(folder, "gone/t.tap"), error: expect.stringContaining("ENOENT") },
	]);
	expect(await readFile(join(folder, "j.xml"), "utf8")).toBe(junit(mixed));
	await rm(folder, { recursive: true });
});

test("several at once, into files, and on GitHub onto the job's page", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla-reporters-"));
	const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
	vi.stubEnv("GITHUB_STEP_SUMMARY", join(folder, "page.md"));
	vi.stubEnv("GITHUB_ACTIONS", "");
	const requests = [`junit=${join(folder, "j.xml")}`, `json=${join(folder, "r.json")}`, "github"].map(reporterRequest);
	const asked = requests.filter((request) => request !== null);
	writeReports(asked, mixed);
	expect(takesOutput(asked)).toBe(false);
	expect(await readFile(join(folder, "j.xml"), "utf8")).toBe(junit(mixed));
	expect(JSON.parse(await readFile(join(folder, "r.json"), "utf8"))).toEqual(mixed);
	expect(await readFile(join(folder, "page.md"), "utf8")).toBe(`${jobSummary(mixed)}\n`);
	expect(write.mock.calls.map(([text]) => text)).toEqual([githubAnnotations(mixed, process.env.GITHUB_WORKSPACE)]);
	expect(takesOutput([{ name: "tap", file: null }])).toBe(true);
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true });
});

test("an unknown reporter is none", () => {
	expect(reporterRequest("xml")).toBeNull();
	expect(reporterRequest("toString")).toBeNull();
	expect(reporterRequest("tap=a=b")).toEqual({ name: "tap", file: "a=b" });
});

describe("what makes a run red or incomplete and is no statement", () => {
	const claimed: Report["claims"][number] = {
		...{ id: "c", line: 2, column: 1, heading: ["Demo"], text: "It is so.", verdict: "holds", declared: "holds" },
		...{ reason: null, since: null, evidence: [], observed: true, counterexample: "holds" },
	};
	const prepared = { before: "s1", executed: "make it", exitCode: 2, reason: "it must be", durationMs: 1 };
	const whole: Report = {
		...mixed,
		claims: [claimed],
		preparations: [prepared, { ...prepared, executed: "make that", failed: "no rule" }],
		coverage: { ...mixed.coverage, sentences: 4, uncovered: 3 },
		minCoverage: 50,
	};

	test("a claim that does not fail under its counterexample", () => {
		expect(tap(whole)).toMatch(/^ok 1 - c: It is so\.\nnot ok 2 - c: can fail$/m);
		expect(junit(whole)).toContain('<failure message="does not fail under its counterexample (holds)"');
		expect(githubAnnotations(whole)).toMatch(/^::error file=docs\/demo.md,line=2,col=1,title=c%3A can fail::/m);
		expect(jobSummary(whole)).toContain("❌ holds");
		expect(tap({ ...whole, claims: [{ ...claimed, counterexample: "refuted" }] })).toMatch(/^ok 2 - c: can fail$/m);
		expect(tap({ ...whole, claims: [{ ...claimed, counterexample: null }] })).not.toContain("can fail");
	});

	test("a preparation that could not be done", () => {
		expect(tap(whole)).toMatch(/^ok \d - make that # SKIP could not be prepared \(it must be\): 2 no rule$/m);
		expect(tap(whole)).not.toContain("make it");
	});

	test("too few sentences that are covered", () => {
		expect(tap(whole)).toMatch(/^not ok \d - sentences not covered: 3$/m);
		expect(tap({ ...whole, minCoverage: 25 })).toMatch(/^ok \d - sentences not covered: 3$/m);
	});
});
