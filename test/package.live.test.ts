import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { builtCharla } from "./built.fixture.js";

let folder: string;
let tarball: string;

const markdown = "# Demo\n\nOn the host:\n\n```console\n$ echo hello\nhello\n```\n";
const within = (...argv: [string, ...string[]]) => {
	const [program, ...rest] = argv;
	return execa(program, rest, { cwd: folder, reject: false, env: { NO_COLOR: "1", VITEST: "", NODE_ENV: "" } });
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-package-"));
	await builtCharla();
	const { stdout } = await execa("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder]);
	const [{ filename }] = JSON.parse(stdout);
	tarball = join(folder, filename);
	await writeFile(join(folder, "package.json"), '{ "name": "empty", "private": true, "type": "module" }\n');
	await execa(
		"npm",
		["install", "--no-audit", "--no-fund", tarball, "vitest@4", "remark@15", "typescript@5", "@types/node@20"],
		{
			cwd: folder,
		},
	);
	await writeFile(join(folder, "demo.md"), markdown);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the package is small, and has no tests in it", async () => {
	expect((await stat(tarball)).size).toBeLessThan(600_000);
	const { stdout } = await execa("tar", ["-tzf", tarball]);
	expect(stdout).not.toMatch(/\.(test|live|fixture)\./);
	expect(stdout).toContain("package/dist/report.schema.json");
});

test("npx charla, from the package", async () => {
	const plan = await within("npx", "charla", "plan", "demo.md");
	expect(plan.stdout).toMatch(/host \(cue\) +echo hello/);
	expect((await within("npx", "charla", "init", "demo.md")).stdout).toBe("demo.charla.ts");
	await rm(join(folder, "demo.charla.ts"));
	const verify = await within("npx", "charla", "verify", "demo.md", "--json", "report.json", "--reporter", "tap");
	expect(verify.stdout).toMatch(/^TAP version 14\n1\.\.2\nok 1 - echo hello\n/);
	expect(verify.exitCode).toBe(0);
	const schema = JSON.parse(await readFile(join(folder, "node_modules/charla/dist/report.schema.json"), "utf8"));
	const validate = new Ajv2020({ strict: false }).compile(schema);
	expect(
		validate(JSON.parse(await readFile(join(folder, "report.json"), "utf8"))),
		JSON.stringify(validate.errors),
	).toBe(true);
});

