import MagicString from "magic-string";
import type { Step } from "../model.js";
import type { Prepared } from "../prepare.js";

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
	const source = new MagicString(markdown);
	const problems = messages.filter(({ fatal }) => fatal).map((message) => `${message.line ?? 1}: ${message.reason}`);
	let [at, open]: [number, string[]] = [0, []];
	for (const step of plan.steps) {
		const { start, end } = step.position;
		if (start.offset > at) source.remove(at, start.offset);
		const [moved, now] = move(open, step.heading);
		source.overwrite(start.offset, end.offset, moved + testOf(step));
		[at, open] = [end.offset, now];
	}
	if (at < markdown.length) source.remove(at, markdown.length);
	source.prepend(opening(options, problems));
	source.append(`${"});".repeat(open.length)}\n${closing}`);
	const map = source.generateMap({ source: options.path, includeContent: true, hires: "boundary" }).toString();
	return { code: source.toString(), map };
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

/** The test of a step. The error is thrown here, in the document's own module, so that it has the document's line. */
function testOf(step: Step): string {
	const name = JSON.stringify(step.written.replace(/\s*\n\s*/g, " ⏎ "));
	return `test(${name}, async (context) => { const seen = await running.step(${JSON.stringify(step.id)}); if (seen.skipped !== null) context.skip(seen.skipped); if (seen.wrong !== null) throw new Error(seen.wrong); }, 1_800_000);\n`;
}

const closing = `test("everything was run, and nothing is left behind", async () => { const wrong = await running.wholeness(); if (wrong !== null) throw new Error(wrong); }, 300_000);\n`;

/** Closes the headings that are left and opens those that are entered. */
function move(open: string[], heading: string[]): [string, string[]] {
	let shared = 0;
	while (shared < open.length && shared < heading.length && open[shared] === heading[shared]) shared++;
	const entered = heading.slice(shared).map((name) => `describe(${JSON.stringify(name)}, () => {\n`);
	return [`${"});\n".repeat(open.length - shared)}${entered.join("")}`, heading];
}
