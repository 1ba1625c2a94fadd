import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { shapeProblems } from "./shape.js";
import type { Talk } from "./talk.js";

/** A companion that was loaded, and where from. */
export interface Companion {
	path: string;
	talk: Talk;
}

/** The companion cannot be used; exit code 2. */
export class CompanionError extends Error {}

/** Where a document's companion is: `README.talk.ts` beside `README.md`. */
export function companionPath(document: string): string {
	const name = basename(document).replace(/\.[^.]*$/, "");
	return join(dirname(document), `${name}.talk.ts`);
}

/**
 * Loads the companion of a document; null where it has none.
 * @throws {CompanionError} where it does not load or exports no talk
 */
export async function loadCompanion(document: string): Promise<Companion | null> {
	const path = companionPath(document);
	if (!existsSync(path)) return null;
	const here = dirname(fileURLToPath(import.meta.url));
	const words = ["talk.ts", "talk.js"].map((name) => join(here, name)).find(existsSync) ?? "charla";
	// The companion says `from "charla"` wherever it lies, also where charla is not installed beside it. What it can use of
	// that is in one module; the rest would be loaded anew with every companion.
	const jiti = createJiti(import.meta.url, { alias: { charla: words }, fsCache: false, moduleCache: false });
	try {
		const talk: unknown = await jiti.import(resolve(path), { default: true });
		if (!isTalk(talk)) throw new CompanionError(`${path} exports no talk: expected export default defineTalk({ … })`);
		const problems = shapeProblems(talk).map((problem) => `${path}: ${problem}`);
		if (problems.length > 0) throw new CompanionError(problems.join("\n"));
		return { path, talk };
	} catch (error) {
		if (error instanceof CompanionError) throw error;
		throw new CompanionError(`${path} does not load: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function isTalk(value: unknown): value is Talk {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
