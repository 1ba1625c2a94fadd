import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

/** The step of talk.yml that takes what a runner of our own made into a checkout that may be pushed. */
const Workflow = z.object({
	jobs: z.object({ propose: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
});
const { jobs } = Workflow.parse(parse(await readFile(".github/workflows/talk.yml", "utf8")));
const [take = ""] = jobs.propose.steps.flatMap(({ run }) => run ?? []);
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-propose-"));
});

afterAll(() => rm(folder, { recursive: true }));

const both = async (made: string) => {
	for (const name of ["README.anotado.md", "README.anotado.html"]) await writeFile(join(made, name), name);
};
const cases: [what: string, make: (made: string) => Promise<unknown>, taken: boolean][] = [
	["takes two files", both, true],
	["takes none where one is missing", (made) => writeFile(join(made, "README.anotado.md"), ""), false],
	[
		"takes none beside a configuration of git's",
		async (made) => {
			await both(made);
			await mkdir(join(made, ".git"));
			await writeFile(join(made, ".git/config"), "[core]\n");
		},
		false,
	],
	[
		"takes none where one is a link",
		async (made) => {
			await writeFile(join(made, "README.anotado.md"), "");
			await symlink("/etc/passwd", join(made, "README.anotado.html"));
		},
		false,
	],
	[
		"takes none by a name that reads like two",
		(made) => writeFile(join(made, "README.anotado.html\nf README.anotado.md"), ""),
		false,
	],
];

test.each(cases)("%s", async (what, make, taken) => {
	const temporary = await mkdtemp(join(folder, "run-"));
	const made = join(temporary, "annotated");
	const workspace = join(temporary, "workspace");
	await Promise.all([mkdir(made), mkdir(workspace)]);
	await make(made);
	const env = { RUNNER_TEMP: temporary, GITHUB_WORKSPACE: workspace };
	const { exitCode } = await execa("bash", ["-e", "-c", take], { env, reject: false });
	expect(exitCode === 0, what).toBe(taken);
	const copy = join(workspace, "docs/ubuconla-lxd/system/README.anotado.md");
	const found = await readFile(copy, "utf8").catch((error: NodeJS.ErrnoException) => error.code);
	expect(found).toBe(taken ? "README.anotado.md" : "ENOENT");
});
