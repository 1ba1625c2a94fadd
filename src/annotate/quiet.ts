import { evidenceLines } from "../compare/normalise/evidence.js";
import { type Normalise, normaliserFor } from "../compare/normalise/normalise.js";
import { withNamesOf } from "../compare/normalise/run-names.js";
import { streamsOf } from "../compare/normalise/streams.js";
import { shapeLines, sharedNamespaces } from "../compare/normalise/structure.js";
import type { Report, ReportedAttempt, ReportedClaim, ReportedStep } from "../model/report.js";

/**
 * Keeps the volatile values of the previous report wherever nothing else differs. Copies made from two such runs are then the
 * same to the byte.
 *
 * A part in which something else differs comes from the new run, with the names of the previous one; date and times are then new too.
 */
export function quiet(previous: Report, fresh: Report): Report {
	const next = withNamesOf(previous, fresh);
	const normalise = normaliserFor(previous, next);
	const steps = next.steps.map((step) => keptStep(step, { previous, next, normalise }));
	const preparations = next.preparations.map((preparation, index) => {
		const old = previous.preparations[index];
		return old && same(preparationForm(old, normalise), preparationForm(preparation, normalise)) ? old : preparation;
	});
	const claims = next.claims.map((claim) => {
		const old = previous.claims.find(({ id }) => id === claim.id);
		if (old === undefined || !same(claimForm(old, normalise), claimForm(claim, normalise))) return claim;
		return { ...old, line: claim.line, column: claim.column };
	});
	const topology = sameNetwork(previous, next, normalise) ? previous.topology : next.topology;
	const kept = { steps, preparations, claims, topology };
	const nothingElse =
		same(restForm(previous), restForm(next)) &&
		same(previous.steps.map(identity), next.steps.map(identity)) &&
		previous.preparations.length === preparations.length &&
		previous.claims.length === claims.length &&
		steps.every((step) => previous.steps.some((old) => old.attempts === step.attempts)) &&
		preparations.every((preparation) => previous.preparations.includes(preparation)) &&
		claims.every((claim) => previous.claims.some(({ evidence }) => evidence === claim.evidence)) &&
		topology === previous.topology;
	return nothingElse
		? { ...previous, ...kept, document: next.document }
		: { ...next, ...kept, steps: steps.map((step, index) => timed(step, next.steps[index])) };
}

interface Runs {
	previous: Report;
	next: Report;
	normalise: Normalise;
}

/** The previous step at its new place, where only volatile values differ; otherwise the new step. */
function keptStep(step: ReportedStep, { previous, next, normalise }: Runs): ReportedStep {
	const nth = (report: Report, until: ReportedStep): number =>
		report.steps.slice(0, report.steps.indexOf(until)).filter((other) => identity(other) === identity(until)).length;
	const old = previous.steps.find(
		(candidate) => identity(candidate) === identity(step) && nth(previous, candidate) === nth(next, step),
	);
	if (old === undefined || !same(stepForm(old, previous, normalise), stepForm(step, next, normalise))) return step;
	const { id, line, column, block, rule } = step;
	return { ...old, id, line, column, block, rule };
}

function timed(step: ReportedStep, next: ReportedStep | undefined): ReportedStep {
	return next ? { ...step, startedMs: next.startedMs, durationMs: next.durationMs } : step;
}

/** Identifies a step across runs: its heading, its written command and its place. */
function identity({ heading, written, place }: ReportedStep): string {
	return JSON.stringify([heading, written, place]);
}

function stepForm(step: ReportedStep, report: Report, normalise: Normalise): unknown {
	return [
		step.verdict,
		step.declared,
		step.reason && normalise(step.reason),
		step.since,
		step.container && normalise(step.container),
		normalise(step.bound),
		step.executed && normalise(step.executed),
		step.attempts.map((attempt) => attemptForm(attempt, normalise)),
		sharedNamespaces(step, report),
	];
}

function attemptForm(attempt: ReportedAttempt, normalise: Normalise): unknown {
	const { command, failed } = attempt;
	return [normalise(command), failed && normalise(failed), streamsOf(attempt, normalise)];
}

function preparationForm({ before, executed, exitCode, reason }: Report["preparations"][number], normalise: Normalise) {
	return [before, normalise(executed), exitCode, reason];
}

function claimForm(claim: ReportedClaim, normalise: Normalise): unknown {
	const { text, verdict, declared, reason, since, counterexample } = claim;
	const evidence = evidenceLines(claim, normalise);
	return [text, verdict, declared, reason && normalise(reason), since, counterexample, evidence];
}

function sameNetwork(a: Report, b: Report, normalise: Normalise): boolean {
	if (a.topology?.after !== b.topology?.after) return false;
	return same(shapeLines(a.topology, normalise), shapeLines(b.topology, normalise));
}

/** Everything beside steps, claims, preparations and network. Kernel and caches are left out: they belong to the real machine. */
function restForm({ language, machine, coverage, isolation, leftovers, works, incomplete }: Report): unknown {
	const { name, host, engine, engineVersion, disposable, image } = machine;
	const facts = { name, host, engine, engineVersion, disposable, image };
	return { language, facts, coverage, isolation, leftovers, works, incomplete };
}

function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
