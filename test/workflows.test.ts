import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemsIn } from "../.github/check-rules.mjs";

const workflow = (name: string) => readFile(`.github/workflows/${name}`, "utf8");
const texts: Record<string, string> = { "ci.yml": await workflow("ci.yml"), "talk.yml": await workflow("talk.yml") };
const textOf = (name: string) => texts[name] ?? expect.fail(name);
const messages = (name: string, text: string) => problemsIn(name, text).map(({ message }) => message);
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-workflows-"));
});

afterAll(() => rm(folder, { recursive: true }));

const on = 'on:\n  schedule:\n    - cron: "23 4 * * 1"\n  workflow_dispatch:\n  push:\n    branches: [main]\n';
const hosted = "runs-on: ubuntu-24.04";
const own = "runs-on: [self-hosted, lxd]";
const top = "permissions:\n  contents: read\n";
const talkRuns = "run: npm ci";

/** One change to a workflow of ours, and what is said of it. */
const changes: [what: string, file: string, from: string | RegExp, to: string, said: RegExp][] = [
	["a pull request as a key", "talk.yml", on, `${on}  pull_request:\n`, /^pull_request would start/],
	[
		"a pull request in a flow mapping",
		"talk.yml",
		on,
		"on: { push: { branches: [main] }, pull_request: {} }\n",
		/^pull_request would/,
	],
	["a pull request in a list", "talk.yml", on, "on: [workflow_dispatch, pull_request]\n", /^pull_request would/],
	["a pull request as the one event", "talk.yml", on, "on: pull_request\n", /^pull_request would/],
	["a quoted event", "talk.yml", on, '"on":\n  "pull_request":\n', /^pull_request would/],
	["an event by an alias", "talk.yml", on, "env: { E: &event pull_request }\non: [*event]\n", /^pull_request would/],
	["pull_request_target", "talk.yml", on, `${on}  pull_request_target:\n`, /^pull_request_target would/],
	["workflow_run", "talk.yml", on, `${on}  workflow_run: { workflows: [ci] }\n`, /^workflow_run would/],
	["issue_comment", "talk.yml", on, `${on}  issue_comment:\n`, /^issue_comment would/],
	["a reusable workflow", "talk.yml", on, `${on}  workflow_call:\n`, /^workflow_call would/],
	["a push to any branch", "talk.yml", "    branches: [main]\n", "", /A push to any branch/],
	["a push to other branches", "talk.yml", "branches: [main]", 'branches: ["**"]', /A push to any branch/],
	["a push of tags", "talk.yml", "branches: [main]", 'branches: [main]\n    tags: ["*"]', /A push to any branch/],
	["no event", "talk.yml", on, "", /No trigger/],
	[
		"pull_request_target on a machine of GitHub's",
		"ci.yml",
		"pull_request:",
		"pull_request_target:",
		/^pull_request_target is none/,
	],
	["a runner of our own", "ci.yml", hosted, "runs-on: self-hosted", /^pull_request would/],
	["a list of its labels", "ci.yml", hosted, own, /^pull_request would/],
	["a list in lines", "ci.yml", hosted, "runs-on:\n      - self-hosted\n      - lxd", /^pull_request would/],
	["a label of our own", "ci.yml", hosted, "runs-on: lxd", /^pull_request would/],
	["a group of runners", "ci.yml", hosted, "runs-on: { group: ours, labels: [ubuntu-24.04] }", /^pull_request would/],
	["a runner that is worked out", "ci.yml", hosted, "runs-on: ${{ vars.RUNNER }}", /^pull_request would/],
	["no runner", "ci.yml", `    ${hosted}\n`, "", /does not say what it runs on/],
	["no permissions", "talk.yml", top, "", /Expected `permissions: contents: read`/],
	["write-all", "talk.yml", top, "permissions: write-all\n", /Expected nothing but `read`/],
	["read-all", "talk.yml", top, "permissions: read-all\n", /Expected nothing but `read`/],
	["permissions that are empty", "talk.yml", top, "permissions:\n", /Expected nothing but `read`/],
	["a file that writes", "talk.yml", top, "permissions: { contents: write }\n", /Expected nothing but `read`/],
	[
		"a job that writes",
		"ci.yml",
		hosted,
		`${hosted}\n    permissions: { packages: write }`,
		/^packages: this job may not/,
	],
	["a job that writes all", "ci.yml", hosted, `${hosted}\n    permissions: write-all`, /^write-all: this job may not/],
	[
		"a job on our runner that writes",
		"talk.yml",
		own,
		`${own}\n    permissions: { contents: write }`,
		/must not hold a token/,
	],
	["the job that writes, on our runner", "talk.yml", hosted, own, /must not hold a token/],
	["the job that writes, more", "talk.yml", "pull-requests: write", "actions: write", /^actions: this job may not/],
	[
		"the job that writes, in another file",
		"ci.yml",
		/^ {2}check:\n/m,
		"  propose:\n    permissions: { contents: write }\n",
		/^contents: this job/,
	],
	["credentials that are kept", "ci.yml", /\n {8}with:\n {10}persist-credentials: false/, "", /The token would stay/],
	[
		"credentials that are kept on purpose",
		"talk.yml",
		"persist-credentials: false",
		"persist-credentials: true",
		/The token would stay/,
	],
	[
		"credentials that the last job keeps",
		"talk.yml",
		/persist-credentials: false(?![\s\S]*persist-credentials)/,
		"fetch-depth: 0",
		/The token would stay/,
	],
	["no concurrency", "ci.yml", /^concurrency:\n.*\n.*\n/m, "", /Expected `concurrency:`/],
	["a run that is cut off", "talk.yml", "cancel-in-progress: false", "cancel-in-progress: true", /would be cut off/],
	[
		"a run that may be cut off",
		"talk.yml",
		"cancel-in-progress: false",
		"cancel-in-progress: ${{ true }}",
		/would be cut off/,
	],
	[
		"a job that is cut off",
		"talk.yml",
		own,
		`${own}\n    concurrency: { group: a, cancel-in-progress: true }`,
		/would be cut off/,
	],
	["a job without a limit", "ci.yml", "    timeout-minutes: 15\n", "", /Expected `timeout-minutes:`/],
	["an action by its tag", "ci.yml", /checkout@[0-9a-f]{40}/, "checkout@v6", /checkout@v6 is not pinned/],
	["an action by a short commit", "ci.yml", /checkout@([0-9a-f]{7})[0-9a-f]+/, "checkout@$1", /is not pinned/],
	[
		"an action by its branch",
		"talk.yml",
		/create-pull-request@[0-9a-f]{40}/,
		"create-pull-request@main",
		/is not pinned/,
	],
	["an action in a flow mapping", "ci.yml", "- run: npm ci", "- { uses: a/b@v1 }", /^a\/b@v1 is not pinned/],
	["an action under a quoted key", "ci.yml", "- run: npm ci", '- "uses": "a/b@v1"', /^a\/b@v1 is not pinned/],
	["an image", "ci.yml", "- run: npm ci", "- uses: docker://alpine:3", /is not pinned/],
	[
		"a workflow of somebody's",
		"ci.yml",
		/^jobs:\n/m,
		"jobs:\n  theirs:\n    uses: a/b/.github/workflows/c.yml@main\n",
		/c\.yml@main is not pinned/,
	],
	["|| true", "talk.yml", talkRuns, "run: npm ci || true", /A failure would be hidden/],
	["|| :", "talk.yml", talkRuns, "run: |\n          npm ci ||:", /A failure would be hidden/],
	[
		"|| true on another line",
		"talk.yml",
		talkRuns,
		"run: |\n          npm ci \\\n            || /bin/true",
		/A failure would be hidden/,
	],
	["|| exit 0", "talk.yml", talkRuns, "run: npm ci || exit 0", /A failure would be hidden/],
	["set +e", "talk.yml", talkRuns, "run: |\n          set +e\n          npm ci", /A failure would be hidden/],
	[
		"a step that may fail",
		"talk.yml",
		talkRuns,
		`continue-on-error: true\n        ${talkRuns}`,
		/Expected no `continue-on-error`/,
	],
	[
		"a job that may fail",
		"ci.yml",
		hosted,
		`${hosted}\n    continue-on-error: \${{ true }}`,
		/Expected no `continue-on-error`/,
	],
	[
		"an event's text in a script",
		"ci.yml",
		"- run: npm ci",
		"- run: echo ${{ github.event.head_commit.message }}",
		/in a script/,
	],
	["an input in a script", "talk.yml", talkRuns, "run: echo ${{ inputs.what }}", /in a script/],
	["a branch's name in a script", "talk.yml", talkRuns, "run: |\n          echo ${{github.head_ref}}", /in a script/],
	["what is no YAML", "ci.yml", "jobs:", "jobs: [", /./],
];

