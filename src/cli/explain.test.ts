import { readFile } from "node:fs/promises";
import { afterEach, expect, test, vi } from "vitest";
import { ExitCode } from "./exit-codes.js";
import { duringRun, explain } from "./explain.js";

afterEach(() => vi.restoreAllMocks());

test("an error of the system is bad input before a run, and a failure of charla in the middle of one", async () => {
	const printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
	const error = await readFile("/nowhere/at-all").catch((thrown: unknown) => thrown);
	expect(explain(error)).toBe(ExitCode.badInput);
	expect(explain(duringRun(error))).toBe(ExitCode.failed);
	expect(printed).toHaveBeenLastCalledWith(expect.stringContaining("ENOENT"));
});
