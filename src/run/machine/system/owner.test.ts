import { expect, test } from "vitest";
import { isAlive, startIn, thisProcess } from "./owner.js";

test("this process is there, and one that had its number before is not", async () => {
	const owner = thisProcess();
	expect(await isAlive(owner)).toBe(true);
	expect(await isAlive({ ...owner, start: "1" })).toBe(false);
	expect(await isAlive({ ...owner, boot: "another" })).toBe(false);
	expect(await isAlive({ ...owner, pid: 4_194_305 })).toBe(false);
});

test("a process may have blanks and brackets in its name", () => {
	const fields = Array.from({ length: 30 }, (_, index) => String(index + 3));
	expect(startIn(`12 (a) b (c) ${fields.join(" ")}`)).toBe("22");
});
