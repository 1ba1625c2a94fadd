import { describe, expect, test } from "vitest";
import { read } from "../read.js";

const seen = (markdown: string) => {
	const { script, problems } = read(markdown);
	expect(problems).toEqual([]);
	const shown = script.statements.flatMap(({ expected }) => (expected ? [expected] : []));
	expect(shown.map(({ position: { start, end } }) => markdown.slice(start.offset, end.offset))).toEqual(
		shown.map(({ text }) => text),
	);
	return script.statements.map(({ text, expected }) => (expected ? [text, expected.text] : [text]));
};

describe("a block that shows a session", () => {
	test("is typed at its prompts; the rest is output", () => {
		const markdown = "```console\n$ echo a; echo b\na\nb\n\n$ true\n$ lxc list\n+---+\n| # |\n+---+\n```";
		expect(seen(markdown)).toEqual([["echo a"], ["echo b", "a\nb"], ["true"], ["lxc list", "+---+\n| # |\n+---+"]]);
		expect(read(markdown).script.statements[1]?.position.start).toEqual({ line: 2, column: 11, offset: 21 });
	});

	test("is known by its prompts, whatever its language", () => {
		expect(seen("```\n$ ls\nx\n```")).toEqual([["ls", "x"]]);
		expect(seen("    $ ls\n    x")).toEqual([["ls", "x"]]);
		expect(seen("```sh\nroot@web:~# ls\nx\nuser@host:/tmp$ id\n[root@web ~]# pwd\n```")).toEqual([
			["ls", "x"],
			["id"],
			["pwd"],
		]);
	});

	test("is not begun by a here-document with prompts in it", () => {
		expect(seen("```bash\n# See:\ncat <<E\n$ ls\nE\n```")).toEqual([["cat <<E\n$ ls\nE"]]);
	});

	test("has statements of several lines", () => {
		const markdown =
			"```console\n$ for i in 1 2; do\n>   echo $i\n> done\n1\n2\n$ echo a \\\n    b\na b\n$ cat <<EOF\nx\nEOF\nx\n```";
		expect(seen(markdown)).toEqual([
			["for i in 1 2; do\n  echo $i\ndone", "1\n2"],
			["echo a \\\n    b", "a b"],
			["cat <<EOF\nx\nEOF", "x"],
		]);
	});

	test("has `# ` as a prompt only if its language says session and no other prompt is there", () => {
		expect(seen("```console\n# ls\nx\n# id\n```")).toEqual([["ls", "x"], ["id"]]);
		expect(seen("```console\n$ cat f\n# a heading\n```")).toEqual([["cat f", "# a heading"]]);
		expect(seen("```console\n# Then:\n$ sudo -i\n# ls\nx\n# id\n```")).toEqual([["sudo -i"], ["ls", "x"], ["id"]]);
		expect(seen("```console\n# apt-get install foo\n$ id\n# cat f\na\n# a heading\n```")).toEqual([
			["apt-get install foo"],
			["id"],
			["cat f", "a\n# a heading"],
		]);
		expect(seen("```bash\n# ls\nid\n```")).toEqual([["id"]]);
	});

	test("keeps comments above its first prompt and behind what is typed", () => {
		const { script } = read("```console\n# See it.\n$ ls # here\nx\n```");
		expect(script.sentences.map(({ text, statement }) => [text, statement])).toEqual([
			["See it.", null],
			["here", "s1"],
		]);
	});

	test("without prompts is plain shell", () => {
		expect(seen("```console\nls\nid\n```")).toEqual([["ls"], ["id"]]);
	});

	test("keeps its places in quotes and lists", () => {
		const markdown = "> - x\n>\n>   ```console\n>   $ ls\n>   out\n>   ```";
		const [statement] = read(markdown).script.statements;
		expect(statement?.position.start).toMatchObject({ line: 4, column: 7 });
		expect(statement?.expected).toMatchObject({ text: "out", position: { start: { line: 5, column: 5 } } });
	});

	test("an empty prompt types nothing", () => {
		expect(seen("```console\n$ ls\nx\n$\n```")).toEqual([["ls", "x"]]);
	});
});

test("what does not parse at a prompt is a problem there", () => {
	const { problems } = read("```console\n$ ls\n$ echo 'a\nx\n```");
	expect(problems).toMatchObject([{ rule: "shell-syntax", place: { line: 3, column: 8 } }]);
});

test.each(["(venv) $", "(my env) me@host:~/x$", "bash-5.1#", "sh-5.1$", "~ $", "~/src $", "/ #", "/root #", "❯"])(
	"%s is a prompt",
	(prompt) => {
		expect(seen(`\`\`\`console\n${prompt} ls\nx\n${prompt} id\n\`\`\``)).toEqual([["ls", "x"], ["id"]]);
	},
);

test("% is a prompt in a session without a surer one", () => {
	expect(seen("```console\n% ls\nx\n```")).toEqual([["ls", "x"]]);
	expect(seen("```console\n$ ls\n% x\n```")).toEqual([["ls", "% x"]]);
});

test.each(["mysql>", ">>>", ">", "PS C:\\>", "➜ ", "web$", "web#"])("%s is no shell's prompt", (prompt) => {
	const { problems, script } = read(`\`\`\`console\n${prompt} ls\nx\n\`\`\``);
	expect(problems).toEqual([]);
	expect(script.statements).toEqual([]);
	expect(script.untyped).toMatchObject([{ kind: "repl", because: "prompt", text: `${prompt} ls\nx` }]);
});

test.each(["echo hi > file", "cat 2> x", "[ a ] && ls", 'echo "a> b"', "x=$(ls) # y"])("%s shows no prompt", (line) => {
	expect(seen(`\`\`\`console\n${line}\n\`\`\``)).toEqual([[line.replace(/ # y$/, "")]]);
});

test("what stands above the first prompt is a statement of which nobody knows whether it is typed", () => {
	const { script } = read("```console\nmake install\n$ ls\n```");
	expect(script.statements.map(({ text, marks }) => [text, marks])).toEqual([
		["make install", { unprompted: true }],
		["ls", undefined],
	]);
});

test("output is indented as its prompt is", () => {
	expect(read("```console\n  $ ls\n  x\n    y\n z\n```").script.statements[0]?.expected?.text).toBe("x\n  y\nz");
});

test("what shows a prompt and does not parse is no other language", () => {
	const { problems } = read('    $ echo "unclosed\n    $ echo there\n');
	expect(problems.map(({ rule, fatal }) => [rule, fatal])).toEqual([["shell-syntax", false]]);
});

test.each(["r", "python"])("a prompt with user, host and folder is typed under the language %s", (language) => {
	const { script } = read(`# A\n\n\`\`\`${language}\nada@pc:~$ id\nuid=1000(ada)\n\`\`\`\n`);
	expect(script.statements.map(({ text, expected }) => [text, expected?.text])).toEqual([["id", "uid=1000(ada)"]]);
});

test.each(["text", "output"])("under the language %s nothing is typed, whatever prompt it has", (language) => {
	expect(read(`\`\`\`${language}\nada@pc:~$ id\n\`\`\`\n`).script.statements).toEqual([]);
});
