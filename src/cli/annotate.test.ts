import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { firstRun, fixtureDocument, fixtureReport, secondRun } from "../../test/report.fixture.js";
import type { Report } from "../model/report.js";
import { annotateCommand } from "./annotate.js";
import { diffCommand } from "./diff.js";

let folder: string;
let document: string;
let printed: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "charla-annotate-"));
	document = join(folder, "README.md");
	writeFileSync(document, fixtureDocument);
	printed = "";
	vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		printed += String(text);
		return true;
	});
});

afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
});

function saved(name: string, report: Report): string {
	const sha256 = createHash("sha256").update(fixtureDocument).digest("hex");
	const path = join(folder, name);
	writeFileSync(path, JSON.stringify({ ...report, document: { path: "README.md", sha256 } }));
	return path;
}

const never = () => Promise.reject(new Error("it must not be run"));

describe("annotate", () => {
	it("writes both documents from a saved report, and says when nothing changed", async () => {
		expect(await annotateCommand(document, { from: saved("a.json", fixtureReport(firstRun)) }, never)).toBe(0);
		expect(readdirSync(folder)).toEqual(["README.md", "a.json", "anotado.html", "anotado.md"]);
		const before = readFileSync(join(folder, "anotado.md"), "utf8");
		expect(await annotateCommand(document, { from: saved("b.json", fixtureReport(secondRun)) }, never)).toBe(0);
		expect(readFileSync(join(folder, "anotado.md"), "utf8")).toBe(before);
		expect(printed).toContain(`Sin cambios: ${join(folder, "anotado.html")}`);
	});

	it("runs the document where there is no saved report, writes elsewhere, and ends as the run does", async () => {
		const report: Report = JSON.parse(readFileSync(saved("a.json", fixtureReport()), "utf8"));
		const out = join(folder, "made");
		const code = await annotateCommand(document, { out, lang: "en" }, async (seen) => {
			seen(report);
			return 4;
		});
		expect(code).toBe(4);
		expect(readFileSync(join(out, "anotado.html"), "utf8")).toContain('<html lang="en">');
	});

	it("writes nothing where the run was interrupted", async () => {
		expect(await annotateCommand(document, {}, async () => 130)).toBe(130);
		expect(readdirSync(folder)).toEqual(["README.md"]);
	});

	it("fails a check with a diff where what is there no longer matches, and writes nothing", async () => {
		await annotateCommand(document, { from: saved("a.json", fixtureReport(firstRun)) }, never);
		const before = readFileSync(join(folder, "anotado.md"), "utf8");
		expect(
			await annotateCommand(document, { from: saved("b.json", fixtureReport(secondRun)), check: true }, never),
		).toBe(0);
		const changed = fixtureReport(secondRun);
		Object.assign(changed.claims[0] ?? {}, { verdict: "refuted" });
		expect(await annotateCommand(document, { from: saved("c.json", changed), check: true }, never)).toBe(1);
		expect(printed).toContain('+> - <a id="claim-names-differ"></a>✗ **refutada**');
		expect(printed).toContain("la afirmación names-differ: antes «se cumple», ahora «refutada»");
		expect(readFileSync(join(folder, "anotado.md"), "utf8")).toBe(before);
	});

	it("refuses a report of another version of the document, and what is no report", async () => {
		const from = saved("a.json", fixtureReport());
		writeFileSync(document, `${fixtureDocument}more\n`);
		await expect(annotateCommand(document, { from }, never)).rejects.toThrow("not the version that the report is of");
		writeFileSync(from, "{}");
		await expect(annotateCommand(document, { from }, never)).rejects.toThrow("not a report of charla");
		await expect(annotateCommand(document, { from: join(folder, "none") }, never)).rejects.toThrow("cannot be read");
	});
});

it("diff ends with 1 where something changed", () => {
	const [a, b] = [saved("a.json", fixtureReport(firstRun)), saved("b.json", fixtureReport(secondRun))];
	expect(diffCommand(a, b, {})).toBe(0);
	const changed = fixtureReport(secondRun);
	changed.machine.engineVersion = "5.21";
	expect(diffCommand(a, saved("c.json", changed), { lang: "en" })).toBe(1);
	expect(printed).toContain("engine's version: 5.0.2 → 5.21");
});
