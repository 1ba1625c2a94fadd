import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { fixtureDocument, fixtureReport } from "../../test/report.fixture.js";
import { annotate } from "../annotate/annotate.js";
import { charla } from "./plugin.js";

const here = dirname(fileURLToPath(import.meta.url));
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-plugin-"));
	await symlink(join(here, "../../node_modules"), join(folder, "node_modules"));
	await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});

afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<void> {
	await mkdir(dirname(join(folder, name)), { recursive: true });
	await writeFile(join(folder, name), text);
}

interface Result {
	name: string;
	status: string;
	message: string;
	assertionResults: { title: string; status: string }[];
}

/** Runs vitest with the plugin on the files that a pattern includes; answers each file's tests, or why it has none. */
async function vitest(include: string[], more = ""): Promise<Record<string, string[]>> {
	await file(
		"vitest.config.ts",
		`import { charla } from ${JSON.stringify(join(here, "plugin.ts"))};
		export default { plugins: [charla()${more}], test: { include: ${JSON.stringify(include)} } };`,
	);
	await execa("npx", ["vitest", "run", "--reporter=json", "--outputFile=out.json"], {
		...{ cwd: folder, reject: false, env: { VITEST: "", NODE_ENV: "" } },
	});
	const { testResults }: { testResults: Result[] } = JSON.parse(await readFile(join(folder, "out.json"), "utf8"));
	return Object.fromEntries(
		testResults.map(({ name, message, assertionResults: tests }) => [
			name.slice(folder.length + 1),
			tests.length > 0 ? tests.map(({ title, status }) => `${status}: ${title}`) : [message],
		]),
	);
}

const asks = `import { expect, test } from "vitest";\n`;

test("Markdown that code asks for as text or by address is Vite's, also where the document is a test file", async () => {
	await file("docs/a.md", "# A\n\nNothing is typed.\n");
	await file(
		"code.test.ts",
		`${asks}import text from "./docs/a.md?raw";
		import address from "./docs/a.md?url";
		import both from "./docs/a.md?inline&raw";
		test("text", () => expect([text, both]).toEqual(["# A\\n\\nNothing is typed.\\n", text]));
		test("address", () => expect(address).toBe("/docs/a.md"));`,
	);
	expect(await vitest(["*.test.ts", "docs/*.md"])).toEqual({
		"code.test.ts": ["passed: text", "passed: address"],
		"docs/a.md": ["skipped: no shell block was found: there is nothing to run"],
	});
});

test("Markdown that code imports and that no pattern includes becomes no test", async () => {
	await file("pages/b.md", "# B\n\n```console\n$ touch /tmp/never\n```\n");
	await file(
		"code.test.ts",
		`${asks}import page from "./pages/b.md";\ntest("page", () => expect(page).toMatch(/^# B/));`,
	);
	const other = `, { name: "pages", transform: (code, id) => id.endsWith(".md") ? "export default " + JSON.stringify(code) : null }`;
	expect(await vitest(["*.test.ts"], other)).toEqual({ "code.test.ts": ["passed: page"] });
});

test("annotated copies and empty documents are skipped, by what is in them", async () => {
	const { markdown } = annotate(fixtureDocument, fixtureReport());
	await file("docs/copy.md", markdown);
	await file("docs/empty.md", "");
	await file("docs/README.anotado.md", "# Prose\n\nA name alone says nothing.\n");
	const [nothing, copy] = [
		"no shell block was found: there is nothing to run",
		"an annotated copy: nothing in it is run",
	];
	expect(await vitest(["docs/*.md"])).toEqual({
		"docs/README.anotado.md": [`skipped: ${nothing}`],
		"docs/copy.md": [`skipped: ${copy}`],
		"docs/empty.md": [`skipped: ${nothing}`],
	});
});

test("a document that cannot be used fails as a file, and says why", async () => {
	await file("docs/c.md", "# C\n\n    ls\n");
	await file("docs/c.charla.ts", "export default 3;\n");
	expect(await vitest(["docs/*.md"])).toEqual({ "docs/c.md": [expect.stringContaining("exports no companion")] });
});

test("an empty CHARLA_MACHINE is none", async () => {
	await file("a.md", "# T\n\n```\nls\n```\n");
	const machineIn = async (environment: string, machine?: string) => {
		vi.stubEnv("CHARLA_MACHINE", environment);
		const plugin = charla(machine === undefined ? {} : { machine });
		plugin.configureVitest({ project: { matchesTestGlob: () => true } });
		const text = await readFile(join(folder, "a.md"), "utf8");
		const made = await plugin.transform.call({ addWatchFile: () => {} }, text, join(folder, "a.md"));
		return /"machine":"([^"]*)"/.exec(made?.code ?? "")?.[1];
	};
	onTestFinished(() => void vi.unstubAllEnvs());
	expect(await machineIn("system", "mine")).toBe("system");
	expect(await machineIn("", "mine")).toBe("mine");
	expect(await machineIn("")).toBe("debian:12/lxd");
});
