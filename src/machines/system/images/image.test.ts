import { constants, copyFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { isForWantOfSpace } from "./image.js";

test("a full disk is told from other failures, whoever met it", async () => {
	const error = await copyFile("/nowhere", "/elsewhere", constants.COPYFILE_FICLONE).catch((thrown) => thrown);
	expect(isForWantOfSpace(error)).toBe(false);
	expect(isForWantOfSpace(Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }))).toBe(true);
	expect(isForWantOfSpace(new Error("mmdebstrap failed:\ntar: write: No space left on device"))).toBe(true);
});