test("a disk that is full when reports are written: the verdict is printed, the others are written, exit code 1", async () => {
	const argv = ["--json", "/dev/full", "--reporter", "junit=gone/j.xml", "--reporter", "tap=tap.txt"];
	await mkdir(join(folder, "gone"));
	const running = within("npx", "charla", "verify", "demo.md", ...argv);
	// The first sign of progress: the machine is being made.
	await once(running.stderr, "data");
	await rm(join(folder, "gone"), { recursive: true });
	const { exitCode, stdout, stderr } = await running;
	expect(stdout).toContain("works");
	expect(stderr).toMatch(/^The report \/dev\/full could not be written \(ENOSPC: .*\)\. The result above stands\.$/m);
	expect(stderr).toMatch(/^The report gone\/j\.xml could not be written \(ENOENT: /m);
	expect(await readFile(join(folder, "tap.txt"), "utf8")).toMatch(/^TAP version 14\n1\.\.2\n/);
	expect(exitCode).toBe(1);
});

test("the vitest plugin, from the package", async () => {
	await writeFile(
		join(folder, "vitest.config.ts"),
		`import { charla } from "charla/vitest";\nexport default { plugins: [charla()], test: { include: ["*.md"] } };\n`,
	);
	const right = await within("npx", "vitest", "run", "--reporter=verbose");
	expect(right.stdout).toContain("Demo > echo hello");
	expect(right.exitCode).toBe(0);
	await writeFile(join(folder, "demo.md"), markdown.replace("\nhello", "\nbye"));
	const wrong = await within("npx", "vitest", "run");
	expect(wrong.exitCode).toBe(1);
	expect(wrong.stdout + wrong.stderr).toMatch(/demo\.md:6:3/);
	expect(wrong.stdout + wrong.stderr).toMatch(/- bye\n\+ hello/);
	await writeFile(join(folder, "demo.md"), markdown);
});

test("documents that are read in part, or in which nothing is typed, and reporters of vitest's own", async () => {
	await mkdir(join(folder, "docs"));
	await writeFile(join(folder, "docs/prose.md"), "# Only prose\n\nNothing to type.\n");
	await writeFile(
		join(folder, "docs/two.md"),
		"# Two\n\n## First\n\n```sh\nfor i in 1 2; do\n  # It prints the number.\n  echo $i\ndone\n```\n\n## Second\n\n```sh\nfalse\n```\n",
	);
	await writeFile(
		join(folder, "docs/two.charla.ts"),
		`import { claim, defineCompanion } from "charla";\nexport default defineCompanion({ claims: [claim({ id: "n", quote: "It prints the number.", observe: async () => ({ n: 1 }), judge: ({ n }) => ({ verdict: n === 1 ? "holds" : "refuted", evidence: [] }), counterexample: { because: "x", falsify: () => ({ n: 2 }) } })] });\n`,
	);
	const config = (options: string) =>
		`import { charla } from "charla/vitest";\nexport default { plugins: [charla(${options})], test: { include: ["docs/*.md"] } };\n`;
	await writeFile(join(folder, "only.config.ts"), config('{ only: "First" }'));
	const only = await within("npx", "vitest", "run", "--config", "only.config.ts", "--reporter=junit");
	expect(only.exitCode, only.stdout + only.stderr).toBe(0);
	expect(only.stdout).toMatch(/<testsuites name="vitest tests" tests="6" failures="0"/);
	await writeFile(join(folder, "all.config.ts"), config(""));
	const all = await within("npx", "vitest", "run", "--config", "all.config.ts", "--reporter=github-actions");
	expect(all.exitCode).toBe(1);
	expect(all.stdout).toMatch(/^::error file=\S*docs\/two\.md,.*line=15,column=1::/m);
});

test("watch mode runs again what a change of the document or its companion touches", async () => {
	await writeFile(
		join(folder, "watch.config.ts"),
		`import { charla } from "charla/vitest";\nexport default { plugins: [charla()], test: { include: ["demo.md"] } };\n`,
	);
	const argv = ["node_modules/vitest/vitest.mjs", "watch", "--config", "watch.config.ts", "--reporter=verbose"];
	const watching = execa("node", argv, {
		...{ cwd: folder, reject: false, all: true, env: { NO_COLOR: "1", VITEST: "", NODE_ENV: "", CI: "" } },
	});
	let said = "";
	watching.all.on("data", (bytes: Buffer) => {
		said += bytes.toString("utf8");
	});
	const until = (pattern: RegExp) =>
		vi.waitFor(() => expect(said).toMatch(pattern), { timeout: 60_000, interval: 100 });
	try {
		await until(/Tests +2 passed/);
		said = "";
		await writeFile(join(folder, "demo.md"), markdown.replace("\nhello", "\nbye"));
		await until(/demo\.md:6:3/);
		said = "";
		await writeFile(join(folder, "demo.charla.ts"), "export default { placeholder: {} };\n");
		await writeFile(join(folder, "demo.md"), markdown);
		await until(/Unknown key “placeholder”/);
		said = "";
		await writeFile(join(folder, "demo.charla.ts"), "export default {};\n");
		await until(/Tests +2 passed/);
	} finally {
		watching.kill();
		await watching;
		await rm(join(folder, "demo.charla.ts"), { force: true });
	}
});

test("the remark plugin, from the package, without a machine", async () => {
	await mkdir(join(folder, "own"));
	await writeFile(
		join(folder, "own/pipeline.js"),
		`import remarkCharla from "charla/remark";\nimport { remark } from "remark";\nconst file = await remark().use(remarkCharla).process(${JSON.stringify(markdown)});\nconsole.log(JSON.stringify(file.data.charla.statements.map(({ text, place, rule }) => [text, place, rule])));\n`,
	);
	const { stdout, stderr } = await within("node", "own/pipeline.js");
	expect(stderr).toBe("");
	expect(JSON.parse(stdout)).toEqual([["echo hello", "host", "cue"]]);
});

test("the library is typed, and a companion too", async () => {
	await writeFile(
		join(folder, "use.ts"),
		`import { bind, claim, defineCompanion, judge, prepare, read, type Report, render, stub, toReport, verify } from "charla";
export default defineCompanion({ claims: [stub({ id: "x", quote: "y" }), claim<{ n: number }>({ id: "z", quote: "z", observe: async () => ({ n: 1 }), judge: ({ n }) => ({ verdict: n === 1 ? "holds" : "refuted", evidence: [] }), counterexample: { because: "x", without: "net" } })] });
export async function all(path: string): Promise<string> {
	const { plan, companion } = await prepare(path);
	const report: Report = toReport(await verify(plan, companion, { machine: "debian:12/lxd" }));
	return render("junit", report) + String(bind(read("x").script, { companion: null, runId: "r" }).plan.statements) + judge.name;
}
`,
	);
	await writeFile(join(folder, "wild.md"), '# T\n\nIt runs.\n\n```\nlxc start <web> $X\n```\n\nIt "runs".\n');
	expect((await within("npx", "charla", "init", "wild.md")).exitCode).toBe(0);
	const checked = await within(
		"npx",
		"tsc",
		"--noEmit",
		"--strict",
		"--skipLibCheck",
		"--module",
		"nodenext",
		"--target",
		"es2023",
		"use.ts",
		"wild.charla.ts",
	);
	expect(checked.stdout).toBe("");
});

test("the examples of the guides are typed, and the remark plugin's runs", async () => {
	const guides = (await readdir("docs/guide"))
		.filter((name) => name.endsWith(".md"))
		.map((name) => join("docs/guide", name));
	const files: string[] = [];
	const printed: string[] = [];
	for (const guide of ["README.md", ...guides]) {
		for (const [, code = ""] of (await readFile(guide, "utf8")).matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
			files.push(`example-${files.length}.ts`);
			await writeFile(join(folder, files.at(-1) ?? ""), code);
			if (!code.includes("charla/remark")) continue;
			await writeFile(join(folder, "example.mjs"), code);
			printed.push((await within("node", "example.mjs")).stdout);
		}
	}
	expect(printed).toEqual(["host null engine lxc list"]);
	expect(files.length).toBeGreaterThan(7);
	const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023"];
	expect((await within("npx", "tsc", ...options, ...files)).stdout).toBe("");
});

test("publint and attw find nothing", async () => {
	const { exitCode, stdout } = await execa("npm", ["run", "check:package"], { reject: false });
	expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("All good!") });
});
