import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { draftWords } from "../messages/draft.js";
import { toMessages } from "../messages/problems.js";
import { read } from "../read/read.js";
import { draftCompanion } from "./draft.js";
import { loadCompanion } from "./load.js";

/** The companion as it would be drafted and loaded, bound to its document. */
async function drafted(markdown: string, fill: (text: string) => string = (text) => text) {
	const folder = await mkdtemp(join(tmpdir(), "charla-draft-"));
	try {
		const { script } = read(markdown, "d.md");
		const source = fill(draftCompanion(script, "en", draftWords.en));
		await writeFile(join(folder, "d.charla.ts"), source);
		const companion = await loadCompanion(join(folder, "d.md"));
		const binding = bind(script, { companion, runId: "r" });
		return {
			...binding,
			source,
			rules: toMessages(binding.problems, {}).map(({ ruleId, line }) => `${line} ${ruleId}`),
		};
	} finally {
		await rm(folder, { recursive: true });
	}
}

const markdown = `# One

A says "hi". On the host:

    lxc start <web> {{ db }} $X

It runs. It runs. Same.

## Two

It runs. Same.

    true # it ends
`;

test("every placeholder is an error where it stands, and every sentence a claim that is not decided", async () => {
	const { plan, rules, source } = await drafted(markdown);
	expect(rules).toEqual(["8 not-filled-in", "9 not-filled-in", "10 not-filled-in"]);
	expect(source).toContain('"db": { fillIn: "a name, or { exactly: \\"…\\" }, for {{ db }}" }');
	expect(plan.claims.map(({ id, after }) => `${id} ${after}`)).toEqual([
		"a-says-hi s1",
		"it-runs s1",
		"same s1",
		"it-runs-1 s1",
		"same-1 s1",
		"it-ends s2",
	]);
	expect(plan.sentences.filter((sentence) => sentence.class === "uncovered")).toEqual([]);
});

test("filled in it binds, and its claims still hold nothing", async () => {
	const { problems, plan } = await drafted(markdown, (text) => text.replaceAll(/\{ fillIn: .* \}/g, '"name"'));
	expect(problems).toEqual([]);
	expect(plan.steps[0]?.bound).toBe("lxc start name-r name-r name-r");
});

test("a document with nothing but commands", async () => {
	const { problems, source } = await drafted("```\nls\n```\n");
	expect(problems).toEqual([]);
	expect(source).not.toContain("claims");
});

test("a statement of which the prose says that it fails is proposed, and declared once the author says so", async () => {
	const failing = "# One\n\n    ls /gone\n\nYou get an error, because it is gone.\n";
	const { source, plan } = await drafted(failing);
	expect(source).toContain(
		'\t\t// 5: You get an error, because it is gone.\n\t\t// { statement: "ls /gone", fails: true },\n',
	);
	expect(plan.steps[0]?.fails).toBeUndefined();
	const declared = await drafted(failing, (text) => text.replace("// { statement", "{ statement"));
	expect(declared.plan.steps[0]?.fails).toEqual({ pattern: "(?:)", flags: "" });
});
