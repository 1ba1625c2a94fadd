import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line, `N passed, N failed, N skipped`, for whoever reads only the last one. */
export class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const tests = modules.flatMap((module) => [...module.children.allTests()]);
		const count = (state: string) => tests.filter((test) => test.result().state === state).length;
		// A module that could not be loaded, or an error outside a test, is a failure as well.
		const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
		const skipped = count("skipped") + count("pending");
		process.stdout.write(
			`${count("passed")} passed, ${count("failed") + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
		);
	}
}
