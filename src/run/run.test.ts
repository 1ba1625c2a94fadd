import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { judge } from "../judge/judge.js";
import type { Machine } from "../machines/machine.js";
import { read } from "../read/read.js";
import { run } from "./run.js";
import { spawnHere } from "./shell/local-host.js";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** This machine, until there is a file `ended`: then as one that has been switched off. */
function machine(): Machine {
	return {
		...{ name: "local", enter: "", hasEngine: true, startEngine: async () => [], dispose: async () => [] },
		spawn: (argv) =>
			spawnHere(existsSync(join(folder, "ended")) ? ["sh", "-c", "echo no such machine >&2; exit 125"] : argv),
		facts: async () => {
			if (existsSync(join(folder, "ended"))) throw new Error("no such machine");
			return {
				name: "local",
				host: "",
				engine: "",
				engineVersion: "",
				kernel: "",
				disposable: true,
				image: null,
				cached: [],
			};
		},
	};
}

/** Runs a document of one block; answers verdict, failure and reason of each statement. */
async function verdictsOf(statements: readonly string[]) {
	const markdown = `# T\n\n\`\`\`\n${statements.join("\n")}\n\`\`\`\n`;
	const { plan } = bind(read(markdown, "t.md").script, { companion: null, runId: "test" });
	const transcript = await run(plan, machine());
	const steps = judge(transcript, null).steps.map(({ verdict }, at) => {
		const { attempts, skipped } = transcript.steps[at] ?? { attempts: [], skipped: null };
		return [verdict, attempts.at(-1)?.failure?.kind ?? skipped?.code ?? null];
	});
	return { transcript, steps };
}

describe("a statement that ends the machine has failed, and the rest is skipped", () => {
	test("with its shell", async () => {
		const { transcript, steps } = await verdictsOf([
			"echo a",
			`touch ${folder}/ended && kill -9 $$`,
			"echo b",
			"echo c",
		]);
		expect(steps).toEqual([
			["as-written", null],
			["failed", "machine-ended"],
			["skipped", "machine-ended"],
			["skipped", "machine-ended"],
		]);
		expect(transcript.machine.name).toBe("local");
	});
});

test("what ends its shell fails, and the next statement has a new one", async () => {
	const { steps } = await verdictsOf(["kill -9 $$", "echo next"]);
	expect(steps).toEqual([
		["failed", "shell-ended"],
		["as-written", null],
	]);
});
