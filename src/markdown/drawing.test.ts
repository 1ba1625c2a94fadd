import { expect, test } from "vitest";
import { read } from "../read/read.js";
import { isPicture } from "./drawing.js";

test.each([
	["Markdown ──read──▶ Script", true],
	["src/\n├── cli\n└── read", true],
	["+---+\n| a | → b", true],
	["client -> server", true],
	["a <--> b\n|", true],
	["ls > a; cat < b; x=1 <<-A", false],
	["lxc list", false],
	['echo "a → b"', false],
	["echo 'a → b' # it's → c", false],
	["ls # ← here", false],
	['printf "a \\" → b"', false],
])("%j: %s", (text, picture) => {
	expect(isPicture(text)).toBe(picture);
});

test("a drawing is no statement where nothing says that it is shell", () => {
	const texts = (markdown: string) => read(markdown).script.statements.map(({ text }) => text);
	expect(texts("# T\n\n```\na ──▶ b\n```\n")).toEqual([]);
	expect(texts("# T\n\n    a ──▶ b\n")).toEqual([]);
	expect(texts("# T\n\n```sh\na ──▶ b\n```\n")).toEqual(["a ──▶ b"]);
	expect(texts("# T\n\n```\n$ tree\n.\n└── a\n```\n")).toEqual(["tree"]);
});
