import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "./cli.js";

let folder: string;
let [out, err] = ["", ""];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-cli-"));
	[out, err] = ["", ""];
	vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		out += String(text);
		return true;
	});
	vi.spyOn(process.stderr, "write").mockImplementation((text) => {
		err += String(text);
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

const talk = "docs/ubuconla-lxd/README.md";

test("plan says what would run where and by which rule, and runs nothing", async () => {
	expect(await main(["plan", talk])).toBe(0);
	expect(out).toMatch(/^50 sentencias: 40 host, 10 contenedor$/m);
	expect(out).toMatch(/29 {2}host \(por defecto\) +add-apt-repository ppa:ubuntu-lxc\/lxd-git-master/);
	expect(await main(["plan", talk, "--lang", "en"])).toBe(0);
	expect(out).toMatch(/^50 statements: 40 host, 10 container$/m);
});

test("--with and --timeout are in the plan", async () => {
	const document = await file("a.md", "# A\n\n```sh\nls\n```\n");
	expect(await main(["plan", document, "--json", "--with", "docs/examples/greet", "--timeout", "7"])).toBe(0);
	expect(JSON.parse(out)).toMatchObject({ machine: { files: "docs/examples/greet" }, steps: [{ timeoutSeconds: 7 }] });
});

test("a time limit that is none, and a folder that is none: exit 2 and what was expected", async () => {
	const document = await file("a.md", "# A\n\n```sh\nls\n```\n");
	expect(await main(["verify", document, "--timeout", "soon"])).toBe(2);
	expect(err).toContain("Expected a number of seconds, 86400 at most.");
	const nowhere = join(folder, "nowhere");
	expect(await main(["verify", document, "--with", nowhere])).toBe(2);
	expect(err).toContain(`--with: ${nowhere}: there is no such folder. Expected a folder whose files`);
	const companion = await file("a.charla.ts", 'export default { files: "a.md" };');
	expect(await main(["verify", document])).toBe(2);
	expect(err).toContain(`${companion}: ${document} is no folder. Expected the folder in which it lies.`);
});

test("plan --json is the plan", async () => {
	expect(await main(["plan", talk, "--json"])).toBe(0);
	expect(JSON.parse(out)).toMatchObject({ language: "es", statements: 50 });
});

test("a document that is not there: exit 2, one line, no stack", async () => {
	expect(await main(["verify", join(folder, "none.md")])).toBe(2);
	expect(err).toBe(`${join(folder, "none.md")}: there is no such file. Expected a Markdown document.\n`);
});

test("a document without shell, and a heading that is not there: exit 2", async () => {
	expect(await main(["verify", await file("a.md", "# Only words\n")])).toBe(2);
	expect(err).toContain("no shell block was found");
	expect(await main(["verify", talk, "--only", "Nada"])).toBe(2);
	expect(err).toContain(
		"no hay ninguna sentencia bajo «Nada». Se esperaba uno de estos encabezados: ubuconla-lxd, LXD, Instalación",
	);
});

test.each(["plan", "verify", "update", "annotate"])(
	"%s with a tab that is not there: exit 2, the titles",
	async (command) => {
		const tabs = ["CLI", "API"].map((title) => `=== "${title}"\n\n    ~~~sh\n    echo ${title}\n    ~~~\n`);
		expect(await main([command, await file("a.md", tabs.join("\n")), "--tab", "Clii"])).toBe(2);
		expect(err).toContain("no tab has the title “Clii”. Expected one of: CLI, API.");
		err = "";
		expect(await main([command, await file("b.md", "~~~sh\necho\n~~~\n"), "--tab", "CLI"])).toBe(2);
		expect(err).toContain("Expected no --tab: the document has no tabs");
	},
);

test("a companion that does not load, or exports no companion: exit 2, named", async () => {
	const document = await file("a.md", "```\nls\n```\n");
	await file("a.charla.ts", "export default {{");
	expect(await main(["plan", document])).toBe(2);
	expect(err).toMatch(/a\.charla\.ts:1 does not load: ParseError: Unexpected token\s/);
	for (const text of ["export default 3;", "export const a = 1;"]) {
		err = "";
		await file("a.charla.ts", text);
		expect(await main(["plan", document])).toBe(2);
		expect(err).toContain("exports no companion");
	}
	err = "";
	await file("a.charla.ts", 'const a = 1;\nthrow new Error("no such thing");\nexport default {};');
	expect(await main(["plan", document])).toBe(2);
	expect(err).toMatch(/a\.charla\.ts:2 does not load: no such thing\n$/);
	err = "";
	await file(
		"a.charla.ts",
		"export default {\n\tstatements: [{ statement: 'ls', timeout: -1 }],\n\tplaceholder: {},\n};",
	);
	expect(await main(["plan", document])).toBe(2);
	expect(err).toMatch(/a\.charla\.ts:2:\d+: statements\[0\]\.timeout: expected number to be >0\. Correct it\.\n/);
	expect(err).toMatch(/a\.charla\.ts:3:2: Unknown key “placeholder”; did you mean “placeholders”\?/);
});

test("one word of the talk's prose changed: exit 2 at that line, nothing run", async () => {
	const text = await readFile(talk, "utf8");
	const document = await file("README.md", text.replace("lxcbr0 es el bridge", "virbr0 es el bridge"));
	const companion = join(process.cwd(), "docs/ubuconla-lxd/README.charla.ts");
	await file("README.charla.ts", `export { default } from ${JSON.stringify(companion)};\n`);
	expect(await main(["verify", document])).toBe(2);
	expect(err).toMatch(/README\.md:149:44.*lxcbr0-es-el-bridge cita «lxcbr0 es el bridge/);
});

test("init beside a companion of the old name: exit 2, and nothing is written", async () => {
	const document = await file("c.md", "```\nls\n```\n");
	await file("c.talk.ts", "export default {};");
	expect(await main(["init", document])).toBe(2);
	expect(err).toContain("c.talk.ts");
	await expect(readFile(join(folder, "c.charla.ts"))).rejects.toThrow("ENOENT");
});

test("an unknown option, a wrong value and an unknown machine: exit 2", async () => {
	expect(await main(["verify", talk, "--nonsense"])).toBe(2);
	for (const wrong of ["much", "0x10", "1e1", ""]) {
		err = "";
		expect(await main(["verify", talk, "--min-coverage", wrong])).toBe(2);
		expect(err).toContain("Expected a number from 0 to 100");
	}
	expect(await main(["verify", talk, "--machine", "plan9/lxd"])).toBe(2);
	expect(err).toContain("debian:12/lxd");
});

test("without root: exit 3 and the one command that mends it", async () => {
	const document = await file("a.md", "```\nls\n```\n");
	const script = await file(
		"user.ts",
		`import { main } from ${JSON.stringify(join(process.cwd(), "src/cli/cli.ts"))};\nprocess.setgid?.(65534); process.setuid?.(65534);\nprocess.exitCode = await main(["verify", ${JSON.stringify(document)}]);\n`,
	);
	await execa("chmod", ["-R", "a+rX", folder]);
	const { exitCode, stderr } = await execa("npx", ["jiti", script], {
		reject: false,
		env: { CHARLA_CACHE: join(folder, "cache") },
	});
	expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringMatching(/root.*\n {2}sudo /s) });
	expect(stderr).not.toContain("    at ");
}, 30_000);

