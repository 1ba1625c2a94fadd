import { type Command, parse, type Word } from "unbash";
import { expect, test } from "vitest";
import { commandsIn } from "../../../shell-language/syntax.js";
import { holes } from "./holes.js";
import { textsOf } from "./words.js";

async function texts(word: string): Promise<string[]> {
	const [command] = commandsIn(parse(`x ${word}`)) as [Command];
	const values = async (name: string) => ({ HOME: ["/home/dev"], TWO: ["a", "b"] })[name] ?? [""];
	return textsOf(command.args[0] as Word, values);
}

test("the texts that a word may be", async () => {
	expect(await texts("~/$TWO.txt")).toEqual(["/home/dev/a.txt", "/home/dev/b.txt"]);
	expect(await texts(`"$TWO"'$TWO'\\~`)).toEqual(["a$TWO~", "b$TWO~"]);
	expect(await texts("~other/x")).toEqual([`${holes.unknown}/x`]);
	expect(await texts("x{3..1}")).toEqual(["x3", "x2", "x1"]);
	expect(await texts("x$(date)$1")).toEqual([`x${holes.unknown}${holes.unknown}`]);
	expect(await texts("x{1..99}")).toEqual([`x${holes.unknown}`]);
});
