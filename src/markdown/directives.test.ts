import { expect, test } from "vitest";
import { read } from "../read/read.js";

const seen = (markdown: string) => {
	const { script, problems } = read(markdown);
	expect(problems).toEqual([]);
	const parts = script.statements.flatMap((statement) =>
		statement.expected ? [statement, statement.expected] : [statement],
	);
	expect(parts.map(({ position: { start, end } }) => markdown.slice(start.offset, end.offset))).toEqual(
		parts.map(({ text }) => text),
	);
	return script.statements.map(({ text, expected }) => (expected ? [text, expected.text] : [text]));
};

test("{terminal}: its input is typed, the rest is output", () => {
	expect(seen("```{terminal}\n:input: lxc list\n:user: ubuntu\n:host: server\n\n+--+\n| a|\n```\n")).toEqual([
		["lxc list", "+--+\n| a|"],
	]);
	expect(seen("```{terminal}\n:user: root\n:input: true\n```")).toEqual([["true"]]);
	expect(seen(":::{note}\n```{terminal}\n:input: a\n\none\n:x: y\n:input: b\ntwo\n```\n:::")).toEqual([
		["a", "one\n:x: y"],
		["b", "two"],
	]);
});

test("{terminal} without input is a session", () => {
	expect(seen("```{terminal}\n$ a\none\n```")).toEqual([["a", "one"]]);
});

test("{code-block} has its language as an argument, and options that nobody types", () => {
	expect(seen("```{code-block} bash\n:caption: x\n:linenos:\n\nls\n```")).toEqual([["ls"]]);
	expect(seen("```{code-block} console\n---\ncaption: x\n---\n$ ls\nout\n```")).toEqual([["ls", "out"]]);
	expect(seen("```{code-block} python\nprint()\n```\n\n```{note}\nls\n```")).toEqual([]);
	expect(seen("```{code} sh\nls\n```")).toEqual([["ls"]]);
});

test("the shell of {terminal} blocks, with its prompt told by options", () => {
	const { script } = read(
		"```{terminal}\n:input: lxc exec web -- bash\n```\n\n```{terminal}\n:input: id\n:user: root\n:host: web\n\nuid=0\n```\n\n```{terminal}\n:input: exit\n:user: root\n:host: web\n```\n",
	);
	expect(script.statements.map(({ place, container, rule }) => [place, container, rule])).toEqual([
		["host", null, "engine"],
		["container", "web", "prompt"],
		["container", "web", "shell"],
	]);
});

const statements = (markdown: string) =>
	read(markdown).script.statements.map(({ text, heading, position: { start, end } }) => [
		text,
		heading.at(-1),
		start.line,
		markdown.slice(start.offset, end.offset),
	]);

test("{note} and its like hold Markdown, with its places in the document", () => {
	const markdown =
		"# T\n\n> ````{note} A title\n> :class: x\n>\n> On the host,\n> ñ:\n>\n> ```sh\n> ls\n> ```\n> ````\n\n1. one\n\n   ```{tip}\n   ```\n\n   `````{tab-set}\n   ````{tab-item} B\n   ```console\n   $ id\n   root\n   ```\n   ````\n   `````\n";
	expect(statements(markdown)).toEqual([
		["ls", "T", 10, "ls"],
		["id", "T", 22, "id"],
	]);
	const { script } = read(markdown);
	expect(script.sentences.map(({ text, cue }) => [text, cue])).toContainEqual(["On the host, ñ:", "host"]);
	expect(script.statements[1]?.expected?.position?.start.line).toBe(23);
});

test("an admonition of Python-Markdown is not typed, the block in it is", () => {
	const markdown =
		'\uFEFF# T\n\n!!! note "Mind"\n\n    Restart the machine.\n\n    ```sh\n    ls\n    ```\n\nText.\n\n    id\n';
	expect(statements(markdown)).toEqual([
		["ls", "T", 8, "ls"],
		["id", "T", 13, "id"],
	]);
	expect(read(markdown).script.sentences.map(({ text }) => text)).toContain("Restart the machine.");
});

test.each([
	["a tab", '=== "Linux"\n\n    ```sh\n    ls\n    ```\n', 4],
	["an admonition without a blank line", "!!! note\n    ```sh\n    ls\n    ```\n", 3],
	["a directive whose content is indented", ":::{note}\n    ```sh\n    ls\n    ```\n:::\n", 3],
	["an indented fence", "Text.\n\n    ~~~sh\n    ls\n    ~~~\n", 4],
])("the block in %s is typed, and not its fences", (_, markdown, line) => {
	expect(statements(`# T\n\n${markdown}`)).toEqual([["ls", "T", line + 2, "ls"]]);
});

test.each(["bash,ignore", "bash:run.sh", "{code-cell} bash"])("%s is bash", (info) => {
	expect(statements(`# T\n\n\`\`\`${info}\nls\n\`\`\`\n`)).toHaveLength(1);
});

test("{terminal} without :input: has its first paragraph typed and the rest as output", () => {
	const markdown = "```{terminal}\n:user: me\n:host: here\n\nlxc list \\\n  --fast\nid\n\n+--+\n\n| a|\n```\n";
	expect(seen(markdown)).toEqual([["lxc list \\\n  --fast"], ["id", "+--+\n\n| a|"]]);
	expect(seen("```{terminal}\nls\n```\n\n```{terminal}\n:output-only:\n\na\n```\n")).toEqual([["ls", "a"]]);
});
