import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bind } from "../src/bind/bind.js";
import { judge } from "../src/judge/judge.js";
import { cacheFolder } from "../src/machines/cache/cache.js";
import { containerImage } from "../src/machines/images/container-image.js";
import { hostRoot } from "../src/machines/images/root.js";
import type { Machine } from "../src/machines/machine.js";
import { openMachine } from "../src/machines/open.js";
import { machines } from "../src/machines/recipes.js";
import type { MachineFacts } from "../src/model/transcript.js";
import { read } from "../src/read/read.js";
import { run } from "../src/run/run.js";
import { bring, bringCharla, brought, must } from "./charla.fixture.js";

/** Our own documents. What they tell people to type is typed on a disposable machine, on which charla makes its own. */
const guide = "docs/guide";
const pages = [
	"README.md",
	"README.es.md",
	...(await readdir(guide)).filter((name) => name.endsWith(".md")).map((name) => join(guide, name)),
];
const name = "debian:12/lxd";
const silent = { progress: () => {} };
let host: Machine;

beforeAll(async () => {
	host = await openMachine(name, { engineInstalled: true, install: true, keep: false, ...silent });
	await bringCharla(host);
	await bringCache();
	await must(
		host,
		"root",
		`install -m 755 ${brought}/node /usr/local/bin/node
		for program in npm npx; do ln -s ${brought}/npm/bin/$program-cli.js /usr/local/bin/$program; done
		chmod 755 ${brought}/app/dist/cli/main.js; ln -s ${brought}/app/dist/cli/main.js /usr/local/bin/charla
		(cd ${brought}/app && npm pkg delete scripts.prepare) # it is built; npx would build it again
		if ! CHARLA_CACHE=${brought}/cache charla doctor --json >/tmp/doctor; then
			mend=$(node -p 'JSON.parse(fs.readFileSync("/tmp/doctor")).find(({ mend }) => mend !== null).mend')
			export DEBIAN_FRONTEND=noninteractive
			eval "\${mend/install/install --yes}"
		fi`,
	);
});

afterAll(async () => {
	expect(await host?.dispose()).toEqual([]);
});

/** What a machine is made of, from the cache of this computer's, or made now; the machine's own archive is the same. */
async function bringCache(): Promise<void> {
	const row = machines[name];
	if (row === undefined) throw new Error("no row for the machine");
	const entries = [
		await hostRoot(cacheFolder(), row.host, row.engine, true, silent),
		await hostRoot(cacheFolder(), row.host, row.engine, false, silent),
		(await containerImage(cacheFolder(), row.images, true, silent)).entry,
	];
	for (const { path } of entries) await bring(host, join(brought, "cache"), dirname(path), [basename(path)]);
}

/** The machine's host with nothing started on it: the engines are those of the machines that the documents start. */
function bare(): Machine {
	return {
		name: "bare",
		enter: host.enter,
		spawn: (argv) => host.spawn(argv),
		startEngine: async () => [],
		facts: async (): Promise<MachineFacts> => ({
			...{ name: "bare", host: "", engine: "", engineVersion: "", kernel: "", image: null, cached: [] },
			disposable: true,
		}),
		dispose: async () => [],
	};
}

/** A guide begins in a folder of its own, a README in the repository. */
function begin(page: string): string {
	const folder = page.startsWith(guide) ? `/root/${basename(page, ".md")}` : `${brought}/app`;
	return `mkdir -p ${folder} && cd ${folder} && export CHARLA_CACHE=${brought}/cache NO_COLOR=1`;
}

describe.each(pages)("%s", (page) => {
	test("does what it says", async () => {
		const { script, problems } = read(await readFile(page), page);
		expect(problems).toEqual([]);
		if (script.statements.length === 0) return;
		const { plan } = bind(script, { companion: null, runId: "r" });
		const first = plan.steps.findIndex(({ skip }) => skip === null);
		const steps = plan.steps.map((step, at) =>
			at === first ? { ...step, bound: `${begin(page)}\n${step.bound}` } : step,
		);
		const verdicts = judge(await run({ ...plan, steps }, bare()), null);
		const wrong = verdicts.steps.flatMap(({ id, verdict, reason, diff }, at) => {
			if (verdict === (plan.steps[at]?.skip == null ? "as-written" : "skipped")) return [];
			const said = verdicts.transcript.steps[at]?.attempts.at(-1)?.output ?? [];
			return [`${id} ${reason}\n${diff ?? said.map(({ text }) => text).join("")}`];
		});
		expect(wrong).toEqual([]);
	});
});
