// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseShell } from "./parse.js";

const statements = (text: string) => parseShell(text).statements.map(({ start, end }) => text.slice(start, end));
const comments = (text: string) => parseShell(text).comments.map(({ start, end }) => text.slice(start, end));

describe("statements", () => {
	test.each([
		["apt update; apt install lxd", ["apt update", "apt install lxd"]],
		["a && b || c", ["a && b || c"]],
		["a | b |& c", ["a | b |& c"]],
		["a & b", ["a &", "b"]],
		["sleep 5 &\nls", ["sleep 5 &", "ls"]],
		["for i in 1 2; do\n  echo $i # c\ndone\nls", ["for i in 1 2; do\n  echo $i # c\ndone", "ls"]],
		["a \\\n  b\nc", ["a \\\n  b", "c"]],
		["x=`a; b`", ["x=`a; b`"]],
		["f() { ls; }; f", ["f() { ls; }", "f"]],
		["cat <<EOF # c\nbody\nEOF\nls", ["cat <<EOF # c\nbody\nEOF", "ls"]],
		["cat <<-A <<'B'\n\ta\n\tA\nb\nB\nls", ["cat <<-A <<'B'\n\ta\n\tA\nb\nB", "ls"]],
		["cat <<A; ls\na\nA\nid", ["cat <<A; ls\na\nA", "id"]],
		["x=$(cat <<A\na\nA\n)\nid", ["x=$(cat <<A\na\nA\n)", "id"]],
		["if true; then cat <<A\na\nA\nfi", ["if true; then cat <<A\na\nA\nfi"]],
		["", []],
		["# nothing", []],
		["ls   \n\n  id", ["ls", "id"]],
		["echo a#b # c", ["echo a#b"]],
	])("%j", (text, expected) => {
		expect(statements(text)).toEqual(expected);
	});
});

describe("comments", () => {
	test.each([
		["ls #c", ["#c"]],
		["ls # c  \n# d\nid;# e", ["# c", "# d", "# e"]],
		["echo '# a' \"# b\" `ls # x` ${#x} $# a#b \\# c", []],
		["cat <<A # c\n# d\nA\n# e", ["# c", "# e"]],
		["for i in 1; do # c\n# d\nls\ndone # e", ["# c", "# d", "# e"]],
		["(ls) # c", ["# c"]],
		["a && # c\nb", ["# c"]],
		["#!/bin/sh\n# c\nls", ["# c"]],
		["(( x = 16#ff )) # c", ["# c"]],
		["x=(a # c\nb)", []],
	])("%j", (text, expected) => {
		expect(comments(text)).toEqual(expected);
	});
});

describe("errors", () => {
	test.each([
		["echo 'a", 5],
		["ls )", 3],
		["echo $(ls | )", 11],
		["cat <<A\na", 4],
		["echo $(cat <<A\na\n)", 5],
	])("%j", (text, pos) => {
		expect(parseShell(text).errors[0]?.pos).toBe(pos);
	});
});

test("statements and top-level comments cover all that is not white space or separators", () => {
	const piece = fc.constantFrom(
		"ls",
		"echo 'a # b'",
		"x=`id`",
		"cat <<A\nq # r\nA",
		"a | b",
		"(c)",
		"for i in 1; do d; done",
		"e \\\n f",
	);
	const tail = fc.constantFrom("", " # c", "   #d  e");
	fc.assert(
		fc.property(fc.array(fc.tuple(piece, tail)), (lines) => {
			const text = lines.map(([line, comment]) => (line.includes("<<") ? line : line + comment)).join("\n");
			const shell = parseShell(text);
			expect(shell.errors).toEqual([]);
			expect(shell.statements.map(({ start, end }) => text.slice(start, end))).toEqual(lines.map(([line]) => line));
			const wanted = lines
				.filter(([line, comment]) => comment && !line.includes("<<"))
				.map(([, comment]) => comment.trim());
			expect(shell.comments.map(({ start, end }) => text.slice(start, end))).toEqual(wanted);
		}),
	);
});
