import { afterAll, beforeAll, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { defineCompanion } from "../companion/definition.js";
import { judge } from "../judge/judge.js";
import type { Machine } from "../machines/machine.js";
import { openMachine } from "../machines/open.js";
import type { Transcript } from "../model/transcript.js";
import type { Verdicts } from "../model/verdicts.js";
import { read } from "../read/read.js";
import { run } from "./run.js";

/** A document whose first command no longer works, and takes the rest along. */
const markdown =
	"# Broken\n\n```\nlxc launch an-image web --storage nowhere\nlxc stop web\nlxc exec web -- bash\n  hostname\n```\n";
const companion = defineCompanion({
	statements: [{ statement: "lxc stop web", prepare: { instance: "web", state: "booted" }, because: "x" }],
});

let machine: Machine;
let transcript: Transcript;
let verdicts: Verdicts;

beforeAll(async () => {
	const { plan } = bind(read(markdown, "broken.md").script, {
		companion: { path: "broken.charla.ts", companion },
		runId: "test",
	});
	const options = { engineInstalled: true, install: true, keep: false, progress: () => {} };
	machine = await openMachine("debian:12/lxd", options);
	transcript = await run(plan, machine, { companion });
	verdicts = judge(transcript, companion);
});

afterAll(() => machine.dispose());

test("a launch that fails fails at its own line, and so does each statement after it; the run goes on to the end", () => {
	expect(verdicts.steps.map(({ verdict }) => verdict)).toEqual(["failed", "failed", "failed", "failed"]);
	expect(verdicts.works).toBe(false);
});

test("the preparation that could not be is in the report, with why", () => {
	expect(transcript.preparations.find(({ executed }) => executed === "web: booted")).toMatchObject({
		exitCode: null,
		failed: { code: "text", text: expect.stringMatching(/not found/i) },
	});
});
