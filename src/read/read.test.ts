import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Statement } from "../model/script.js";
import { read } from "./read.js";

/** Statements as `line:column place/rule text`. */
const seen = (markdown: string): string[] => read(markdown).script.statements.map(line);

const line = ({ position: { start }, place, container, rule, text }: Statement): string =>
	`${start.line}:${start.column} ${container ?? place}/${rule} ${text}`;

/** Every statement's first line is where its position says. */
function expectExact(markdown: string): void {
	const { statements } = read(markdown).script;
	expect(statements).not.toEqual([]);
	for (const { text, position } of statements) {
		const [first = ""] = text.split("\n");
		expect(markdown.slice(position.start.offset, position.start.offset + first.length)).toBe(first);
		const before = markdown.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)[position.start.line - 1] ?? "";
		expect(before.slice(position.start.column - 1, position.start.column - 1 + first.length)).toBe(first);
		const last = text.split("\n").at(-1) ?? "";
		expect(markdown.slice(position.end.offset - last.length, position.end.offset)).toBe(last);
	}
}

describe("blocks", () => {
	test("fenced ones, of a shell's language or none", () => {
		const languages = [
			"",
			"bash",
			"sh",
			"shell",
			"zsh",
			"console",
			"shell-session",
			"shellsession",
			"terminal",
			"sh-session",
			"session",
			"BASH",
		];
		for (const language of languages) {
			expect(seen(`\`\`\`${language}\nls -l\n\`\`\``)).toEqual(["2:1 host/default ls -l"]);
		}
	});

	test("other languages are left alone", () => {
		const { script, problems } = read("```yaml\na: b\n```\n\n~~~text\nls\n~~~\n\n```python\nprint(1\n```");
		expect([script.blocks, script.statements, problems]).toEqual([[], [], []]);
	});

	test("the rest of an info string does not matter", () => {
		for (const info of ['bash {.numberLines} title="x"', "bash{1,3}", "{.bash .numberLines}"]) {
			expect(seen(`\`\`\`${info}\nls\n\`\`\``)).toEqual(["2:1 host/default ls"]);
		}
		expect(seen("```{note}\nls\n```\n\n```{.yaml}\nls\n```")).toEqual([]);
	});

	test("indented ones", () => {
		const { script } = read("Run:\n\n    ls\n      ls -l\n\nand so on.");
		expect(script.blocks[0]).toMatchObject({ id: "b1", kind: "indented", language: null, text: "ls\n  ls -l" });
		expect(script.statements.map(line)).toEqual(["3:5 host/default ls", "4:7 host/default ls -l"]);
	});

	test("a paragraph of nothing but inline code", () => {
		const { script } = read("Try\n\n`echo a`\n\n`ls` `pwd`\n`id`\n");
		expect(script.blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
			"inline echo a",
			"inline ls",
			"inline pwd",
			"inline id",
		]);
		expect(script.statements.map(line)).toEqual([
			"3:2 host/default echo a",
			"5:2 host/default ls",
			"5:7 host/default pwd",
			"6:2 host/default id",
		]);
	});

	test("lines of inline code under a cue in the same paragraph", () => {
		const markdown = "On the host:\n`hostname`\nIn the container `web`:\n`hostname`\n`id`";
		expect(seen(markdown)).toEqual(["2:2 host/cue hostname", "4:2 web/cue hostname", "5:2 web/cue id"]);
		expect(read(markdown).script.sentences.map(({ text, cue }) => [text, cue])).toEqual([
			["On the host:", "host"],
			["In the container web:", "container"],
		]);
	});

	test("with double backticks and spaces inside them", () => {
		expectExact("En el host:\n`` echo `date` ``");
		expect(seen("En el host:\n`` echo `date` ``")).toEqual(["2:4 host/cue echo `date`"]);
	});

	test("inline code in a sentence is none", () => {
		expect(seen("On the host: `ls`\n\nthe file\n`/etc/hosts`\nis read.\n\nOn the host:\n`ls` is run.")).toEqual([]);
	});

	test("inline code as an entry of a list is none, as a numbered step or under a cue it is", () => {
		expect(seen("- `src/`\n- `docs/`")).toEqual([]);
		expect(seen("1. `ls`\n2. On the host:\n   `pwd`\n\n- More\n\n  `id`")).toEqual([
			"1:5 host/default ls",
			"3:5 host/cue pwd",
			"7:4 host/default id",
		]);
	});

	test("an empty one has nothing to type", () => {
		expect(seen("```\n```\n\n```bash\n\n\n```")).toEqual([]);
	});

	test("headings above, outermost first", () => {
		const { script } = read("# A\n## B\n### C\n## *D* `e`\n```\nls\n```\n> # Q\n> ```\n> id\n> ```\n\n```\npwd\n```");
		expect(script.statements.map(({ heading }) => heading)).toEqual([["A", "D e"], ["Q"], ["A", "D e"]]);
	});
});

