import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line: `N passed, N failed, N skipped`. */
export class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const tests = modules.flatMap((module) => [...module.children.allTests()]);
		const count = (state: string) => tests.filter((test) => test.result().state === state).length;
		// A module that does not load and an error outside a test are failures too.
		const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
		const skipped = count("skipped") + count("pending");
		process.stdout.write(
			`${count("passed")} passed, ${count("failed") + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
		);
	}
}
