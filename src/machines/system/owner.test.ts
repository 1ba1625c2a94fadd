import { expect, test } from "vitest";
import { isGone, startIn, thisProcess } from "./owner.js";

const us = thisProcess();

test("this process is there, and one that had its number before is gone", async () => {
	expect(await isGone(us)).toBe(false);
	expect(await isGone({ ...us, start: "1" })).toBe(true);
	expect(await isGone({ ...us, pid: 4_194_305 })).toBe(true);
	expect(await isGone({ ...us, boot: "another" })).toBe(us.machine !== "");
});

test("one that cannot be seen from here is not known to be gone", async () => {
	const elsewhere = { ...us, pid: 4_194_305 };
	expect(await isGone({ ...elsewhere, host: "another" })).toBe(false);
	expect(await isGone({ ...elsewhere, machine: "another" })).toBe(false);
	expect(await isGone({ ...elsewhere, namespace: "pid:[1]" })).toBe(false);
	expect(await isGone({ ...elsewhere, uid: us.uid + 1 })).toBe(us.uid === 0);
});

test("a process may have blanks and brackets in its name", () => {
	const fields = Array.from({ length: 30 }, (_, index) => String(index + 3));
	expect(startIn(`12 (a) b (c) ${fields.join(" ")}`)).toBe("22");
});
