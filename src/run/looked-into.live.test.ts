import { afterAll, beforeAll, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { claim, defineCompanion } from "../companion/definition.js";
import { judge } from "../judge/judge.js";
import type { Machine } from "../machines/machine.js";
import { openMachine } from "../machines/open.js";
import type { Transcript } from "../model/transcript.js";
import type { Verdicts } from "../model/verdicts.js";
import { read } from "../read/read.js";
import { run } from "./run.js";

/** A document that stops and deletes the container that claims have looked into. */
const markdown = `# Looked into

\`\`\`
lxc launch charla-test web
\`\`\`

It has mounts, links and processes of its own.

<!-- charla: timeout 60s -->
\`\`\`
lxc stop web
\`\`\`

\`\`\`
lxc delete web
readlink /proc/[0-9]*/ns/net | sort | uniq -c | sort -n
ps -eo args | grep -cE '[n]senter|[s]leep|[p]erl' || true
\`\`\`
`;

const companion = defineCompanion({
	images: ["charla-test"],
	claims: [
		claim({
			...{ id: "own", quote: "It has mounts, links and processes of its own." },
			after: { statement: "lxc launch charla-test web" },
			observe: async (look) => {
				await look.ensure("web", "booted");
				const inside = await look.container("web");
				// Never given back.
				await inside.hold(8080);
				return {
					namespaces: [await look.host.namespaces(), await inside.namespaces()].map(({ mnt, net, pid }) => ({
						mnt,
						net,
						pid,
					})),
					mounts: (await inside.mounts()).length,
					links: (await inside.links()).map(({ name }) => name),
					ports: (await inside.sockets()).map(({ port }) => port),
					self: (await inside.process()).pids.length,
					first: (await inside.init())?.name ?? null,
					hostname: await inside.hostname(),
					text: await inside.read("/etc/hostname"),
					none: await inside.read("/etc/none such"),
					said: (await inside.run("cat /etc/hostname")).stdout,
				};
			},
			judge: ({ namespaces: [host, own] }) => ({
				verdict: host?.mnt !== own?.mnt && host?.net !== own?.net && host?.pid !== own?.pid ? "holds" : "refuted",
				evidence: [],
			}),
			counterexample: { because: "x", without: "net" },
		}),
	],
});

let machine: Machine;
let transcript: Transcript;
let verdicts: Verdicts;

beforeAll(async () => {
	const { plan } = bind(read(markdown, "looked-into.md").script, {
		companion: { path: "looked-into.charla.ts", companion },
		runId: "test",
	});
	const options = { engineInstalled: true, install: true, keep: false, progress: () => {} };
	machine = await openMachine("debian:12/lxd", options);
	transcript = await run(plan, machine, { companion, counterexamples: true });
	verdicts = judge(transcript, companion);
});

afterAll(async () => {
	expect(await machine?.dispose()).toEqual([]);
});

test("what a claim sees of a container is the container's own", () => {
	const { observed, trouble, counterexample } = transcript.claims[0] ?? {};
	expect(trouble).toBeNull();
	expect(observed).toMatchObject({
		...{ links: ["lo", "eth0"], self: 2, first: "systemd", hostname: "web", text: "web\n", none: null, said: "web\n" },
		ports: expect.arrayContaining([8080]),
	});
	expect(counterexample?.observed).toMatchObject({ first: "systemd", hostname: "web" });
	expect(verdicts.claims[0]).toMatchObject({ verdict: "holds", counterexample: "refuted" });
	expect(verdicts.isolation?.rows[0]?.needs).toEqual(["mnt", "pid", "net"]);
});

test("it is then stopped and deleted as if nobody had looked, and nothing of the looks stays", () => {
	expect(verdicts.steps.map(({ verdict }) => verdict)).toEqual(Array(5).fill("as-written"));
	const outputs = transcript.steps.map(({ attempts }) => attempts.at(-1)?.stdout.trim());
	expect(outputs[3]?.split("\n")).toHaveLength(1);
	expect(outputs[4]).toBe("0");
	expect(transcript.steps[1]?.attempts[0]?.durationMs).toBeLessThan(20_000);
});
