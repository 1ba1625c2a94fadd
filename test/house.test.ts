import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-house-"));
	await cp(".github/house.cjs", join(folder, "house.cjs"));
	await symlink(resolve("node_modules"), join(folder, "node_modules"));
});

afterEach(() => rm(folder, { recursive: true }));

/** What the check says of a tree of files that import one another: file to what it imports. */
async function checked(imports: Record<string, string[]>): Promise<{ exitCode: number | undefined; stdout: string }> {
	for (const [file, others] of Object.entries(imports)) {
		const path = join(folder, "src", file);
		await mkdir(dirname(path), { recursive: true });
		const lines = others.map((other, at) => `import { one as one${at} } from "${other}";`);
		await writeFile(path, [...lines, "export const one = 1;", ...others.map((_, at) => `one${at};`), ""].join("\n"));
	}
	const { exitCode, stdout } = await execa("npx", ["depcruise", "--config", "house.cjs", "src"], {
		cwd: folder,
		reject: false,
	});
	return { exitCode, stdout };
}

const nouns = { "model/a.ts": [], "messages/a.ts": ["../model/a.js"] };

test("what the house allows passes", async () => {
	const allowed = { ...nouns, "read/a.ts": ["../model/a.js"], "report/a.ts": ["../messages/a.js"] };
	expect(await checked({ ...allowed, "cli/a.ts": ["../read/a.js", "../report/a.js"] })).toMatchObject({ exitCode: 0 });
});

test.each([
	["a stage that knows words", { "read/a.ts": ["../messages/a.js"] }, "read-imports"],
	["a stage that imports a stage", { "read/a.ts": [], "bind/a.ts": ["../read/a.js"] }, "bind-imports"],
	["a noun that imports a tool", { "text/a.ts": [], "model/b.ts": ["../text/a.js"] }, "model-imports"],
	["a door that is imported", { "cli/a.ts": [], "report/a.ts": ["../cli/a.js"] }, "cli-imports"],
	["two files that need each other", { "read/a.ts": ["./b.js"], "read/b.ts": ["./a.js"] }, "no-circles"],
	["a file that imports the library's door", { "index.ts": [], "cli/a.ts": ["../index.js"] }, "library-imports"],
	["a fixture that is shipped", { "read/a.fixture.ts": [], "read/a.ts": ["./a.fixture.js"] }, "tests-stay-apart"],
	[
		"a carrier that knows another",
		{ "machines/system/a.ts": [], "machines/podman/a.ts": ["../system/a.js"] },
		"carriers-apart",
	],
	[
		"a machine that knows its carrier",
		{ "machines/podman/a.ts": [], "machines/machine.ts": ["./podman/a.js"] },
		"machine-without-carrier",
	],
	["a room without a name", { "attic/a.ts": ["../model/a.js"] }, "rooms-with-names"],
])("%s fails", async (_, imports, rule) => {
	const { exitCode, stdout } = await checked({ ...nouns, ...imports });
	expect(exitCode).not.toBe(0);
	expect(stdout).toContain(rule);
});
