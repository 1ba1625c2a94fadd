import { expect, test } from "vitest";
import { answersOf } from "./answers.js";

const typed = (statement: string, question: string) =>
	answersOf(null, statement).answers?.find(({ asks }) => new RegExp(asks.pattern, asks.flags).test(question))?.types;

test.each([
	["apt install lxd", "1 newly installed\nDo you want to continue? [Y/n] ", "y"],
	["sudo apt-get install nginx && true", "Do you want to continue? [Y/n] ", "y"],
	["apt upgrade", "*** x.conf (Y/I/N/O/D/Z) [default=N] ? ", ""],
	["add-apt-repository ppa:a/b", "Press [ENTER] to continue or Ctrl-c to cancel.", ""],
	["apt install lxd", "Do you want to remove everything? [y/N] ", undefined],
	["echo apt install", "Do you want to continue? [Y/n] ", undefined],
])("%s: %j", (statement, question, answer) => {
	expect(typed(statement, question)).toBe(answer);
});

test("a companion's answers come first", () => {
	const { answers } = answersOf(
		{ statement: "apt install x", answer: { asks: /continue/i, types: "n" } },
		"apt install x",
	);
	expect(answers?.[0]).toEqual({ asks: { pattern: "continue", flags: "i" }, types: "n" });
	expect(answersOf({ statement: "true" }, "true")).toEqual({});
});
