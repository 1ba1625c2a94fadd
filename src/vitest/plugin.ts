import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { companionPath } from "../companion/load.js";
import { prepare } from "../library/prepare.js";
import { userLanguage } from "../library/user-language.js";
import { commandWords } from "../messages/commands.js";
import { inputText } from "../messages/input.js";
import { InputError } from "../model/input-fault.js";
import { notRun, testModule, unusable } from "./test-module.js";

/** What the plugin needs of a vitest project. */
interface TestProject {
	matchesTestGlob(path: string): boolean;
}

/** The parts of Vite's and vitest's plugin types that are used here. Vite is no dependency. */
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
	/** The machine. `CHARLA_MACHINE` in the environment takes precedence. */
	machine?: string;
	/** Run only the statements under this heading, and those that they depend on. */
	only?: string;
}

/**
 * Runs Markdown documents as vitest test files: a `describe` for each heading, a `test` for each statement, failures at the
 * document's own line. Name the documents in `test.include`. Markdown that code imports is left to Vite.
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
			// An id with a query (`a.md?raw`, `a.md?url`) does not end in `.md`: Vite handles it.
			if (!path.endsWith(".md") || !projects.some((project) => project.matchesTestGlob(path))) return null;
			// Before the companion is loaded, so that a broken one is watched too.
			const companion = companionPath(path);
			if (existsSync(companion)) this.addWatchFile(resolve(companion));
			const prepared = await prepare(path, options.only === undefined ? {} : { only: options.only }).catch(
				(error: unknown) => {
					if (error instanceof InputError) return error;
					throw error;
				},
			);
			if (prepared instanceof InputError) {
				const language = prepared.language ?? userLanguage();
				if (prepared.has("annotated-copy")) return notRun(code, path, commandWords(language).annotate.isCopy);
				// Thrown in the test module, not here: vitest does not watch the files of a failed transformation.
				return unusable(code, path, inputText(prepared, language));
			}
			const machine = process.env.CHARLA_MACHINE || options.machine || "debian:12/lxd";
			return testModule(code, prepared, { path, machine, runtime: runtimePath(), only: options.only ?? null });
		},
	};
}

/** The path of the module that the tests import: `runtime.ts` in the source tree, `runtime.js` in the package. */
function runtimePath(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	return ["runtime.ts", "runtime.js"].map((name) => join(here, name)).find(existsSync) ?? join(here, "runtime.js");
}
