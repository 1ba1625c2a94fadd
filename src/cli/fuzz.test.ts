import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { main } from "./cli.js";

let folder: string;
let said = "";

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-fuzz-"));
	await writeFile(join(folder, "a.md"), "# T\n\n```\nls\n```\n");
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
	for (const stream of [process.stdout, process.stderr]) {
		vi.spyOn(stream, "write").mockImplementation((text) => {
			said += String(text);
			return true;
		});
	}
});

afterEach(() => void vi.restoreAllMocks());

/** Runs a command line and returns its exit code; what it said must not be a stack trace. */
async function ran(...argv: string[]): Promise<number> {
	said = "";
	const exitCode = await main(argv);
	expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
	expect(said).not.toContain("charla failed");
	return exitCode;
}

const words = fc.oneof(
	fc.constantFrom("verify", "plan", "init", "update", "--only", "--json", "--machine", "--lang", "es", "fr", "--", "-"),
	fc.constantFrom("--reporter", "xml", "junit=", "--min-coverage", "200", "--help", "--version", "a.md", "/", ".", ""),
	fc.string({ maxLength: 8 }),
);

test("whatever is on the command line, no stack trace", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(words, { maxLength: 5 }), async (argv) => {
			// Nothing here can be run: no document of these names is there.
			const inFolder = argv.map((word) => (word === "a.md" ? join(folder, "none.md") : word));
			if (["doctor", "clean", "diff", "annotate"].includes(argv[0] ?? "")) return;
			expect([0, 1, 2, 3]).toContain(await ran(...inFolder));
		}),
		{ numRuns: 200 },
	);
}, 120_000);

const pieces = fc.constantFrom(
	"```",
	"```console\n",
	"```{terminal}\n:input: ",
	"$ ",
	"lxc exec web -- bash\n",
	"exit\n",
	"<x>",
	"{{ y }}",
	"[name]",
	"$Z ",
	"<<EOF\n",
	"EOF\n",
	"<!-- charla: skip because -->",
	"<!-- charla: fails /(/ -->",
	"<!-- charla: expect glob, pid -->\n",
	"\n\n",
	"    ",
	"> ",
	"---\n",
	"...\n",
	"'",
	"`",
	"\\\n",
	"\u0000",
	"\ud800",
	"In the container:\n\n",
);

test("whatever is in the document, no stack trace", async () => {
	const path = join(folder, "fuzz.md");
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string({ maxLength: 10 })), { maxLength: 20 }), async (parts) => {
			await writeFile(path, parts.join(""));
			expect([0, 2]).toContain(await ran("plan", path));
			expect([0, 2]).toContain(await ran("init", path));
			expect([0, 2]).toContain(await ran("plan", path));
			await rm(join(folder, "fuzz.charla.ts"), { force: true });
		}),
		{ numRuns: 100 },
	);
}, 120_000);

test.each([
	"throw new Error('a\\nb')",
	"export default 3",
	"export default { claims: [{}] }",
	"export default { placeholders: 3, statements: [{}] }",
	"export default { statements: 'x' }",
	"import 'nowhere'; export default {}",
	"syntax error here",
])("whatever is in the companion: %s", async (source) => {
	const path = join(folder, "b.md");
	await writeFile(path, "# T\n\n```\nls [x]\n```\n\nIt is.\n");
	await writeFile(join(folder, "b.charla.ts"), source);
	said = "";
	expect([0, 2]).toContain(await main(["plan", path]));
	expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
});

test("a report that cannot be written: exit 2, one line", async () => {
	expect(await ran("plan", folder)).toBe(2);
	expect(said.trimEnd().split("\n")).toHaveLength(1);
});
