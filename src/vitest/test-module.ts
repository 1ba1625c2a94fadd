import MagicString from "magic-string";
import type { Prepared } from "../library/prepare.js";
import { reportWords } from "../messages/reports.js";
import { wordsIn } from "../messages/summary.js";
import type { Plan, PlannedClaim, Step } from "../model/plan.js";
import type { Position } from "../model/position.js";
import type { Language } from "../model/words.js";

/** What a document's test module is told. */
export interface TestModuleOptions {
	path: string;
	machine: string;
	/** The module from which the tests take the running document. */
	runtime: string;
	only: string | null;
}

/**
 * The test module of a document. Each statement is overwritten with its test where it stands, so that the source map
 * leads from a failure back to the document's line and column.
 */
export function testModule(
	markdown: string,
	{ plan, messages }: Prepared,
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
		// What ends the document's tests stands with its last statement, so that it has a place in the document too.
		const ending = index === all.length - 1 ? `${"});".repeat(now.length)}\n${closing(plan.language)}` : "";
		source.overwrite(start.offset, end.offset, moved + tests + ending);
		[at, open] = [end.offset, now];
	}
	if (at < markdown.length) source.remove(at, markdown.length);
	source.prepend(opening(options, problems));
	// A document with problems fails, also where nothing in it is a test.
	if (all.length === 0) source.append(closing(plan.language));
	const map = source.generateMap({ source: options.path, includeContent: true, hires: "boundary" }).toString();
	return { code: source.toString(), map };
}

/** The test module of a document that cannot be used, or whose companion cannot: it fails, and says why. */
export function unusable(markdown: string, path: string, message: string): { code: string; map: string } {
	// No test, which `-t` could leave out: the file itself fails.
	return instead(markdown, path, `throw new Error(${JSON.stringify(message)});`);
}

/** The test module of a document that is not run: one skipped test whose name says why. */
export function notRun(markdown: string, path: string, why: string): { code: string; map: string } {
	return instead(markdown, path, `import { test } from "vitest";\ntest.skip(${JSON.stringify(why)}, () => {});\n`);
}

function instead(markdown: string, path: string, code: string): { code: string; map: string } {
	const source = new MagicString(markdown);
	if (markdown === "") source.append(code);
	else source.overwrite(0, markdown.length, code);
	return { code: source.toString(), map: source.generateMap({ source: path, includeContent: true }).toString() };
}

function opening(options: TestModuleOptions, problems: string[]): string {
	const { path, machine, only } = options;
	return [
		`import { afterAll, beforeAll, describe, test } from "vitest";`,
		`import { open } from ${JSON.stringify(options.runtime)};`,
		`const running = open(${JSON.stringify({ path, machine, only, problems })});`,
		`beforeAll(() => running.ready(), 1_800_000);`,
		`afterAll(() => running.end(), 120_000);\n`,
	].join("\n");
}

const heed =
	"if (seen.skipped !== null) context.skip(seen.skipped); if (seen.wrong !== null) throw new Error(seen.wrong);";

/** The test of a step. The error is thrown here, in the document's own module, so that it has the document's line. */
function testOf(step: Step): string {
	const name = JSON.stringify(step.written.replace(/\s*\n\s*/g, " ⏎ "));
	return `test(${name}, async (context) => { const seen = await running.step(${JSON.stringify(step.id)}); ${heed} }, 1_800_000);\n`;
}

/** A stretch of the document and the tests that stand in its place. */
interface Piece {
	position: Position;
	heading: string[];
	tests: string;
}

/** Statements and claimed sentences, in the document's order. */
function pieces(plan: Plan): Piece[] {
	const steps = plan.steps.map((step) => ({ position: step.position, heading: step.heading, tests: testOf(step) }));
	const sentences = plan.sentences.flatMap(({ id, position, heading }) => {
		// A claim that several sentences make is tested at the first of them.
		const claims = plan.claims.filter((claim) => claim.sentences[0] === id);
		return claims.length === 0
			? []
			: [{ position, heading, tests: claims.map((claim) => testsOfClaim(claim, plan.language)).join("") }];
	});
	const sorted = [...steps, ...sentences].sort((a, b) => a.position.start.offset - b.position.start.offset);
	const apart: Piece[] = [];
	for (const piece of sorted) {
		const last = apart.at(-1);
		// A comment in the midst of a statement can be claimed; its tests come after the statement's.
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
