import { judgeClaim } from "../judge/claims.js";
import { isIncomplete, judgeStep } from "../judge/judge.js";
import { prepare } from "../library/prepare.js";
import { verify } from "../library/verify.js";
import { progressText } from "../messages/machine.js";
import { reasonText } from "../messages/reasons.js";
import { reportWords } from "../messages/reports.js";
import { wordsIn } from "../messages/summary.js";
import { counterVerdict } from "../model/can-fail.js";
import type { RunEvent } from "../model/events.js";
import type { Plan } from "../model/plan.js";
import { textIn } from "../model/text.js";
import type { StepRecord } from "../model/transcript.js";
import type { JudgedClaim, JudgedStep, Verdicts } from "../model/verdicts.js";
import type { Language } from "../model/words.js";
import { throwLeftovers } from "./leftovers.js";

/** The document to run, as its test module names it. */
export interface RunRequest {
	path: string;
	machine: string;
	only: string | null;
	/** The problems of the document and its companion. Where there are any, nothing is run. */
	problems: string[];
}

/** The result of a test. */
export interface TestResult {
	skipped: string | null;
	/** Why the test fails, or null. */
	wrong: string | null;
}

/** A running document. Each test waits for its own part. */
export interface DocumentRun {
	/** Resolves when the first step has ended; rejects where nothing can be run. */
	ready(): Promise<void>;
	step(id: string): Promise<TestResult>;
	/** Fails where the claim is not as declared; skipped where it cannot be observed on this machine. */
	claim(id: string): Promise<TestResult>;
	/** Fails where the claim did not fail under its counterexample. */
	counterexample(id: string): Promise<TestResult>;
	/** Fails where something was left behind, or was skipped on a disposable machine. */
	wholeness(): Promise<TestResult>;
	/** Ends the run; rejects where it is interrupted by that and leaves something on the real machine. */
	end(): Promise<void>;
}

/** Prepares the run of a document. `ready` starts it. */
export function open(request: RunRequest): DocumentRun {
	const waiting = new Map<string, PromiseWithResolvers<TestResult>>();
	const ready = withResolvers<void>();
	const interruption = new AbortController();
	let whole: Promise<Verdicts> | null = null;
	let language: Language = "en";
	ready.promise.catch(() => {});
	const judged = new Map<string, PromiseWithResolvers<JudgedClaim>>();
	const records: StepRecord[] = [];
	const judgedAt = (id: string) => {
		const known = judged.get(id) ?? withResolvers<JudgedClaim>();
		known.promise.catch(() => {});
		judged.set(id, known);
		return known;
	};
	const resultAt = (id: string) => {
		const known = waiting.get(id) ?? withResolvers<TestResult>();
		known.promise.catch(() => {});
		waiting.set(id, known);
		return known;
	};
	const start = async (): Promise<Verdicts> => {
		if (request.problems.length > 0) throw new Error(request.problems.join("\n"));
		const { plan, companion } = await prepare(request.path, request.only === null ? {} : { only: request.only });
		language = plan.language;
		const onEvent = (event: RunEvent) => {
			if (event.kind === "machine") process.stderr.write(`· ${progressText(event.progress, plan.language)}\n`);
			if (event.kind === "claim-ended") {
				const entry = companion?.claims?.find(({ id }) => id === event.claim.id);
				judgedAt(event.claim.id).resolve(judgeClaim(event.claim, event.record, entry));
			}
			// Claims that were not reached stay undecided.
			if (event.kind === "ended") {
				for (const claim of plan.claims) judgedAt(claim.id).resolve(judgeClaim(claim, undefined, undefined));
			}
			if (event.kind !== "step-ended") return;
			ready.resolve();
			const judgedStep = judgeStep(event.step, event.record, records);
			records.push(event.record);
			resultAt(event.step.id).resolve(resultOf(judgedStep, plan, event));
		};
		return verify(plan, companion, {
			machine: request.machine,
			counterexamples: true,
			install: true,
			keep: false,
			onEvent,
			signal: interruption.signal,
		});
	};
	return {
		ready: () => {
			whole ??= start();
			whole.catch((error: unknown) => {
				ready.reject(error);
				for (const one of [...waiting.values(), ...judged.values()]) one.reject(error);
			});
			return ready.promise;
		},
		step: (id) => Promise.race([resultAt(id).promise, failing(whole)]),
		claim: async (id) => describeClaim(await Promise.race([judgedAt(id).promise, failing(whole)]), language),
		counterexample: async (id) =>
			describeCounterexample(await Promise.race([judgedAt(id).promise, failing(whole)]), language),
		wholeness: async () => {
			if (whole === null) return { skipped: null, wrong: reportWords(language).nothingRun };
			const verdicts = await whole;
			const { transcript } = verdicts;
			const incomplete = isIncomplete(verdicts, request.only !== null);
			if (transcript.leftovers.length > 0) return { skipped: null, wrong: transcript.leftovers.join("\n") };
			const why = incomplete ? wordsIn(transcript.plan.language).incomplete : null;
			if (why === null && request.only !== null)
				return { skipped: reportWords(language).onlyAsked(request.only), wrong: null };
			// On an existing engine not everything may run. The skipped tests name what did not.
			return transcript.machine.disposable ? { skipped: null, wrong: why } : { skipped: why, wrong: null };
		},
		end: async () => {
			interruption.abort();
			// How the run failed is said by the tests that waited for it.
			await whole?.catch((error: unknown) => throwLeftovers(error, language));
		},
	};
}

