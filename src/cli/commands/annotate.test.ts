import { createHash } from "node:crypto";
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { firstRun, fixtureDocument, fixtureReport, secondRun } from "../../../test/report.fixture.js";
import { prepare } from "../../library/prepare.js";
import type { Report } from "../../model/report.js";
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
	test("writes both documents from a saved report, and says when nothing changed", async () => {
		expect(await annotateCommand(document, { from: saved("a.json", fixtureReport(firstRun)) }, never)).toBe(0);
		expect(readdirSync(folder)).toEqual(["README.anotado.html", "README.anotado.md", "README.md", "a.json"]);
		const before = readFileSync(join(folder, "README.anotado.md"), "utf8");
		expect(await annotateCommand(document, { from: saved("b.json", fixtureReport(secondRun)) }, never)).toBe(0);
		expect(readFileSync(join(folder, "README.anotado.md"), "utf8")).toBe(before);
		expect(printed).toContain(`Sin cambios: ${join(folder, "README.anotado.html")}`);
	});

	test("runs the document where there is no saved report, writes elsewhere, and ends as the run does", async () => {
		const report: Report = JSON.parse(readFileSync(saved("a.json", fixtureReport()), "utf8"));
		const out = join(folder, "made");
		const code = await annotateCommand(document, { out, lang: "en" }, async ({ ready, ran }) => {
			await ready(await prepare(document));
			ran(report);
			return 4;
		});
		expect(code).toBe(4);
		expect(readdirSync(out)).toEqual(["README.annotated.html", "README.annotated.md"]);
		expect(readFileSync(join(out, "README.annotated.html"), "utf8")).toContain('<html lang="en">');
	});

	test("writes nothing where the run was interrupted", async () => {
		expect(await annotateCommand(document, {}, async () => 130)).toBe(130);
		expect(readdirSync(folder)).toEqual(["README.md"]);
	});

	test("fails a check with a diff where what is there no longer matches, and writes nothing", async () => {
		await annotateCommand(document, { from: saved("a.json", fixtureReport(firstRun)) }, never);
		const before = readFileSync(join(folder, "README.anotado.md"), "utf8");
		expect(
			await annotateCommand(document, { from: saved("b.json", fixtureReport(secondRun)), check: true }, never),
		).toBe(0);
		const changed = fixtureReport(secondRun);
		Object.assign(changed.claims[0] ?? {}, { verdict: "refuted" });
		expect(await annotateCommand(document, { from: saved("c.json", changed), check: true }, never)).toBe(1);
		expect(printed).toContain('+> - <a id="claim-names-differ"></a>✗ **refutada**');
		expect(printed).toContain("la afirmación names-differ: antes «se cumple», ahora «refutada»");
		expect(readFileSync(join(folder, "README.anotado.md"), "utf8")).toBe(before);
	});

	test("refuses a report of another version of the document, and what is no report", async () => {
		const from = saved("a.json", fixtureReport());
		writeFileSync(document, `${fixtureDocument}more\n`);
		await expect(annotateCommand(document, { from }, never)).rejects.toMatchObject({
			faults: [{ code: "other-version" }],
		});
		writeFileSync(from, "{}");
		await expect(annotateCommand(document, { from }, never)).rejects.toMatchObject({
			faults: [{ code: "not-a-report" }],
		});
		await expect(annotateCommand(document, { from: join(folder, "none") }, never)).rejects.toMatchObject({
			faults: [{ code: "no-report" }],
		});
	});
});

