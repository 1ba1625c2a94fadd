import { describe, expect, test } from "vitest";
import { bind } from "../src/bind/bind.js";
import type { Companion } from "../src/companion/definition.js";
import { inLanguage, toMessages } from "../src/messages/problems.js";
import type { RuleId } from "../src/model/problem.js";
import { read } from "../src/read/read.js";

/** A document or a companion that is wrong in one way, and where that is said to be. */
interface Wrong {
	markdown?: string;
	companion?: Companion;
	/** `file:line:column`. */
	place: string;
	/** What every language's text must name. */
	names: string[];
}

const demo = "# T\n\n```\nlxc start [web]\nls\n```\n\nIt runs. It is up.\n\n## A\n\n```\nls\n```\n";
const placeholders = { web: "web" };
const observe = async () => ({});
const judge = () => ({ verdict: "holds" as const, evidence: [] });
const claim = (id: string, quote: string, more: object = {}) => ({
	id,
	quote,
	observe,
	judge,
	counterexample: { because: "x", falsify: (seen: object) => ({ ...seen }) },
	...more,
});

const wrongs: Record<RuleId, Wrong> = {
	"shell-syntax": { markdown: "```bash\necho 'a\n```\n", place: "t.md:2:6", names: ["single quote"] },
	"line-too-long": { markdown: `# T\n\n${"a ".repeat(300_000)}\n`, place: "t.md:3:1", names: ["200000"] },
	"nested-too-deep": { markdown: `# T\n\n${"> ".repeat(20_000)}a\n`, place: "t.md:3:1", names: ["100"] },
	"unknown-mark": {
		markdown: "<!-- charla: hots -->\n\n    ls\n",
		place: "t.md:1:1",
		names: ["hots", "container NAME"],
	},
	"mark-without-block": { markdown: "# T\n\n<!-- charla: host -->\n\n# U\n", place: "t.md:3:1", names: ["host"] },
	"two-places": {
		markdown: "<!-- charla: host -->\n<!-- charla: container web -->\n\n    ls\n",
		place: "t.md:2:1",
		names: ["host, container web"],
	},
	"mark-without-output": {
		markdown: "<!-- charla: expect json -->\n\n    ls\n",
		place: "t.md:1:1",
		names: ["expect json"],
	},
	"bad-pattern": {
		markdown: "<!-- charla: expect regex -->\n\n    $ ls\n    (a\n",
		place: "t.md:1:1",
		names: ["(a", "glob"],
	},
	"placeholder-without-value": { companion: {}, place: "t.md:4:11", names: ["[web]", "t.charla.ts"] },
	"unused-value": {
		companion: { placeholders: { ...placeholders, db: "x" } },
		place: "t.charla.ts:4:3",
		names: ["db"],
	},
	"not-filled-in": {
		companion: { placeholders: { web: { fillIn: "a name" } } },
		place: "t.charla.ts:3:3",
		names: ["web", "a name"],
	},
	"no-such-statement": {
		companion: { placeholders, statements: [{ statement: "lxc stop [web]", under: "T", timeout: 1 }] },
		place: "t.charla.ts:7:4",
		names: ["lxc stop [web]", "(T)", "lxc start [web]"],
	},
	"ambiguous-statement": {
		companion: { placeholders, statements: [{ statement: "ls", timeout: 1 }] },
		place: "t.charla.ts:7:4",
		names: ["ls", "5, 13", "under"],
	},
	"two-entries": {
		companion: { placeholders, statements: [1, 2].map((timeout) => ({ statement: "lxc start [web]", timeout })) },
		place: "t.charla.ts:10:3",
		names: ["lxc start [web]", "t.charla.ts:6:3"],
	},
	"no-output-shown": {
		companion: { placeholders, statements: [{ statement: "lxc start [web]", expect: { kind: "glob" } }] },
		place: "t.charla.ts:8:4",
		names: ["lxc start [web]", "today"],
	},
	"bad-name": {
		companion: { placeholders: { web: "wéb" } },
		place: "t.charla.ts:3:3",
		names: ["[web]", "wéb-r"],
	},
	"no-such-sentence": {
		companion: { placeholders, claims: [claim("c", "It walks.")] },
		place: "t.md:8:1",
		names: ["c", "It walks.", "It runs."],
	},
	"ambiguous-sentence": {
		markdown: "    lxc start [web]\n\nIt runs\n\nIt runs\n",
		companion: { placeholders, claims: [claim("c", "It runs")] },
		place: "t.charla.ts:8:4",
		names: ["c", "It runs", "3, 5"],
	},
	"partly-quoted": {
		companion: { placeholders, claims: [claim("c", "It is")] },
		place: "t.md:8:10",
		names: ["It is up.", "up."],
	},
	"two-claims": {
		companion: { placeholders, claims: [claim("c", "It runs."), claim("c", "It is up.")] },
		place: "t.charla.ts:14:4",
		names: ["c"],
	},
	"claim-without-step": {
		markdown: "It runs.\n\n    ls\n",
		companion: { claims: [claim("c", "It runs.")] },
		place: "t.charla.ts:4:4",
		names: ["c", "after"],
	},
};

describe.each(Object.entries(wrongs))("%s", (rule, { markdown = demo, companion, place, names }) => {
	const { script, problems } = read(markdown, "t.md");
	const text = `export default defineCompanion(${JSON.stringify(companion, null, "\t")});`;
	const file = companion ? { path: "t.charla.ts", companion, sources: [{ path: "t.charla.ts", text }] } : null;
	const binding = bind(script, { companion: file, runId: "r" });
	const paths = { document: "t.md", ...(file ? { companion: file.path } : {}) };
	const all = toMessages([...problems, ...binding.problems], paths);

	test("is the one thing that is wrong, and stands where it is", () => {
		expect([...new Set(all.map(({ ruleId }) => ruleId))]).toEqual([rule]);
		const [message] = all;
		expect([message?.file, message?.line, message?.column].join(":")).toMatch(new RegExp(`^${place}`));
	});

	test.each(["en", "es"] as const)("says in %s what was found and what to do", (language) => {
		const text = inLanguage(all[0] ?? expect.fail(), language);
		expect(names).not.toEqual([]);
		for (const name of names) expect(text).toContain(name);
		expect(text.split(/[.:?»”)] /).length).toBeGreaterThan(1);
		expect(text).not.toMatch(/undefined|\[object/);
	});
});