test("a report that cannot be written: exit 2 before anything is run", async () => {
	const document = await file("a.md", "# T\n\n    ls\n");
	for (const flags of [
		["--json", "/nowhere/r.json"],
		["--reporter", "junit=/nowhere/j.xml"],
		["--json", folder],
		["--json", join(document, "x")],
	]) {
		err = "";
		expect(await main(["verify", document, ...flags])).toBe(2);
		expect(err).toMatch(/^\/\S+ cannot be written: (there is no folder \/\S+|it is a directory)\. Expected .*\n$/);
	}
});

test("a document that is not UTF-8: exit 2, and it is as it was", async () => {
	const document = join(folder, "latin.md");
	await writeFile(document, Buffer.from("# T\n\ncaf\xe9\n\n    $ ls\n    x\n", "latin1"));
	for (const command of ["plan", "verify", "update", "init"]) {
		err = "";
		expect(await main([command, document])).toBe(2);
		expect(err).toMatch(/latin\.md:3: the byte 0xe9 is not UTF-8\. Expected .* Convert it: iconv/);
	}
});

test("a percentage that is empty is none", async () => {
	expect(await main(["verify", talk, "--min-coverage", ""])).toBe(2);
	expect(err).toContain("Expected a number from 0 to 100.");
});

test("a report over the document, over another report, or without a name: exit 2, and it is as it was", async () => {
	const document = await file("a.md", "# T\n\n    ls\n");
	const report = join(folder, "r");
	for (const flags of [
		["--json", document],
		["--json", ""],
		["--json", report, "--reporter", `junit=${report}`],
	]) {
		err = "";
		expect(await main(["verify", document, ...flags])).toBe(2);
		expect(err).toMatch(
			/ cannot be written: the document, its companion or another report has this path\.|A report has no file name\./,
		);
	}
	expect(await readFile(document, "utf8")).toBe("# T\n\n    ls\n");
});

test("a companion that is a promise, or a link that leads nowhere: exit 2", async () => {
	const document = await file("a.md", "# T\n\n    ls\n");
	await file("a.charla.ts", "export default Promise.resolve({ nonsense: 1 });");
	expect(await main(["plan", document])).toBe(2);
	expect(err).toContain("exports no companion");
	await rm(join(folder, "a.charla.ts"));
	await symlink("/nowhere.ts", join(folder, "a.charla.ts"));
	expect(await main(["plan", document])).toBe(2);
	expect(err).toContain("a.charla.ts is no file");
});

test("a companion under its old name: exit 2, with what to rename", async () => {
	await file("a.md", "    true\n");
	await file("a.talk.ts", 'import { defineTalk } from "charla";\nexport default defineTalk({});\n');
	expect(await main(["plan", join(folder, "a.md")])).toBe(2);
	expect(err).toMatch(/a\.talk\.ts has an old name\. Expected a\.charla\.ts\. Rename .* defineTalk to defineCompanion/);
});

test.each([
	["--lang", ["--lang", "es"], "C"],
	["the user's locale", [], "es_CO.UTF-8"],
])("where no document can be read, it speaks the language of %s", async (_, flags, locale) => {
	vi.stubEnv("LC_ALL", locale);
	expect(await main(["verify", join(folder, "none.md"), ...flags])).toBe(2);
	expect(err).toBe(`${join(folder, "none.md")}: ese archivo no existe. Se esperaba un documento Markdown.\n`);
	vi.unstubAllEnvs();
});
