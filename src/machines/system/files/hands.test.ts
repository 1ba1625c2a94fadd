import { expect, test } from "vitest";
import { handsOf } from "./hands.js";

/** Says what a program says to who may not, and succeeds with the word that stands for root's. */
const refused = ["sh", "-c", 'test -n "$ROOT" && printf done || { echo "x: Permission denied" >&2; exit 1; }'];

test("what this user may not is done through the words before it", async () => {
	expect(await handsOf(["env", "ROOT=yes"])(refused)).toBe("done");
	await expect(handsOf(null)(refused)).rejects.toThrow("Permission denied");
	await expect(handsOf([])(refused)).rejects.toThrow("Permission denied");
});

test("what fails for another reason is not tried as root", async () => {
	const other = ["sh", "-c", 'test -n "$ROOT" || { echo "No space left" >&2; exit 1; }'];
	await expect(handsOf(["env", "ROOT=yes"])(other)).rejects.toThrow("No space left");
});
