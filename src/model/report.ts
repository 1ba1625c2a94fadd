import { z } from "zod";
import {
	claimVerdicts,
	expectationKinds,
	languages,
	namespaceTypes,
	placeKinds,
	placeRules,
	stepVerdicts,
} from "./words.js";

/**
 * The JSON report: a contract that outside checks read. The types and the shipped JSON Schema both come from here.
 * Fields may be added; none is renamed or taken away.
 */

const Place = z.enum(placeKinds);
const StepVerdict = z.enum(stepVerdicts);
const ClaimVerdict = z.enum(claimVerdicts);

const Attempt = z.object({
	command: z.string(),
	exitCode: z.number().nullable(),
	stdout: z.string(),
	stderr: z.string(),
	output: z
		.array(z.object({ stream: z.enum(["stdout", "stderr"]), text: z.string() }))
		.describe("both streams in the order in which they came"),
	durationMs: z.number(),
	answers: z
		.array(z.object({ question: z.string(), typed: z.string() }))
		.optional()
		.describe("what it asked, and what was typed as its reader would"),
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
	machine: z.string().nullish().describe("elsewhere: the machine, as the document calls it"),
	rule: z.enum(placeRules),
	written: z.string(),
	bound: z.string().describe("the written statement with its placeholders bound"),
	executed: z
		.string()
		.nullable()
		.describe("what was run last: the bound statement or its adaptation; null where nothing was"),
	verdict: StepVerdict,
	declared: StepVerdict,
	reason: z.string().nullable(),
	instead: z.string().optional().describe("it is another way to do what this one does, which was typed instead"),
	diff: z
		.string()
		.optional()
		.describe("where the output is not the one that the document shows: - as shown, + as printed"),
	expected: z
		.object({
			kind: z.enum(expectationKinds),
			text: z.string(),
			line: z.number().nullable().describe("where the document shows it; null where only the companion says it"),
			uncompared: z.string().nullable().describe("why it is not compared; null where it is"),
		})
		.optional()
		.describe("the output that the document shows below the statement"),
	meantToFail: z.boolean().optional().describe("the document means it to fail: then failing is as written"),
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
	failed: z.string().optional().describe("where the companion asks for it and it could not be done: what it said"),
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
	observed: z
		.boolean()
		.describe("whether the machine was looked at; false where its moment was not reached or not asked for"),
	counterexample: ClaimVerdict.nullable().describe(
		"the verdict under the claim's counterexample; null where it was not tried",
	),
	counterexampleTrouble: z
		.string()
		.optional()
		.describe("why nothing could be seen under it, or it could not be undone"),
});

const Link = z.object({
	place: z.string().describe("`host`, or the name of the container in whose network namespace the link is"),
	index: z.number(),
	name: z.string(),
	kind: z.string().describe("`veth`, `bridge`, `loopback`, `tun` …, as ip -d says"),
	peer: z
		.object({ place: z.string(), index: z.number() })
		.nullable()
		.describe("the other end of a veth pair, found by its index and not by its name; null where there is none"),
	master: z.string().nullable().describe("the bridge that it is a port of"),
	up: z.boolean(),
	mac: z.string(),
	addresses: z.array(z.string()).describe("with prefix length: 10.0.3.1/24"),
});

const Topology = z.object({
	after: z.string().describe("the id of the step after which it was measured"),
	links: z.array(Link),
	nat: z.array(z.string()).describe("masquerading rules of the host, as iptables-save or nft says them"),
});

const Namespace = z.enum(namespaceTypes);

const Isolation = z.object({
	namespaces: z.array(Namespace),
	rows: z.array(
		z.object({
			claim: z.string(),
			verdict: z.record(Namespace, ClaimVerdict).describe("the claim's verdict in the container minus that namespace"),
			needs: z.array(Namespace).describe("the namespaces without which the claim is refuted: those that make it true"),
		}),
	),
});

export const Report = z.object({
	document: z.object({ path: z.string(), sha256: z.string() }),
	language: z.enum(languages),
	machine: z.object({
		name: z.string(),
		host: z.string(),
		engine: z.string(),
		engineVersion: z.string(),
		kernel: z.string(),
		disposable: z.boolean(),
		image: z.string(),
		cached: z.array(z.string()).describe("what came out of a cache instead of being made or fetched in this run"),
		bridge: z.string().nullish().describe("the bridge that the containers were on, where the machine's own was taken"),
	}),
	drift: z
		.array(
			z.object({
				what: z.string(),
				written: z.string(),
				now: z.string(),
				reason: z.string(),
				since: z.string(),
			}),
		)
		.optional()
		.describe("what has another name on this machine than in the document, beyond the adapted statements"),
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
	topology: Topology.nullable().describe("the network as it was measured; null where no engine was running"),
	isolation: Isolation.nullable().describe("claims × namespaces taken away; null where it was not measured"),
	leftovers: z.array(z.string()).describe("what was on the real machine after the run and not before it"),
	minCoverage: z.number().optional().describe("of a hundred sentences, how many were asked to be covered"),
	unawaited: z.array(z.string()).optional().describe("errors of the companion's that nobody awaited"),
	works: z.boolean().describe("every verdict is the declared one, and nothing was left behind"),
	incomplete: z.boolean().describe("something was not run, or could not be decided"),
	startedAt: z.string(),
	durationMs: z.number(),
});

export type Report = z.infer<typeof Report>;
export type Topology = z.infer<typeof Topology>;
export type Isolation = z.infer<typeof Isolation>;
export type ReportedStep = z.infer<typeof Step>;
export type ReportedAttempt = z.infer<typeof Attempt>;
export type ReportedClaim = z.infer<typeof Claim>;

/** The JSON Schema of the report. */
export function reportSchema(): object {
	return { title: "charla report", ...z.toJSONSchema(Report) };
}
