import { SourceMap } from "node:module";
import { describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { claim, defineCompanion } from "../companion/definition.js";
import type { BoundDocument } from "../library/prepare.js";
import { toMessages } from "../messages/problems.js";
import { read } from "../read/read.js";
import { notRun, testModule, unusable } from "./test-module.js";

const options = { path: "docs/demo.md", machine: "debian:12/lxd", runtime: "/charla/runtime.js", only: null };

const files = claim({
	id: "files",
	quote: "It shows files.",
	observe: async () => ({ n: 1 }),
	judge: () => ({ verdict: "holds", evidence: [] }),
	counterexample: { because: "x", falsify: () => ({ n: 0 }) },
});
const content = defineCompanion({ claims: [files] });

function moduleOf(markdown: string, companion: typeof content | null = null) {
	const { script, problems, messages } = { messages: [], ...read(markdown, "docs/demo.md") };
	const file = companion && { path: "docs/demo.charla.ts", companion };
	const binding = bind(script, { companion: file, runId: "k3x9" });
	const prepared: BoundDocument = {
		...{ script, plan: binding.plan, companion, language: binding.plan.language },
		messages: [...messages, ...toMessages([...problems, ...binding.problems], { document: "docs/demo.md" })],
		reread: (text) => read(text).script,
	};
	return testModule(markdown, prepared, options);
}

test("a step that may take longer than half an hour has a test that waits for it", () => {
	const slow = defineCompanion({ statements: [{ statement: "make", timeout: 3600 }] });
	const { code } = moduleOf("# Make\n\n    make\n", slow);
	const limits = [...code.matchAll(/(?:ready\(\)|running\.step.*?\}), (\d+)\);/g)].map(([, limit]) => Number(limit));
	expect(limits).toHaveLength(2);
	for (const limit of limits) expect(limit).toBeGreaterThan(3_600_000);
});

type Seen = { skipped: string | null; wrong: string | null };
type Body = (context: { skip: (why: string) => void }) => Promise<void>;

/** What a module's tests are, and what they do where every step, claim and the whole come out so. */
async function tests(code: string, seen: Seen = { skipped: null, wrong: null }) {
	const path: string[] = [];
	const found: [string, Body][] = [];
	const opened: unknown[] = [];
	const asked: string[] = [];
	const describe = (name: string, body: () => void) => {
		path.push(name);
		body();
		path.pop();
	};
	const test = (name: string, body: Body) => void found.push([[...path, name].join(" > "), body]);
	const answer = (what: string) => async (id?: string) => {
		asked.push(id === undefined ? what : `${what} ${id}`);
		return seen;
	};
	const open = (opening: unknown) => {
		opened.push(opening);
		const answers = ["step", "claim", "counterexample", "wholeness"].map((what) => [what, answer(what)]);
		return { ready: () => {}, end: () => {}, ...Object.fromEntries(answers) };
	};
	const hooks: string[] = [];
	const run = new Function("describe", "test", "open", "beforeAll", "afterAll", code.replace(/^import .*\n/gm, ""));
	run(
		describe,
		test,
		open,
		() => hooks.push("before"),
		() => hooks.push("after"),
	);
	expect(hooks).toEqual(["before", "after"]);
	const ends: string[] = [];
	for (const [, body] of found) {
		const skipped: string[] = [];
		await body({ skip: (why) => void skipped.push(`skipped: ${why}`) }).then(
			() => ends.push(skipped[0] ?? "passed"),
			(error: Error) => ends.push(`failed: ${error.message}`),
		);
	}
	return { names: found.map(([name]) => name), opened, asked, ends };
}

const demo = [
	"# Demo",
	"",
	"## One",
	"```",
	"ls `pwd` # It shows files.",
	"cat <<E",
	"$HOME",
	"E",
	"```",
	"### Deeper",
	'    echo "\'"',
	"## Two",
	"    true",
	"",
].join("\n");

describe("the test module of a document", () => {
	test("has a describe for each heading, a test for each statement, two for each claim, and one for the whole", async () => {
		const { names, asked, opened, ends } = await tests(moduleOf(demo, content).code);
		expect(names).toEqual([
			"Demo > One > ls `pwd`",
			"Demo > One > files: «It shows files.»",
			"Demo > One > files: can fail",
			"Demo > One > cat <<E ⏎ $HOME ⏎ E",
			'Demo > One > Deeper > echo "\'"',
			"Demo > Two > true",
			"everything was run, and nothing is left behind",
		]);
		expect(asked).toEqual([
			"step s1",
			"claim files",
			"counterexample files",
			"step s2",
			"step s3",
			"step s4",
			"wholeness",
		]);
		expect(opened).toEqual([{ path: "docs/demo.md", machine: "debian:12/lxd", only: null, problems: [] }]);
		expect(new Set(ends)).toEqual(new Set(["passed"]));
	});

	test("fails or skips with what its run says", async () => {
		const { code } = moduleOf("    ls\n");
		expect((await tests(code, { skipped: null, wrong: "as declared it is not" })).ends).toEqual(
			Array(2).fill("failed: as declared it is not"),
		);
		expect((await tests(code, { skipped: "not here", wrong: null })).ends).toEqual(Array(2).fill("skipped: not here"));
	});

	test("leads from each test back to its statement's line and column", () => {
		const { code, map } = moduleOf(demo, content);
		const sources = new SourceMap(JSON.parse(map));
		const places = code.split("\n").flatMap((line, at) => {
			if (!line.startsWith("test(")) return [];
			const entry = sources.findEntry(at, 0);
			return "originalLine" in entry ? [`${entry.originalLine + 1}:${entry.originalColumn + 1}`] : ["nowhere"];
		});
		expect(places).toEqual(["5:1", "5:10", "5:10", "6:1", "11:5", "13:5", "13:5"]);
		expect(JSON.parse(map)).toMatchObject({ sources: ["docs/demo.md"], sourcesContent: [demo] });
	});

	test("with a problem opens with it, also where nothing in it is a test", async () => {
		const broken = await tests(moduleOf("<!-- charla: hots -->\n").code);
		expect(broken.opened).toMatchObject([{ problems: [expect.stringMatching(/^1: .*hots/)] }]);
		expect(broken.names).toContain("everything was run, and nothing is left behind");
	});
});

describe("the test module of a document that is not run", () => {
	test("is one skipped test that says why", () => {
		const why = "no shell block was found: there is nothing to run";
		for (const markdown of ["", "# Only words\n"]) {
			expect(moduleOf(markdown).code).toBe(
				`import { test } from "vitest";\ntest.skip(${JSON.stringify(why)}, () => {});\n`,
			);
		}
		expect(notRun("# A\n", "a.md", 'a "copy"').code).toContain('test.skip("a \\"copy\\"", ');
	});

	test("throws where it cannot be used, at the document's first line", () => {
		const { code, map } = unusable("# A\n\nB\n", "a.md", "a.charla.ts: `x`\nis wrong");
		expect(() => new Function(code)()).toThrow("a.charla.ts: `x`\nis wrong");
		expect(new SourceMap(JSON.parse(map)).findEntry(0, 0)).toMatchObject({ originalLine: 0, originalColumn: 0 });
	});
});
