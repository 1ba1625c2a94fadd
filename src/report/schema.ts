import { z } from "zod";

/**
 * The JSON report: a contract that outside checks read. The types and the shipped JSON Schema both come from here.
 * Fields may be added; none is renamed or taken away.
 */

const Place = z.enum(["host", "container"]);
const StepVerdict = z.enum(["as-written", "adapted", "failed", "skipped"]);
const ClaimVerdict = z.enum(["holds", "refuted", "inconclusive", "untestable"]);

const Attempt = z.object({
	command: z.string(),
	exitCode: z.number().nullable(),
	stdout: z.string(),
	stderr: z.string(),
	output: z
		.array(z.object({ stream: z.enum(["stdout", "stderr"]), text: z.string() }))
		.describe("both streams in the order in which they came"),
	durationMs: z.number(),
	failed: z.string().nullable().describe("how it failed, in words; null where it did not"),
});

const Step = z.object({
	id: z.string(),
	line: z.number(),
	column: z.number(),
	heading: z.array(z.string()),
	block: z.string(),
	place: Place,
	container: z.string().nullable(),
	rule: z.enum(["mark", "shell", "engine", "cue", "default"]),
	written: z.string(),
	bound: z.string().describe("the written statement with its placeholders bound"),
	executed: z
		.string()
		.nullable()
		.describe("what was run last: the bound statement or its adaptation; null where nothing was"),
	verdict: StepVerdict,
	declared: StepVerdict,
	reason: z.string().nullable(),
	since: z.string().nullable().describe("since when the written statement no longer works"),
	exitCode: z.number().nullable(),
	stdout: z.string(),
	stderr: z.string(),
	durationMs: z.number(),
	startedMs: z.number().describe("milliseconds after the run's start"),
	attempts: z.array(Attempt).describe("the written statement first, then the adaptation where it was needed"),
	namespaces: z.record(z.string(), z.string()).describe("namespaces of the place"),
});

const Preparation = z.object({
	before: z.string().describe("the id of the step that it was for"),
	executed: z.string(),
	exitCode: z.number().nullable(),
	reason: z.string(),
	durationMs: z.number(),
});

const Claim = z.object({
	id: z.string(),
	line: z.number(),
	column: z.number(),
	heading: z.array(z.string()),
	text: z.string(),
	verdict: ClaimVerdict,
	declared: ClaimVerdict,
	reason: z.string().nullable(),
	since: z.string().nullable(),
	evidence: z.array(z.object({ what: z.string(), value: z.string() })),
});

export const Report = z.object({
	document: z.object({ path: z.string(), sha256: z.string() }),
	language: z.enum(["es", "en"]),
	machine: z.object({
		name: z.string(),
		host: z.string(),
		engine: z.string(),
		engineVersion: z.string(),
		kernel: z.string(),
		disposable: z.boolean(),
		image: z.string(),
		cached: z.array(z.string()).describe("what came out of a cache instead of being made or fetched in this run"),
	}),
	steps: z.array(Step),
	preparations: z.array(Preparation),
	claims: z.array(Claim),
	coverage: z.object({
		statements: z.number(),
		sentences: z.number(),
		claims: z.number(),
		cues: z.number(),
		notClaims: z.number(),
		uncovered: z.number(),
	}),
	leftovers: z.array(z.string()).describe("what was on the real machine after the run and not before it"),
	works: z.boolean().describe("every verdict is the declared one, and nothing was left behind"),
	incomplete: z.boolean().describe("something was not run, or could not be decided"),
	startedAt: z.string(),
	durationMs: z.number(),
});

export type Report = z.infer<typeof Report>;
export type ReportedStep = z.infer<typeof Step>;
export type ReportedAttempt = z.infer<typeof Attempt>;
export type ReportedClaim = z.infer<typeof Claim>;

/** The JSON Schema of the report. */
export function reportSchema(): object {
	return { title: "charla report", ...z.toJSONSchema(Report) };
}
