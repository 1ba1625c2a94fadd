import { expect, test } from "vitest";
import { read } from "../read/read.js";

/** Statements with the labels of the tabs that they stand in. */
const seen = (markdown: string) =>
	read(markdown).script.statements.map(({ text, alternatives = [] }) => [
		text,
		...alternatives.map(({ label }) => label),
	]);

test("MyST's tabs, in fences of any length, with Markdown or indented code in them", () => {
	const markdown =
		"`````{tabs}\n```{group-tab} CLI\n    ls\n```\n````{group-tab} API\nAsk:\n\n```bash\ncurl -s x\n```\n````\n% End\n```{group-tab} UI\nClick.\n```\n`````\n";
	expect(seen(markdown)).toEqual([
		["ls", "CLI"],
		["curl -s x", "API"],
	]);
	expect(read(markdown).script.statements.map(({ position }) => position.start.line)).toEqual([3, 9]);
});

test.each([
	["{tab-set}", "````{tab-set}\n```{tab-item} A\n    ls\n```\n```{tab-item} B\n    id\n```\n````\n"],
	[
		"{tab-set} between colons",
		"::::{tab-set}\n:::{tab-item} A\n```sh\nls\n```\n:::\n:::{tab-item} B\n```sh\nid\n```\n:::\n::::\n",
	],
	["{code-tab}", "````{tabs}\n```{code-tab} bash A\nls\n```\n```{code-tab} bash B\nid\n```\n````\n"],
	["MkDocs", '=== "A"\n\n    ```sh\n    ls\n    ```\n\n=== "B"\n\n    ```sh\n    id\n    ```\n'],
	[
		"Docusaurus",
		'<Tabs>\n<TabItem value="a" label="A">\n\n```sh\nls\n```\n\n</TabItem>\n<TabItem value="B">\n\n```sh\nid\n```\n\n</TabItem>\n</Tabs>\n',
	],
])("%s", (_, markdown) => {
	expect(seen(`${markdown}\nAfter.\n\n    uname\n`)).toEqual([["ls", "A"], ["id", "B"], ["uname"]]);
});

test("tabs that are not side by side are no alternatives of each other", () => {
	const { statements } = read(
		'=== "A"\n\n    ```\n    ls\n    ```\n\nProse.\n\n=== "A"\n\n    ```\n    id\n    ```\n',
	).script;
	const groups = statements.map(({ alternatives }) => alternatives?.[0]?.group);
	expect(new Set(groups).size).toBe(2);
});