describe("where copies are written", () => {
	/** The report of another document of the same text, at a path of its own. */
	function reportOf(path: string): string {
		const report: Report = JSON.parse(readFileSync(saved("a.json", fixtureReport()), "utf8"));
		const name = `${path.replace(/\W/g, "-")}.json`;
		writeFileSync(join(folder, name), JSON.stringify({ ...report, document: { ...report.document, path } }));
		return join(folder, name);
	}

	test("each document of a folder has copies of its own, and none is taken for a document", async () => {
		const other = join(folder, "greet.md");
		writeFileSync(other, fixtureDocument);
		await annotateCommand(document, { from: reportOf("README.md") }, never);
		await annotateCommand(other, { from: reportOf("greet.md"), lang: "en" }, never);
		const copies = readdirSync(folder).filter((name) => /\.an\w+\./.test(name));
		expect(copies).toEqual(["README.anotado.html", "README.anotado.md", "greet.annotated.html", "greet.annotated.md"]);
		for (const name of copies.filter((one) => one.endsWith(".md"))) {
			await expect(prepare(join(folder, name))).rejects.toThrow("this is an annotated copy. Expected the document");
		}
	});

	test("a file name asks for one format, and the page beside it keeps what did not change", async () => {
		const [from, again] = [saved("a.json", fixtureReport(firstRun)), saved("b.json", fixtureReport(secondRun))];
		const [page, copy] = [join(folder, "copies/talk.html"), join(folder, "copies/talk.md")];
		expect(await annotateCommand(document, { from, out: page }, never)).toBe(0);
		expect(readdirSync(join(folder, "copies"))).toEqual(["talk.html"]);
		expect(await annotateCommand(document, { from: again, out: copy }, never)).toBe(0);
		expect(readFileSync(copy, "utf8")).toContain("demo-gqpn");
		expect(await annotateCommand(document, { from, out: copy, check: true }, never)).toBe(0);
		expect(printed).toContain("Los documentos anotados están al día.");
	});

	test("neither the document, its companion, another file nor a folder is written over", async () => {
		const companion = join(folder, "README.charla.ts");
		writeFileSync(companion, "export default {};\n");
		const quoting = "# How copies look\n\n```html\n<!-- charla-note -->\n<!-- /charla-note -->\n```\n";
		writeFileSync(join(folder, "mine.md"), quoting);
		writeFileSync(join(folder, "mine.html"), "<!doctype html><title>Mine</title>\n");
		linkSync(document, join(folder, "link.md"));
		mkdirSync(join(folder, "taken/README.anotado.md"), { recursive: true });
		const from = reportOf("README.md");
		const before = readdirSync(folder);
		for (const [out, why] of [
			[document, "copy-is-document"],
			[join(folder, "link.md"), "copy-is-document"],
			[companion, "copy-without-folder"],
			[join(folder, "mine.md"), "copy-of-nothing"],
			[join(folder, "mine.html"), "copy-of-nothing"],
			[join(folder, "taken"), "copy-no-file"],
			[join(document, "below"), "copy-without-folder"],
			["/proc/charla", "copy-not-writable"],
		] as const) {
			await expect(annotateCommand(document, { from, out }, never), out).rejects.toMatchObject({
				faults: [{ code: why }],
			});
		}
		expect(readdirSync(folder)).toEqual(before);
		expect(readFileSync(document, "utf8")).toBe(fixtureDocument);
		expect(readFileSync(join(folder, "mine.md"), "utf8")).toBe(quoting);
	});

	test("the copy of another document is not written over, and that is said before anything is run", async () => {
		const out = join(folder, "copies");
		await annotateCommand(document, { from: reportOf("one/README.md"), out }, never);
		expect(readdirSync(out)).toEqual(["README.anotado.html", "README.anotado.md"]);
		let ran = false;
		const running = annotateCommand(document, { out }, async ({ ready }) => {
			await ready(await prepare(document));
			ran = true;
			return 0;
		});
		await expect(running).rejects.toMatchObject({
			faults: [{ code: "copy-of-another", of: "one/README.md", document }],
		});
		expect(ran).toBe(false);
	});
});

test("diff ends with 1 where something changed", () => {
	const [a, b] = [saved("a.json", fixtureReport(firstRun)), saved("b.json", fixtureReport(secondRun))];
	expect(diffCommand(a, b, {})).toBe(0);
	const changed = fixtureReport(secondRun);
	changed.machine.engineVersion = "5.21";
	expect(diffCommand(a, saved("c.json", changed), { lang: "en" })).toBe(1);
	expect(printed).toContain("engine version: 5.0.2 → 5.21");
});
