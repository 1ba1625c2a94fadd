import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { type Printed, verdictsOf } from "../../../test/verdicts.fixture.js";
import { toReport } from "../report.js";
import { jobSummary, longestPage } from "./job-summary.js";
import { writeReports } from "./reporters.js";

function report(printed: readonly Printed[]) {
	const blocks = printed.map((_, index) => `\`\`\`sh\ncommand ${index + 1}\n\`\`\`\n`);
	return toReport(verdictsOf(`# Demo\n\n${blocks.join("\n")}`, printed).verdicts);
}

const mebibyte = 1024 * 1024;

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

test("a detail is at most a hundred lines, with its beginning and its end", () => {
	const page = jobSummary(report([{ exitCode: 1, stderr: `first\n${"x\n".repeat(5000)}last\n` }]));
	expect(page.split("\n").length).toBeLessThan(130);
	expect(page).toContain("$ command 1\nfirst\n");
	expect(page).toMatch(/lines more …\]/);
	expect(page).toContain("\nlast\n```");
});

test("what was left behind is the first of what is not as declared", () => {
	const page = jobSummary({ ...report([{ exitCode: 1 }]), works: false, leftovers: ["network veth0"] });
	expect(page.indexOf("network veth0")).toBeGreaterThan(0);
	expect(page.indexOf("network veth0")).toBeLessThan(page.indexOf("command 1"));
});

test("a page is never longer than GitHub takes, and says where it was shortened", () => {
	const long = report(Array(200).fill({ exitCode: 1, stderr: "ñ".repeat(20_000) }));
	const page = jobSummary(long);
	expect(Buffer.byteLength(page)).toBeLessThanOrEqual(longestPage);
	expect(page).toMatch(/^## ❌/);
	expect(page).toMatch(/\n```\n\nThis page was shortened: .*\n$/);
});

test("several documents of one step share its page", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla-page-"));
	const path = join(folder, "page.md");
	vi.spyOn(process.stdout, "write").mockReturnValue(true);
	vi.stubEnv("GITHUB_STEP_SUMMARY", path);
	vi.stubEnv("GITHUB_ACTIONS", "");
	const long = report(Array(60).fill({ exitCode: 1, stderr: "ñ".repeat(20_000) }));
	for (let count = 0; count < 3; count++) writeReports([{ name: "github", file: null }], long);
	const page = await readFile(path);
	await rm(folder, { recursive: true });
	expect(page.length).toBeLessThan(mebibyte);
	expect(page.toString().match(/^## ❌/gm)?.length).toBeGreaterThan(1);
});
