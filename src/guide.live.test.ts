import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bind } from "./bind/bind.js";
import { judge } from "./judge/judge.js";
import type { MachineFacts } from "./model.js";
import { read } from "./read/read.js";
import type { Machine } from "./run/machine/machine.js";
import { run } from "./run/run.js";
import { localHost } from "./run/shell/local-host.js";

const guide = "docs/guide";
const names = (await readdir(guide)).filter((name) => name.endsWith(".md"));
let folder: string;

const facts: MachineFacts = {
	name: "local",
	host: "",
	engine: "",
	engineVersion: "",
	kernel: "",
	disposable: false,
	image: "",
	cached: [],
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-guide-"));
	await execa("npm", ["run", "build"]);
	await writeFile(join(folder, "charla"), `#!/bin/sh\nexec node ${resolve("dist/cli/main.js")} "$@"\n`);
	await chmod(join(folder, "charla"), 0o755);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** This very computer, for documents that say how to use charla: the machines are started by what they type. */
async function local(): Promise<Machine> {
	const { dispose, ...host } = await localHost();
	return {
		...host,
		name: "local",
		enter: "",
		startEngine: async () => [],
		facts: async () => facts,
		dispose: async () => {
			await dispose();
			return [];
		},
	};
}

/** The guide's shell, in the test's folder, with charla on its path. */
const begin = () => `cd ${folder} && export PATH=${folder}:$PATH NO_COLOR=1 CHARLA_MACHINE=debian:12/lxd`;

describe.each(names)("%s", (name) => {
	test("does what it says", async () => {
		const { script, messages } = read(await readFile(join(guide, name)), name);
		expect(messages).toEqual([]);
		if (script.statements.length === 0) return;
		const { plan } = bind(script, { companion: null, runId: "r" });
		const machine = await local();
		try {
			const inFolder = plan.steps.map((step, at) =>
				at === 0 ? { ...step, bound: `${begin()}\n${step.bound}` } : step,
			);
			const verdicts = judge(await run({ ...plan, steps: inFolder }, machine), null);
			const wrong = verdicts.steps.filter(({ verdict }) => verdict !== "as-written");
			expect(wrong.map(({ id, reason, diff }) => `${id} ${reason}\n${diff ?? ""}`)).toEqual([]);
		} finally {
			await machine.dispose();
		}
	});
});
