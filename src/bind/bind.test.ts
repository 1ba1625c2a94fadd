import { describe, expect, test } from "vitest";
import type { Companion } from "../companion/definition.js";
import { toMessages } from "../messages/problems.js";
import { read } from "../read/read.js";
import { type Binding, bind } from "./bind.js";

const document = [
	"# Demo",
	"",
	"## Make",
	"```",
	"lxc launch img [container]",
	"lxc copy [container] [new]",
	"```",
	"The copy is new. It has a name of its own.",
	"",
	"## Rename",
	"```",
	"lxc move [container] [other]",
	"```",
	"",
	"## Again",
	"```",
	"lxc copy [container] [new]",
	"[ -f x ] && ls [a-z]*",
	"```",
	"",
].join("\n");

const placeholders = { container: "demo", new: { perSection: "copy" }, other: "other" };

function bound(companion: Companion, more: { only?: string; markdown?: string } = {}) {
	const { script } = read(more.markdown ?? document, "demo.md");
	const text = `export default defineCompanion(${JSON.stringify(companion, null, "\t")});`;
	const file = { path: "demo.charla.ts", companion, sources: [{ path: "demo.charla.ts", text }] };
	const only = more.only === undefined ? {} : { only: more.only };
	return bind(script, { companion: file, runId: "abcd", ...only });
}

const messagesOf = ({ problems }: Binding) =>
	toMessages(problems, { document: "demo.md", companion: "demo.charla.ts" });

const rules = (companion: Companion, markdown?: string) =>
	messagesOf(bound(companion, markdown === undefined ? {} : { markdown })).map(
		({ ruleId, file, line }) => `${file}:${line ?? "?"} ${ruleId}`,
	);

test("files are named from the companion's folder, or from here where the command line names them", () => {
	const { script } = read(document, "docs/demo.md");
	const file = { path: "docs/demo.charla.ts", companion: { files: "..", packages: ["npm"] } };
	const machineOf = (more: object) => bind(script, { companion: file, runId: "abcd", ...more }).plan.machine;
	expect(machineOf({})).toMatchObject({ files: ".", packages: ["npm"] });
	expect(machineOf({ files: "other" })).toMatchObject({ files: "other", packages: ["npm"] });
	const { machine } = bound({ placeholders }).plan;
	expect([machine.files, machine.packages]).toEqual([undefined, undefined]);
});

