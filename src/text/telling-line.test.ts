import { expect, test } from "vitest";
import { tellingLine } from "./telling-line.js";

test.each([
	["the last line, without colours and space", "", "\u001b[31mno\u001b[0m such thing\n  gone  \n\n", "no such thing"],
	["of lines without a trouble the last", "", "one\n  two  \n", "two"],
	[
		"never a warning where there is more",
		"",
		"WARNING: apt does not have a stable CLI interface.\nE: Unable to locate package x\n",
		"E: Unable to locate package x",
	],
	[
		"a warning last of all",
		"",
		"\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n",
		"WARNING: apt does not have a stable CLI interface. Use with caution in scripts.",
	],
	[
		"what standard output says, where standard error has only warnings",
		"Reading package lists...\nE: no\n",
		"WARNING: x\n",
		"E: no",
	],
	[
		"the question that nobody answered",
		"0 upgraded\nDo you want to continue? [Y/n] Abort.\n",
		"WARNING: x\n",
		"Do you want to continue? [Y/n] Abort.",
	],
	[
		"a trouble before what only follows from it",
		"",
		"cat: /x: No such file or directory\nbye\n",
		"cat: /x: No such file or directory",
	],
	["nothing", "", " \n", null],
])("%s", (_, stdout, stderr, line) => {
	expect(tellingLine({ stdout, stderr })).toBe(line);
});