describe("positions", () => {
	test("in lists in lists, quotes, and both", () => {
		const markdown = [
			"1. Primero, ñandú:",
			"   ```bash",
			"   echo ñ; echo á",
			"     ls",
			"   ```",
			"   - dentro",
			"",
			"         ls one",
			"           # deeper",
			"",
			"> cita",
			"> > ```",
			"> > cat <<EOF",
			"> > a [web-server]",
			"> > EOF",
			"> > ls \\",
			"> >   -l # comment",
			"> > ```",
			">",
			"> - ```",
			">   pwd",
			">   ```",
		].join("\n");
		expectExact(markdown);
		expect(seen(markdown).map((text) => text.replaceAll("\n", "⏎"))).toEqual([
			"3:4 host/default echo ñ",
			"3:12 host/default echo á",
			"4:6 host/default ls",
			"8:10 host/default ls one",
			"13:5 host/default cat <<EOF⏎a [web-server]⏎EOF",
			"16:5 host/default ls \\⏎  -l",
			"21:5 host/default pwd",
		]);
	});

	test("with tabs", () => {
		const markdown = "-\tfoo\n\n\t\tls\n\n1.\ta\n\n\t```\n\tls -l\n\t\tpwd\n\t```\n\n\tid\n";
		expectExact(markdown);
		expect(seen(markdown)).toEqual(["3:3 host/default ls", "8:2 host/default ls -l", "9:3 host/default pwd"]);
	});

	test("after characters outside the basic plane", () => {
		expectExact("😀 😀\n\n```\necho 😀; ls\n```\n");
	});

	test("with carriage returns and a byte order mark", () => {
		const markdown =
			"\uFEFF```bash\r\nls # uno\r\n  cat <<E\r\n  x\r\nE\r\n```\r\n\r\nDos.\r\nTres, cuatro\r\ny cinco.\r\n";
		const { script } = read(markdown);
		expectExact(markdown);
		expect(script.statements.map(line)).toEqual(["2:1 host/default ls", "3:3 host/default cat <<E\n  x\nE"]);
		expect(script.sentences).toHaveLength(3);
		for (const { text, position } of script.sentences) {
			const source = markdown.slice(position.start.offset, position.end.offset);
			expect(source.replace(/^#\s*/, "").replace(/\s+/g, " ")).toBe(text);
		}
		expect(script.blocks[0]?.position.start).toEqual({ line: 1, column: 1, offset: 1 });
	});

	test("bytes give the same as text", () => {
		const markdown = "\uFEFF# ñ\n\n```\nls\n```\n";
		expect(read(new TextEncoder().encode(markdown), "a.md").script).toEqual(read(markdown, "a.md").script);
	});

	test("hold whatever is around", () => {
		const piece = fc.constantFrom(
			"```\nls -l; pwd\n```",
			"```bash\ncat <<A\n x\nA\n  id # c\n```",
			"    ls\n      id",
			"`echo a`",
			"On the host:\n`ls`",
			"texto ñ. Otra `x.y` 😀",
			"- a\n- b",
			"---",
			"# H",
			"| a | b |\n|---|---|\n| c. D | e |",
			"```console\n$ ls \\\n>  x\nout\n$ id\n```",
			"",
			"```\necho 'a\nb'\n```",
		);
		const wrap = fc.constantFrom(
			(text: string) => text,
			(text: string) => text.replace(/^/gm, "> "),
			(text: string) => `1. x\n\n${text.replace(/^(?=.)/gm, "   ")}`,
			(text: string) => `- x\n\n${text.replace(/^(?=.)/gm, "  ")}`,
			(text: string) => `> - y\n>\n${text.replace(/^/gm, ">   ")}`,
		);
		const documents = fc.tuple(
			fc.array(fc.tuple(piece, wrap, wrap)),
			fc.constantFrom("\n", "\r\n", "\r"),
			fc.boolean(),
		);
		fc.assert(
			fc.property(documents, ([pieces, ending, mark]) => {
				const text = pieces.map(([text, inner, outer]) => outer(inner(text))).join("\n\n");
				const markdown = (mark ? "\uFEFF" : "") + text.replaceAll("\n", ending);
				const { script } = read(markdown);
				for (const { text: statement, position } of script.statements) {
					const [first = ""] = statement.split("\n");
					expect(markdown.slice(position.start.offset, position.start.offset + first.length)).toBe(first);
					const last = statement.split("\n").at(-1) ?? "";
					expect(markdown.slice(position.end.offset - last.length, position.end.offset)).toBe(last);
				}
				for (const { text: sentence, position } of script.sentences) {
					const source = markdown.slice(position.start.offset, position.end.offset);
					expect(
						source
							.replace(/[`#]/g, "")
							.replace(/[\s>]+/g, " ")
							.trim(),
					).toBe(sentence);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe("problems", () => {
	test("shell that does not parse, where it does not", () => {
		const { problems, script } = read("# A\n\n- x\n\n  ```bash\n  ls\n  echo 'abc\n  ```\n", "a.md");
		expect(problems).toEqual([
			{
				rule: "shell-syntax",
				data: { found: "unterminated single quote" },
				file: "document",
				place: expect.objectContaining({ line: 7, column: 8 }),
				fatal: false,
			},
		]);
		expect(script.statements.map(({ text, marks }) => [text, marks])).toEqual([
			["ls", { unparsed: "unterminated single quote" }],
			["echo 'abc", { unparsed: "unterminated single quote" }],
		]);
	});

	test("also inside substitutions and here-documents", () => {
		expect(read("```sh\necho $(ls | )\n```").problems.map(({ rule }) => rule)).toEqual(["shell-syntax"]);
		expect(read("```sh\ncat <<EOF\nabc\n```").problems).toMatchObject([{ place: { line: 2, column: 5 } }]);
	});

	test("a block without a language that does not parse is not typed, and the plan says so", () => {
		const { problems, script } = read("```\nif (x) {\n  y();\n}\n```\n\n    foo 'bar\n");
		expect(problems).toEqual([]);
		expect(script.untyped.map(({ kind, position }) => [kind, position.start.line])).toEqual([
			["code", 2],
			["syntax", 7],
		]);
	});

	test("unknown marks, and marks before nothing", () => {
		const { problems } = read(
			"<!-- charla: hots -->\n```\nls\n```\n\n<!-- charla: host -->\n\n# B\n\n<!-- charla: fails /(/ -->\n",
		);
		expect(problems.map(({ rule, fatal, place }) => [rule, fatal, place])).toEqual([
			["unknown-mark", true, expect.objectContaining({ start: { line: 1, column: 1, offset: 0 } })],
			["mark-without-block", false, expect.objectContaining({ start: expect.objectContaining({ line: 6 }) })],
			["unknown-mark", true, expect.objectContaining({ start: expect.objectContaining({ line: 10 }) })],
		]);
	});
});

describe("any text", () => {
	test("is read without an exception, and quickly", () => {
		const letters = fc.constantFrom(
			..."ab [](){}<>#$`'\"\\|&;:-*_~=!?.,/\n\n\n\t>ñ😀\r".split(""),
			"```",
			"\n```\n",
			"<<E",
			"$(",
			"${",
			"- ",
			"1. ",
			"En el host:",
			"lxc exec [c] bash\n",
			"<!-- charla: ",
		);
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 120 }), (pieces) => {
				const markdown = pieces.join("");
				const { script } = read(markdown);
				expect(JSON.parse(JSON.stringify(script))).toEqual(script);
				for (const { position } of [...script.statements, ...script.sentences, ...script.blocks]) {
					expect(position.start.offset).toBeLessThanOrEqual(position.end.offset);
					expect(position.end.offset).toBeLessThanOrEqual(markdown.length);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

describe("growth", () => {
	test.each([
		["brackets", `echo ${"$(".repeat(3000)}ls${")".repeat(3000)}`],
		["groups", "(".repeat(5000)],
	])("%s that stand very deep in each other cost their block, at its line", (_, code) => {
		const { script, problems } = read(`# T\n\n\`\`\`sh\n${code}\n\`\`\`\n\n    ls\n`);
		expect(problems).toMatchObject([{ rule: "shell-syntax", fatal: false, place: { line: 4 } }]);
		expect(script.statements.map(({ marks }) => marks?.unparsed !== undefined)).toEqual([true, false]);
	});

	test("a command of very many words is read", () => {
		const { script } = read(`\`\`\`sh\necho ${"word ".repeat(100_000)}\n\`\`\`\n`);
		expect(script.statements).toHaveLength(1);
	});
});
