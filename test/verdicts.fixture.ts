import { bind } from "../src/bind/bind.js";
import type { Companion } from "../src/companion/definition.js";
import { judge } from "../src/judge/judge.js";
import type { Plan } from "../src/model/plan.js";
import type { Script } from "../src/model/script.js";
import type { Attempt, StepRecord } from "../src/model/transcript.js";
import type { Verdicts } from "../src/model/verdicts.js";
import { read } from "../src/read/read.js";

/** What a statement printed, and its exit code; `null` where it was not run. */
export type Printed = { stdout?: string; stderr?: string; exitCode?: number } | null;

/** The verdicts of a run that printed so, without a machine. */
export function verdictsOf(
	markdown: string,
	printed: readonly Printed[],
	companion: Companion | null = null,
): { script: Script; verdicts: Verdicts } {
	const { script } = read(markdown, "docs/demo.md");
	const file = companion && { path: "docs/demo.charla.ts", companion };
	const { plan } = bind(script, { companion: file, runId: "k3x9" });
	return { script, verdicts: judgedAs(plan, printed, companion) };
}

/** The verdicts of a plan whose statements printed so. */
export function judgedAs(plan: Plan, printed: readonly Printed[], companion: Companion | null): Verdicts {
	const steps = plan.steps.map((step, index): StepRecord => {
		const said = printed[index] ?? null;
		const { stdout = "", stderr = "", exitCode = 0 } = said ?? {};
		const failure = exitCode === 0 ? null : ({ kind: "exit-code", exitCode } as const);
		const output: Attempt["output"] = [
			{ stream: "stdout", text: stdout },
			{ stream: "stderr", text: stderr },
		];
		const attempt = { command: step.bound, exitCode, stdout, stderr, output, durationMs: 20, failure };
		return {
			id: step.id,
			attempts: said ? [attempt] : [],
			failedAsExpected: false,
			skipped: said ? step.skip : (step.skip ?? { code: "text", text: "not run" }),
			namespaces: {},
			startedMs: index * 20,
		};
	});
	return judge(
		{
			plan,
			machine: {
				name: "debian:12/lxd",
				host: "Debian 12",
				engine: "LXD",
				engineVersion: "5.0.2",
				kernel: "6.1",
				disposable: true,
				image: { name: "Debian 12", made: true },
				cached: [],
			},
			steps,
			claims: [],
			preparations: [],
			topology: null,
			leftovers: [],
			startedAt: "2026-01-02T03:04:05.000Z",
			durationMs: 1234,
		},
		companion,
	);
}