test("a time limit of the command line holds where nothing else is said", () => {
	const markdown = "# A\n\n<!-- charla: timeout 7s -->\n\n```sh\nls\n```\n\n```sh\npwd\nid\n```\n";
	const companion = { statements: [{ statement: "pwd", timeout: 9 }] };
	const file = { path: "demo.charla.ts", companion };
	const { plan } = bind(read(markdown, "demo.md").script, { companion: file, runId: "abcd", timeoutSeconds: 5 });
	expect(plan.steps.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([7, 9, 5]);
});

describe("placeholders", () => {
	test("a new name is each section's own, and [container] follows its renaming", () => {
		expect(bound({ placeholders }).plan.steps.map((step) => step.bound)).toEqual([
			"lxc launch img demo-abcd",
			"lxc copy demo-abcd copy-make-abcd",
			"lxc move demo-abcd other-abcd",
			"lxc copy other-abcd copy-again-abcd",
			"[ -f x ] && ls [a-z]*",
		]);
	});

	test("without a value it is a problem at its line and column in the document", () => {
		const messages = messagesOf(bound({ placeholders: { container: "demo", new: "copy" } }));
		expect(messages.map(String)).toEqual([expect.stringMatching(/^demo\.md:12:22/)]);
		expect(messages[0]?.reason).toContain("[other] has no value");
		expect(messages[0]?.texts.es).toContain("[other] no tiene valor");
	});

	test("a value that no statement uses is a problem of the companion, where it says it", () => {
		expect(rules({ placeholders: { ...placeholders, nobody: "x" } })).toEqual(["demo.charla.ts:8 unused-value"]);
	});

	test("a value that no engine would take as a name is a problem before anything is run", () => {
		expect(rules({ placeholders: { ...placeholders, container: "dé mo" } })).toContain("demo.charla.ts:3 bad-name");
	});

	test("without a companion what needs a value is left out, with the reason", () => {
		const { script } = read(document, "demo.md");
		const { plan, problems } = bind(script, { companion: null, runId: "abcd" });
		expect(problems).toEqual([]);
		expect(plan.steps.map(({ skip }) => skip !== null)).toEqual([true, true, true, true, false]);
	});
});

describe("a companion's entries", () => {
	const adaptation = { adapt: { to: "true", when: /no/ }, because: "x", since: "y" };

	test("one that matches no statement names the nearest", () => {
		const messages = messagesOf(
			bound({ placeholders, statements: [{ statement: "lxc launch img [contaner]", ...adaptation }] }),
		);
		expect(messages[0]).toMatchObject({ ruleId: "no-such-statement", fatal: true, line: 11 });
		expect(messages[0]?.reason).toContain("lxc launch img [container]");
	});

	test("one that matches two is ambiguous, until it names a heading", () => {
		const copy = { statement: "lxc copy [container] [new]", ...adaptation };
		expect(rules({ placeholders, statements: [copy] })).toEqual(["demo.charla.ts:11 ambiguous-statement"]);
		const { plan, problems } = bound({ placeholders, statements: [{ ...copy, under: "Again" }] });
		expect(problems).toEqual([]);
		expect(plan.steps.map(({ declared }) => declared)).toEqual([
			"as-written",
			"as-written",
			"as-written",
			"adapted",
			"as-written",
		]);
	});

	test("two for one statement are one too many, also where one of them is for several headings", () => {
		const launch = { statement: "lxc launch img [container]" };
		const again = [
			{ ...launch, timeout: 1 },
			{ ...launch, fails: true as const },
		];
		expect(rules({ placeholders, statements: again })).toEqual([expect.stringContaining("two-entries")]);
		const copy = { statement: "lxc copy [container] [new]", timeout: 1 };
		const both = { ...copy, under: ["Make", "Again"] };
		expect(rules({ placeholders, statements: [both, { ...copy, under: "Again" }] })).toEqual([
			expect.stringContaining("two-entries"),
		]);
	});

	test("one may say several things, and a preparation has a reason of its own", () => {
		const because = { es: "porque", en: "because" };
		const { plan, problems } = bound({
			placeholders,
			statements: [
				{
					statement: "lxc launch img [container]",
					prepare: [
						{ instance: "[other]", state: "stopped" },
						{ run: "touch [container]", because: "own" },
					],
					adapt: { to: "lxc launch image [container]", when: { empty: "x" } },
					timeout: 9,
					because,
					since: "2.0",
				},
			],
		});
		expect(problems).toEqual([]);
		expect(plan.steps[0]).toMatchObject({
			preparations: [
				{ kind: "ensure", instance: "other-abcd", state: "stopped", because },
				{ kind: "run", command: "touch demo-abcd", because: "own" },
			],
			adaptation: {
				command: "lxc launch image demo-abcd",
				expects: { empty: "x" },
				because: { code: "text", text: because },
				since: "2.0",
			},
			declared: "adapted",
			timeoutSeconds: 9,
		});
	});
});

describe("claims", () => {
	const claim = (quote: string, id = "one") => ({
		id,
		quote,
		observe: async () => ({}),
		judge: () => ({ verdict: "holds" as const, evidence: [] }),
		counterexample: { because: "x", falsify: () => ({}) },
	});

	test("bind to their sentence, and are observed after the statement before it", () => {
		const { plan, problems } = bound({ placeholders, claims: [claim("The copy is new.")] });
		expect(problems).toEqual([]);
		expect(plan.claims).toMatchObject([
			{ id: "one", after: "s2", position: { start: { line: 8, column: 1 } }, names: { new: "copy-make-abcd" } },
		]);
		expect(plan.sentences.map((sentence) => sentence.class)).toEqual(["claim", "uncovered"]);
	});

	test("changed prose is a problem at its own line, with what the claim quotes", () => {
		const markdown = document.replace("copy is new", "copy is old");
		const messages = messagesOf(bound({ placeholders, claims: [claim("The copy is new.")] }, { markdown }));
		expect(messages.map(String)).toEqual([expect.stringMatching(/^demo\.md:8:1/)]);
		expect(messages[0]).toMatchObject({ ruleId: "no-such-sentence", fatal: true });
	});

	test("a sentence must be quoted whole, if by several claims", () => {
		expect(rules({ placeholders, claims: [claim("It has a name")] })).toEqual(["demo.md:8 partly-quoted"]);
		expect(rules({ placeholders, claims: [claim("It has a name"), claim("of its own.", "two")] })).toEqual([]);
	});

	test("each has a name of its own", () => {
		expect(rules({ placeholders, claims: [claim("The copy is new."), claim("The copy is new.")] })).toEqual([
			expect.stringContaining("two-claims"),
		]);
	});

	test("what is not a claim says why", () => {
		const { plan } = bound({ placeholders, notClaims: [{ quote: "The copy is new.", because: "said to please" }] });
		expect(plan.sentences[0]).toMatchObject({ class: "not-a-claim", because: "said to please" });
	});
});

describe("--only", () => {
	const chosen = (only: string) =>
		bound({ placeholders }, { only })
			.plan.steps.filter(({ skip }) => skip === null)
			.map((step) => step.bound);

	test("takes a section and what makes the names that it uses", () => {
		expect(chosen("Again")).toEqual([
			"lxc launch img demo-abcd",
			"lxc copy demo-abcd copy-again-abcd",
			"[ -f x ] && ls [a-z]*",
		]);
	});

	test("does not mind case and accents, and chooses nothing under a heading that is not there", () => {
		expect(chosen("RENÁME")).toEqual(["lxc launch img demo-abcd", "lxc move demo-abcd other-abcd"]);
		expect(chosen("Nowhere")).toEqual([]);
	});
});
