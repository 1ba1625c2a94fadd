import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { judgedAs, type Printed } from "../../../test/verdicts.fixture.js";
import { prepare } from "../../library/prepare.js";
import { updateCommand } from "./update.js";

let folder: string;
let out: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-update-"));
	out = "";
	vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		out += String(text);
		return true;
	});
});

afterEach(async () => {
	vi.restoreAllMocks();
	await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
	await writeFile(join(folder, name), text);
	return join(folder, name);
}

/** Updates a document from a run that printed so. */
async function update(document: string, printed: readonly Printed[]): Promise<number> {
	const prepared = await prepare(document);
	return updateCommand(document, async (seen) => {
		seen({ prepared, verdicts: judgedAs(prepared.plan, printed, prepared.companion) });
		return 1;
	});
}

const cued = "# T\n\nAuf dem Wirt:\n`uptime`\n\n```console\n$ a\none\n$ b\ntwo\n```\n";

test("writes each output under its own statement where the companion has cues of its own", async () => {
	const document = await file("a.md", cued);
	await file("a.charla.ts", 'export default { cues: [{ language: "de", place: "host", words: "auf dem wirt" }] };\n');
	expect((await prepare(document)).script.statements.map(({ text }) => text)).toEqual(["uptime", "a", "b"]);
	expect(await update(document, [{ stdout: "up\n" }, { stdout: "one\n" }, { stdout: "2\n" }])).toBe(0);
	expect(await readFile(document, "utf8")).toBe(cued.replace("two", "2"));
	expect(out).toBe(`${document}:9 output rewritten\n`);
});

test("leaves a document alone that was changed while it ran", async () => {
	const document = await file("a.md", cued);
	const prepared = await prepare(document);
	const verdicts = judgedAs(prepared.plan, [{ stdout: "1\n" }, { stdout: "2\n" }], null);
	const changed = cued.replace("# T", "# Title");
	const updating = updateCommand(document, async (seen) => {
		seen({ prepared, verdicts });
		await writeFile(document, changed);
		return 1;
	});
	await expect(updating).rejects.toMatchObject({ faults: [{ code: "changed-while-run", path: document }] });
	expect(await readFile(document, "utf8")).toBe(changed);
});

test("ends as the run does where it was interrupted, or where something else is wrong", async () => {
	const document = await file("a.md", cued);
	expect(await updateCommand(document, async () => 130)).toBe(130);
	expect(await update(document, [{ stdout: "one\n", exitCode: 1 }, { stdout: "2\n" }])).toBe(1);
	expect(await readFile(document, "utf8")).toBe(cued.replace("two", "2"));
});

test("says where there is nothing to rewrite", async () => {
	const document = await file("a.md", cued);
	expect(await update(document, [{ stdout: "one\n" }, { stdout: "two\n" }])).toBe(1);
	expect(out).toBe("There was no output to rewrite.\n");
});