test.each(Object.keys(texts))("%s has no problems", (name) => {
	expect(messages(name, textOf(name))).toEqual([]);
});

test.each(changes)("%s is a problem", (_, file, from, to, said) => {
	const text = textOf(file).replace(from, to);
	expect(text).not.toBe(textOf(file));
	expect(messages(file, text)).toContainEqual(expect.stringMatching(said));
});

test("an action of the repository's own needs no commit", () => {
	expect(messages("ci.yml", textOf("ci.yml").replace("- run: npm ci", "- uses: ./.github/own"))).toEqual([]);
});

test("a problem says its line", () => {
	const text = textOf("ci.yml").replace("  pull_request:\n", "  pull_request:\n  issue_comment:\n");
	const line = text.split("\n").indexOf("  issue_comment:") + 1;
	expect(problemsIn("ci.yml", text).map((problem) => problem.line)).toEqual([line]);
});

test("npm run check lints the workflows and those that the guides show", async () => {
	const check = (...files: string[]) => execa("node", [".github/check.mjs", ...files], { reject: false });
	expect(await check()).toMatchObject({ stderr: "", exitCode: 0 });
	const guide = join(folder, "guide.md");
	const shown = textOf("ci.yml").replace("timeout-minutes: 15", "timeout: 15");
	await writeFile(guide, `# Guide\n\n\`\`\`yaml\n${shown}\`\`\`\n`);
	const { stderr, exitCode } = await check(guide);
	expect(exitCode).toBe(1);
	const line = shown.split("\n").findIndex((each) => each.includes("timeout: 15")) + 4;
	expect(stderr).toContain(`guide.md:${line}: unexpected key "timeout"`);
	expect(stderr).toContain("Expected `timeout-minutes:`");
	await writeFile(guide, "# Guide\n\n```yaml\n- run: npm ci\n- uses: a/b@v1\n```\n");
	expect((await check(guide)).stderr).toMatch(/guide\.md:5: a\/b@v1 is not pinned/);
});
