import MagicString from "magic-string";
import type { BoundDocument } from "../library/prepare.js";
import { reportWords } from "../messages/reports.js";
import { wordsIn } from "../messages/summary.js";
import type { Plan, PlannedClaim, Step } from "../model/plan.js";
import type { Position } from "../model/position.js";
import type { Language } from "../model/words.js";

/** What a test module is made with. */
export interface TestModuleOptions {
	path: string;
	machine: string;
	/** The path of the module that runs the document. */
	runtime: string;
	only: string | null;
}

/**
 * Makes the test module of a document. Each statement is replaced by its test, so that the source map leads from a failure to
 * the document's line and column.
 */
export function testModule(
	markdown: string,
	{ plan, messages }: BoundDocument,
	options: TestModuleOptions,
): { code: string; map: string } {
	const all = pieces(plan);
	const problems = messages
		.filter(({ fatal }) => fatal)
		.map((message) => `${message.line ?? 1}: ${message.texts[plan.language]}`);
	if (all.length === 0 && problems.length === 0)
		return notRun(markdown, options.path, reportWords(plan.language).nothingToRun);
	const source = new MagicString(markdown);
	let [at, open]: [number, string[]] = [0, []];
	for (const [index, { position, heading, tests }] of all.entries()) {
		const { start, end } = position;
		if (start.offset > at) source.remove(at, start.offset);
		const [moved, now] = move(open, heading);
		// The closing test shares the place of the last statement, so that it has a place in the document too.
		const ending = index === all.length - 1 ? `${"});".repeat(now.length)}\n${closing(plan.language)}` : "";
		source.overwrite(start.offset, end.offset, moved + tests + ending);
		[at, open] = [end.offset, now];
	}
	if (at < markdown.length) source.remove(at, markdown.length);
	source.prepend(opening(options, problems, plan));
	// A document with problems fails even if nothing in it is a test.
	if (all.length === 0) source.append(closing(plan.language));
	const map = source.generateMap({ source: options.path, includeContent: true, hires: "boundary" }).toString();
	return { code: source.toString(), map };
}

/** Makes a test module that fails with a message, for a document or companion that cannot be used. */
export function unusable(markdown: string, path: string, message: string): { code: string; map: string } {
	// The file itself fails: `-t` could leave a test out.
	return instead(markdown, path, `throw new Error(${JSON.stringify(message)});`);
}

/** Makes a test module with one skipped test, whose name says why the document is not run. */
export function notRun(markdown: string, path: string, why: string): { code: string; map: string } {
	return instead(markdown, path, `import { test } from "vitest";\ntest.skip(${JSON.stringify(why)}, () => {});\n`);
}

function instead(markdown: string, path: string, code: string): { code: string; map: string } {
	const source = new MagicString(markdown);
	if (markdown === "") source.append(code);
	else source.overwrite(0, markdown.length, code);
	return { code: source.toString(), map: source.generateMap({ source: path, includeContent: true }).toString() };
}

function opening(options: TestModuleOptions, problems: string[], { steps }: Plan): string {
	const { path, machine, only } = options;
	return [
		`import { afterAll, beforeAll, describe, test } from "vitest";`,
		`import { open } from ${JSON.stringify(options.runtime)};`,
		`const running = open(${JSON.stringify({ path, machine, only, problems })});`,
		// Ready is when the first step has ended.
		`beforeAll(() => running.ready(), ${Math.max(1_800_000, ...steps.map(waitMs))});`,
		`afterAll(() => running.end(), 120_000);\n`,
	].join("\n");
}

const heed =
	"if (seen.skipped !== null) context.skip(seen.skipped); if (seen.wrong !== null) throw new Error(seen.wrong);";

/** Milliseconds that a test may wait for its step: half an hour, or longer where the step may take longer. */
const waitMs = ({ timeoutSeconds }: Step): number => Math.max(1800, 2 * timeoutSeconds + 300) * 1000;

/** The test of a step. It throws in the document's own module, so that the error has the document's line. */
function testOf(step: Step): string {
	const name = JSON.stringify(step.written.replace(/\s*\n\s*/g, " ⏎ "));
	return `test(${name}, async (context) => { const seen = await running.step(${JSON.stringify(step.id)}); ${heed} }, ${waitMs(step)});\n`;
}

/** A part of the document, and the tests that replace it. */
interface Piece {
	position: Position;
	heading: string[];
	tests: string;
}

/** Statements and claimed sentences, in the document's order. */
function pieces(plan: Plan): Piece[] {
	const steps = plan.steps.map((step) => ({ position: step.position, heading: step.heading, tests: testOf(step) }));
	const sentences = plan.sentences.flatMap(({ id, position, heading }) => {
		// A claim with several sentences is tested at the first one.
		const claims = plan.claims.filter((claim) => claim.sentences[0] === id);
		return claims.length === 0
			? []
			: [{ position, heading, tests: claims.map((claim) => testsOfClaim(claim, plan.language)).join("") }];
	});
	const sorted = [...steps, ...sentences].sort((a, b) => a.position.start.offset - b.position.start.offset);
	const apart: Piece[] = [];
	for (const piece of sorted) {
		const last = apart.at(-1);
		// A comment within a statement can be a claim. Its tests follow the statement's.
		if (last && piece.position.start.offset < last.position.end.offset) last.tests += piece.tests;
		else apart.push(piece);
	}
	return apart;
}

/** The two tests of a claim: that it is as declared, and that it can fail. */
function testsOfClaim({ id, text }: PlannedClaim, language: Language): string {
	const test = (name: string, ask: string) =>
		`test(${JSON.stringify(name)}, async (context) => { const seen = await running.${ask}(${JSON.stringify(id)}); ${heed} }, 1_800_000);\n`;
	return test(`${id}: «${text}»`, "claim") + test(`${id}: ${wordsIn(language).counterexample}`, "counterexample");
}

/** The last test of a document. */
const closing = (language: Language): string =>
	`test(${JSON.stringify(reportWords(language).wholeness)}, async (context) => { const seen = await running.wholeness(); ${heed} }, 300_000);\n`;

/** Closes the headings that are left and opens those that are entered. */
function move(open: string[], heading: string[]): [string, string[]] {
	let shared = 0;
	while (shared < open.length && shared < heading.length && open[shared] === heading[shared]) shared++;
	const entered = heading.slice(shared).map((name) => `describe(${JSON.stringify(name)}, () => {\n`);
	return [`${"});\n".repeat(open.length - shared)}${entered.join("")}`, heading];
}
