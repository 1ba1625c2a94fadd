import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CompanionError, companionPath } from "../companion/load.js";
import { DocumentError, prepare } from "../library/prepare.js";
import { testModule, unusable } from "./test-module.js";

/** What the plugin needs of Vite's plugin type; Vite itself is no dependency. */
interface VitePlugin {
	name: string;
	enforce: "pre";
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
 * document's own line. Name the documents in `test.include`.
 */
export function charla(options: PluginOptions = {}): VitePlugin {
	return {
		name: "charla",
		enforce: "pre",
		async transform(code, id) {
			const [path = id] = id.split("?");
			if (!path.endsWith(".md")) return null;
			// Before it is read: one that cannot be used is watched until it can.
			const companion = companionPath(path);
			if (existsSync(companion)) this.addWatchFile(resolve(companion));
			const prepared = await prepare(path, options.only === undefined ? {} : { only: options.only }).catch(
				(error: unknown) => {
					if (error instanceof CompanionError || error instanceof DocumentError) return error;
					throw error;
				},
			);
			// Not thrown here: what a transformation that failed was made of is not watched.
			if (prepared instanceof Error) return unusable(code, path, prepared.message);
			const machine = process.env.CHARLA_MACHINE ?? options.machine ?? "debian:12/lxd";
			return testModule(code, prepared, { path, machine, runtime: runtimePath(), only: options.only ?? null });
		},
	};
}

/** The module that a document's tests import: beside this one, as source or built. */
function runtimePath(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	return ["runtime.ts", "runtime.js"].map((name) => join(here, name)).find(existsSync) ?? join(here, "runtime.js");
}
