import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { textOf } from "../cache/files.js";
import { endProcessesOf } from "./processes.js";

test("what has left its session is ended, and what has shaken off the mark is said", async () => {
	const folder = await mkdtemp(join(tmpdir(), "charla-test-"));
	onTestFinished(() => rm(folder, { recursive: true }));
	const id = folder.slice(-6);
	const start = "setsid sleep 4444 >/dev/null 2>&1 & echo $!; exec env -i setsid sleep 5555 >/dev/null 2>&1";
	const bare = execa("sh", ["-c", start], { env: { CHARLA_RUN: id }, cwd: folder, reject: false });
	const { value } = await bare.iterable()[Symbol.asyncIterator]().next();
	const daemon = Number(value);
	expect(daemon).toBeGreaterThan(0);
	// Until then it is a shell, whose own command line says sleep 5555 too, and which bears the mark.
	await expect.poll(() => textOf(`/proc/${bare.pid}/cmdline`)).toBe(["sleep", "5555", ""].join("\0"));
	const said = await endProcessesOf({ id, folder, asRoot: null });
	bare.kill("SIGKILL");
	expect(said).toEqual([`process ${bare.pid} sleep 5555: is still in the run's folder`]);
	expect((await textOf(`/proc/${daemon}/cmdline`)).includes("4444")).toBe(false);
});
