import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Printed, verdictsOf } from "../../test/verdicts.fixture.js";
import { read } from "../read/read.js";
import { updated } from "./update.js";

const reread = (text: string) => read(text, "docs/demo.md").script;

/** The document after an update from a run that printed so. */
function after(markdown: string, printed: Printed[], companion?: Parameters<typeof verdictsOf>[2]) {
	const { script, verdicts } = verdictsOf(markdown, printed, companion);
	const { text, refused } = updated(markdown, script, verdicts, reread);
	// Once rewritten, the same run changes nothing.
	const again = verdictsOf(text, printed, companion);
	const { lines, ids, ...rest } = updated(text, again.script, again.verdicts, reread);
	expect([lines, ids, rest.text]).toEqual([[], [], text]);
	expect(rest.refused).toHaveLength(refused.length);
	return text;
}

const session = "# T\r\n\r\nText\t \r\n\r\n```console\r\n$ a\r\none\r\ntwo\r\n$ b\r\n```\r\n\r\nEnd";

test("rewrites what was printed otherwise, and nothing else", () => {
	expect(after(session, [{ stdout: "one\n2\n" }, {}])).toBe(session.replace("two", "2"));
	expect(after(session, [{ stdout: "one\ntwo\n" }, {}])).toBe(session);
	expect(after(session, [{ stdout: "one\n\nthree\nfour\n" }, {}])).toBe(session.replace("two", "\r\nthree\r\nfour"));
});

test("takes away output that is no longer printed, and adds none where none was shown", () => {
	expect(after(session, [{}, { stdout: "x" }])).toBe(session.replace("one\r\ntwo\r\n", ""));
});

test("leaves a statement that failed or was not run alone", () => {
	expect(after(session, [{ stdout: "x", exitCode: 1 }, {}])).toBe(session);
	expect(after(session, [null, {}])).toBe(session);
});

test("keeps what stands before the lines: lists and quotes", () => {
	const markdown = "> 1. x\n>\n>    ```console\n>    $ a\n>    one\n>    two\n>    ```\n";
	expect(after(markdown, [{ stdout: "1\n\n2\n3\n" }])).toBe(markdown.replace("one\n>    two", "1\n>\n>    2\n>    3"));
	expect(after("    $ a\n    one\n\nx", [{ stdout: "two\nthree" }])).toBe("    $ a\n    two\n    three\n\nx");
});

test("keeps lines that are right as they are written", () => {
	const markdown = "<!-- charla: expect glob -->\n```console\n$ a\n* ok\nb\n...\nz\n```\n";
	expect(after(markdown, [{ stdout: "1 ok\nB*\nc\nd\nz\n" }])).toContain("* ok\nB\\*\nc\nd\nz\n");
	expect(after(markdown, [{ stdout: "1 ok\nb\nc\nd\nZ\n" }])).toContain("* ok\nb\nc\nd\nZ\n");
	const ignoring = "<!-- charla: expect pid -->\n```console\n$ a\npid 7\nb\n```\n";
	expect(after(ignoring, [{ stdout: "pid 12\nc\n" }])).toBe(ignoring.replace("b\n`", "c\n`"));
});

test("gives the names of the run their placeholders back", () => {
	const markdown = "```console\n$ lxc start [web]\n[web] is up\n```\n";
	const companion = { placeholders: { web: "web" } };
	expect(after(markdown, [{ stdout: "Started web-k3x9.\n" }], companion)).toBe(
		markdown.replace("[web] is up", "Started [web]."),
	);
});

test("leaves alone output that would end its block", () => {
	expect(after(session, [{ stdout: "one\n```\n" }, {}])).toBe(session);
});

test("leaves alone what the companion declares to be printed today", () => {
	const companion = { statements: [{ statement: "a", expect: { today: "2" }, because: "x", since: "y" }] };
	expect(after(session, [{ stdout: "3" }, {}], companion)).toBe(session);
});

describe("whatever is printed", () => {
	const line = fc.constantFrom("a", "b", "...", "x y", "$HOME", "`", "ñ", "> q");
	test("an update is right, and a second one changes nothing", () => {
		fc.assert(
			fc.property(fc.array(line, { minLength: 1 }), fc.array(line), (shown, printed) => {
				const text = after(`# T\n\n    $ a\n${shown.map((one) => `    ${one}\n`).join("")}\nEnd\n`, [
					{ stdout: printed.join("\n") },
				]);
				expect(text.startsWith("# T\n\n    $ a\n")).toBe(true);
				expect(text.endsWith("\nEnd\n")).toBe(true);
			}),
		);
	});
});

test.each([
	["a prompt", "$ touch x\n"],
	["a fence", "a\n```\nb\n"],
	["a line that leaves out", "...\n"],
])("refuses output that would be read as %s", (_, stdout) => {
	const { script, verdicts } = verdictsOf(session, [{ stdout }, {}]);
	expect(updated(session, script, verdicts, reread)).toEqual({ text: session, lines: [], ids: [], refused: [6] });
});

test("says which statement was mended, of several at one prompt", () => {
	const { script, verdicts } = verdictsOf("    $ false; echo new\n    old\n", [{ exitCode: 1 }, { stdout: "new\n" }]);
	expect(updated("    $ false; echo new\n    old\n", script, verdicts, reread).ids).toEqual(["s2"]);
});
