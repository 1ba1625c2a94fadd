import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { VFile } from "vfile";
import type { Companion } from "./definition.js";
import { locate } from "./locate.js";
import { shapeProblems } from "./validate.js";

/** A companion that was loaded, and where from. */
export interface CompanionFile {
	path: string;
	companion: Companion;
}

/** The companion cannot be used; exit code 2. */
export class CompanionError extends Error {}

/** Where a document's companion is: `README.charla.ts` beside `README.md`. */
export function companionPath(document: string): string {
	const name = basename(document).replace(/\.[^.]*$/, "");
	return join(dirname(document), `${name}.charla.ts`);
}

/**
 * Loads the companion of a document; null where it has none.
 * @throws {CompanionError} where it does not load or exports no companion
 */
export async function loadCompanion(document: string): Promise<CompanionFile | null> {
	const path = companionPath(document);
	refuseOldName(path);
	// A link that leads nowhere is a companion that cannot be used, and not none.
	if (!lstatSync(path, { throwIfNoEntry: false })) return null;
	const here = dirname(fileURLToPath(import.meta.url));
	const words = ["definition.ts", "definition.js"].map((name) => join(here, name)).find(existsSync) ?? "charla";
	// The companion says `from "charla"` wherever it lies, also where charla is not installed beside it. What it can use of
	// that is in one module; the rest would be loaded anew with every companion.
	const jiti = createJiti(import.meta.url, { alias: { charla: words }, fsCache: false, moduleCache: false });
	if (!statSync(path, { throwIfNoEntry: false })?.isFile())
		throw new CompanionError(`${path} is no file. Expected a companion in TypeScript.`);
	const module = await jiti.import<Record<string, unknown>>(resolve(path)).catch((error: unknown) => {
		throw new CompanionError(`${placeOf(error, path)} does not load: ${firstLines(error)}`);
	});
	const companion: unknown = "default" in module ? module.default : undefined;
	if (!isCompanion(companion))
		throw new CompanionError(`${path} exports no companion: expected export default defineCompanion({ … })`);
	const source = new VFile({ path, value: readFileSync(path, "utf8") });
	const problems = shapeProblems(companion).map(({ key, text }) => {
		const place = key === null ? undefined : locate(source, key);
		return `${path}${place === undefined ? "" : `:${place.line}:${place.column}`}: ${text}`;
	});
	if (problems.length > 0) throw new CompanionError(problems.join("\n"));
	return { path, companion };
}

/**
 * A companion under the name that companions had once would go unnoticed.
 * @throws {CompanionError}
 */
function refuseOldName(path: string): void {
	const old = path.replace(/\.charla\.ts$/, ".talk.ts");
	if (!lstatSync(old, { throwIfNoEntry: false })) return;
	throw new CompanionError(
		`${old} has an old name. Expected ${basename(path)}. Rename the file, and in it defineTalk to defineCompanion; what it says of statements goes into \`statements\` (docs/guide/companion.md).`,
	);
}

/** The place in a companion where it threw; the companion itself where that is not said. */
function placeOf(error: unknown, path: string): string {
	const stack = error instanceof Error ? (error.stack ?? "") : "";
	const at = stack.split("\n").find((line) => line.includes(`${basename(path)}:`));
	const [, line] = /:(\d+):\d+\)?$/.exec(at ?? "") ?? [];
	return line === undefined ? path : `${path}:${line}`;
}

/** What an error says, without what follows of stacks and of files that required each other. */
function firstLines(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	return text.split(/\n(?:Require stack:|\s+at |\s*\S+\.ts:\d+:\d+)/)[0]?.trim() ?? text;
}

function isCompanion(value: unknown): value is Companion {
	// Not a promise, a map or the like, which has no keys to be wrong.
	return typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object Object]";
}
