import { afterEach, expect, test } from "vitest";
import type { Answer } from "../../model/answer.js";
import { Answering } from "./answering.js";
import { spawnHere } from "./local-host.js";
import { Shell } from "./shell.js";

let shell: Shell;
afterEach(() => shell?.close());

const answer = (pattern: string, types: string): Answer => ({ asks: { pattern, flags: "" }, types });
const run = async (text: string, answers: readonly Answer[]) => {
	shell = await Shell.open(spawnHere);
	return shell.run({ text, answers, timeoutMs: 15_000 });
};

test("a command that asks at a terminal is answered, question by question", async () => {
	const text = "[ -t 0 ] && read -p 'Go on? [Y/n] ' a; printf 'Name: '; read b; echo \"$a, $b\"";
	const outcome = await run(text, [answer("Name: $", "ada"), answer("Go on\\?", "y")]);
	expect(outcome).toMatchObject({ stdout: "Name: y, ada\n", stderr: "Go on? [Y/n] ", exitCode: 0 });
	expect(outcome.answered).toEqual([
		{ question: "Go on? [Y/n]", typed: "y" },
		{ question: "Name:", typed: "ada" },
	]);
	expect((await shell.run({ text: 'echo "$b"; [ -t 0 ] || echo none', timeoutMs: 5_000 })).stdout).toBe("ada\nnone\n");
});

test("a shell that was made useless while it asked is found out as well", async () => {
	expect((await run("set -n", [answer("x", "y")])).ended).toBe("no-answer");
});

test("what nobody answers gets the end of input, and only after a silence", async () => {
	const typed: string[] = [];
	const terminal = { device: "", type: (text: string) => void typed.push(text), close: () => {} };
	const answering = new Answering([answer("Name", "ada")], terminal, 50);
	answering.feed("Building: ");
	answering.feed("done\n");
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(typed).toEqual([]);
	answering.feed("Password: ");
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(typed).toEqual(["\u0004"]);
	expect(answering.answered).toEqual([]);
	answering.close();
});
