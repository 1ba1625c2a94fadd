import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CompanionError, companionPath } from "../companion/load.js";
import { AnnotatedCopy, DocumentError, prepare } from "../library/prepare.js";
import { commandWords } from "../messages/commands.js";
import { notRun, testModule, unusable } from "./test-module.js";

/** A project of vitest's, as far as the plugin asks it. */
interface TestProject {
	matchesTestGlob(path: string): boolean;
}

/** What the plugin needs of Vite's and vitest's plugin types; Vite itself is no dependency. */
interface VitePlugin {
	name: string;
	enforce: "pre";
	configureVitest(context: { project: TestProject }): void;
	transform(
		this: { addWatchFile(path: string): void },
		code: string,
		id: string,
	): Promise<{ code: string; map: string } | null>;
}

/** How documents are run as test files. */
export interface PluginOptions {
	/** What they run on; `CHARLA_MACHINE` in the environment wins. */
	machine?: string;
	/** Only what stands under this heading, and what it depends on. */
	only?: string;
}

/**
 * Makes Markdown documents test files of vitest: a `describe` a heading, a `test` a statement, failures at the
 * document's own line. Name the documents in `test.include`; Markdown that code imports is left to Vite.
 */
export function charla(options: PluginOptions = {}): VitePlugin {
	const projects: TestProject[] = [];
	return {
		name: "charla",
		enforce: "pre",
		configureVitest({ project }) {
			projects.push(project);
		},
		async transform(code, path) {
			// With a query it is not the document that is asked for, but its text or its address: `a.md?raw`, `a.md?url`.
			if (!path.endsWith(".md") || !projects.some((project) => project.matchesTestGlob(path))) return null;
			// Before it is read: one that cannot be used is watched until it can.
			const companion = companionPath(path);
			if (existsSync(companion)) this.addWatchFile(resolve(companion));
			const prepared = await prepare(path, options.only === undefined ? {} : { only: options.only }).catch(
				(error: unknown) => {
					if (error instanceof CompanionError || error instanceof DocumentError) return error;
					throw error;
				},
			);
			if (prepared instanceof AnnotatedCopy) return notRun(code, path, commandWords("en").annotate.isCopy);
			// Not thrown here: what a transformation that failed was made of is not watched.
			if (prepared instanceof Error) return unusable(code, path, prepared.message);
			const machine = process.env.CHARLA_MACHINE || options.machine || "debian:12/lxd";
			return testModule(code, prepared, { path, machine, runtime: runtimePath(), only: options.only ?? null });
		},
	};
}

/** The module that a document's tests import: beside this one, as source or built. */
function runtimePath(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	return ["runtime.ts", "runtime.js"].map((name) => join(here, name)).find(existsSync) ?? join(here, "runtime.js");
}
