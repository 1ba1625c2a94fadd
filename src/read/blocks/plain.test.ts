import { describe, expect, test } from "vitest";
import { read } from "../read.js";

const typed = (markdown: string) => read(markdown).script.statements.map(({ text }) => text);
const untyped = (markdown: string) => read(markdown).script.untyped.map(({ kind, because }) => `${kind}/${because}`);
const block = (before: string, code: string, language = "") =>
	`# T\n\n${before}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;

describe("a block without a language", () => {
	test.each([
		["a program that documents type", "", "apt-get update"],
		["a path", "", "./configure --prefix=/usr"],
		["a program whose last word has a colon", "", "lxc image list ubuntu:"],
		["a word with options", "", "frobnicate --all"],
		["a word that the sentence before calls a command", "Run the following command:", "frobnicate now"],
		["an assignment that is used", "", "NAME=web\necho $NAME"],
	])("is typed where its first line begins with %s", (_, before, code) => {
		expect(typed(block(before, code))).toEqual(code.split("\n"));
	});

	test.each([
		["settings", "", "NAME=web\nPORT=80", "configuration/lines"],
		["settings with dots", "", "net.ipv4.ip_forward=1", "configuration/lines"],
		["settings with spaces", "", "max_connections = 100", "configuration/lines"],
		["a section", "", "[Unit]\nDescription=My own", "configuration/lines"],
		["YAML", "", "services:\n  web:\n    image: nginx", "configuration/lines"],
		["JSON", "", '{\n  "a": 1\n}', "data/lines"],
		["markup", "", '<network name="n">\n</network>', "markup/lines"],
		["SQL", "", "SELECT name FROM people;", "repl/lines"],
		["psql's own commands", "", "\\dt", "repl/lines"],
		["a session of another program", "", "127.0.0.1:6379> ping\nPONG", "repl/prompt"],
		["a table", "", "NAME    STATE     IPV4\nweb     RUNNING   10.0.0.2", "output/lines"],
		["an address", "", "https://example.org/a", "url/lines"],
		["a path to a file", "", "/etc/web/web.conf", "path/lines"],
		["a sentence", "", "The machine starts again after this.", "prose/lines"],
		["a Dockerfile", "", "FROM debian\nRUN true", "code/lines"],
		["a word of which nothing is known", "", "frobnicate now", "unclear/lines"],
		["what the sentence before calls output", "You should see:", "frobnicate now", "output/sentence"],
		[
			"what the sentence before calls a file",
			"Add the following lines to `/etc/hosts`:",
			"export A=1",
			"file/sentence",
		],
		["what an editor was opened for", "```\nnano web.conf\n```\n\nIt says:", "listen localhost", "file/statement"],
	])("is not typed where it is %s", (_, before, code, why) => {
		const markdown = block(before, code);
		expect(untyped(markdown)).toEqual([why]);
		expect(typed(markdown)).not.toContain(code.split("\n")[0]);
	});

	test("is typed if a mark says so, and not if one says that", () => {
		const code = "\n```\nNAME=web\n```\n";
		expect(typed(`<!-- charla: typed -->${code}`)).toEqual(["NAME=web"]);
		expect(typed("<!-- charla: not typed -->\n```sh\nls\n```\n\n    id\n")).toEqual(["id"]);
	});

	test("has its output below the command also where that is no shell", () => {
		const { statements } = read("Type this:\n\n    frob\n\n    Welcome to it (1.0\n").script;
		expect(statements.map(({ text, expected }) => [text, expected?.text])).toEqual([["frob", "Welcome to it (1.0"]]);
	});

	test("has its output below the command", () => {
		const { statements } = read("```\nls -l\ntotal 4\n-rw-r--r-- 1 a a 0 f\n\nid\n```\n").script;
		expect(statements.map(({ text, expected }) => [text, expected?.text])).toEqual([
			["ls -l", "total 4\n-rw-r--r-- 1 a a 0 f"],
			["id", undefined],
		]);
	});
});

describe("a block that says that it is shell", () => {
	test("is typed, whatever its programs", () => {
		expect(typed(block("", "frobnicate now\nNAME=web", "bash"))).toEqual(["frobnicate now", "NAME=web"]);
	});

	test("is not typed where its lines can be no shell, or are what a file is to hold", () => {
		expect(untyped(block("", "a.b = c\n# x\nd.e = f", "bash"))).toEqual(["configuration/lines"]);
		expect(untyped(block("Add this line to your `~/.bashrc`:", "export EDITOR=vi", "bash"))).toEqual(["file/sentence"]);
		expect(untyped(block("Create the file `go.sh` with this content:", "#!/bin/sh\nls", "sh"))).toEqual([
			"file/sentence",
		]);
		expect(typed(block("Add this line to the file with:", "echo x >> f", "sh"))).toEqual(["echo x >> f"]);
	});

	test("has the words of another program after the one that reads them", () => {
		const markdown = block("", "sudo -u postgres psql\nSELECT 1;\n\\q\nid", "bash");
		expect(typed(markdown)).toEqual(["sudo -u postgres psql", "id"]);
		expect(untyped(markdown)).toEqual(["repl/lines"]);
	});
});

describe("output in a block of its own", () => {
	const shown = (between: string, code: string, language = "") => {
		const { statements } = read(
			`# T\n\n\`\`\`sh\ncat f\n\`\`\`\n\n${between}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`,
		).script;
		const [first] = statements;
		return [statements.length, first?.expected?.text, first?.expected?.loose];
	};

	test.each(["Output:", "You should see the following:", "The output should look as follows:", "It prints:"])(
		"is its statement's after “%s”",
		(between) => {
			expect(shown(between, "one\ntwo")).toEqual([1, "one\ntwo", undefined]);
		},
	);

	test.each([
		["Salida:", undefined],
		["Deberá ver un mensaje similar a este:", "similar"],
	])("is its statement's after “%s”", (between, loose) => {
		const markdown = `La máquina está en la casa y es la que se usa.\n\n\`\`\`sh\ncat f\n\`\`\`\n\n${between}\n\n    uno\n`;
		expect(read(markdown).script.statements[0]?.expected).toMatchObject({ text: "uno", ...(loose ? { loose } : {}) });
	});

	test("is its statement's right below it, and after a word that only says that it is output", () => {
		expect(shown("", "one", "text")).toEqual([1, "one", undefined]);
		expect(shown("", "{}", "json")).toEqual([1, "{}", undefined]);
		expect(shown("", "Output one", "")).toEqual([1, "one", undefined]);
	});

	test("is not compared where the document does not give it whole", () => {
		expect(shown("You see output similar to this:", "one")).toEqual([1, "one", "similar"]);
		expect(shown("Output:", "one\n[...]\ntwo")).toEqual([1, "one\n[...]\ntwo", "elided"]);
		expect(shown("Output:", "address <address>")).toEqual([1, "address <address>", "placeholders"]);
	});

	test("is nobody's after a heading, after prose that does not announce it, and where a file is shown", () => {
		expect(shown("## More", "one", "text")[1]).toBeUndefined();
		expect(shown("Some prose.", "one", "text")[1]).toBeUndefined();
		expect(shown("The file `g` contains:", "a: b", "yaml")[1]).toBeUndefined();
	});
});