function resultOf(
	judged: JudgedStep,
	plan: Plan,
	{ record, step }: Extract<RunEvent, { kind: "step-ended" }>,
): TestResult {
	const reason = judged.reason === null ? "" : reasonText(judged.reason, plan.language);
	if (judged.verdict === "skipped") return { skipped: reason, wrong: null };
	if (judged.verdict === "adapted" && step.adaptation?.standIn) return { skipped: reason, wrong: null };
	if (judged.verdict === judged.declared) return { skipped: null, wrong: null };
	const words = wordsIn(plan.language);
	const verdicts = reportWords(plan.language).verdicts(words.verdict[judged.declared], words.verdict[judged.verdict]);
	const last = record.attempts.at(-1);
	if (judged.diff !== undefined) return { skipped: null, wrong: `${verdicts}: ${reason}\n${judged.diff}` };
	const lines = [`${verdicts}: ${reason}`, `$ ${last?.command ?? step.bound}`, last?.stdout, last?.stderr];
	return { skipped: null, wrong: lines.filter(Boolean).join("\n") };
}

function describeClaim({ verdict, declared, reason, evidence, observed }: JudgedClaim, language: Language): TestResult {
	if (verdict === declared) return { skipped: null, wrong: null };
	const why = reason === null ? "" : reasonText(reason, language);
	if (!observed) return { skipped: why, wrong: null };
	const seen = evidence.map(({ what, value }) => `  ${textIn(what, language)}: ${value}`);
	const words = wordsIn(language).claim;
	const verdicts = reportWords(language).verdicts(words[declared], words[verdict]);
	const wrong = [`${verdicts}${why ? `: ${why}` : ""}`, ...seen].join("\n");
	return { skipped: null, wrong };
}

function describeCounterexample(
	{ declared, counterexample, observed, reason }: JudgedClaim,
	language: Language,
): TestResult {
	const expected = counterVerdict(declared);
	if (counterexample === expected) return { skipped: null, wrong: null };
	if (counterexample === "untestable" || !observed) {
		return { skipped: reason === null ? "" : reasonText(reason, language), wrong: null };
	}
	const words = wordsIn(language).claim;
	const found = counterexample === null ? null : words[counterexample];
	return { skipped: null, wrong: reportWords(language).mustFail(words[expected], found) };
}

/** Never resolves; rejects when the run does. */
function failing(whole: Promise<unknown> | null): Promise<never> {
	return new Promise((_, reject) => void whole?.catch(reject));
}

interface PromiseWithResolvers<T> {
	promise: Promise<T>;
	resolve: (value: T) => void;
	reject: (reason: unknown) => void;
}

/** `Promise.withResolvers` came with Node 22. */
function withResolvers<T>(): PromiseWithResolvers<T> {
	let resolve: (value: T) => void = () => {};
	let reject: (reason: unknown) => void = () => {};
	const promise = new Promise<T>((yes, no) => {
		resolve = yes;
		reject = no;
	});
	return { promise, resolve, reject };
}
