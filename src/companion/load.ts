import { existsSync, lstatSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createJiti, type TransformOptions } from "jiti";
import { InputError, type InputFault } from "../model/input-fault.js";
import type { Companion } from "./definition.js";
import { type SourceFile, SourcePlaces } from "./source-places.js";
import { shapeProblems } from "./validate.js";

/** A companion that was loaded, and where from. */
export interface CompanionFile {
	path: string;
	companion: Companion;
	/** Its text and that of the files that it imports, to find places in. */
	sources?: readonly SourceFile[];
}

/** Where a document's companion is: `README.charla.ts` beside `README.md`. */
export function companionPath(document: string): string {
	const name = basename(document).replace(/\.[^.]*$/, "");
	return join(dirname(document), `${name}.charla.ts`);
}

/**
 * Loads the companion of a document; null where it has none.
 * @throws {InputError} where it does not load or exports no companion
 */
export async function loadCompanion(document: string): Promise<CompanionFile | null> {
	const path = companionPath(document);
	refuseOldName(path);
	// A broken link is an unusable companion, not a missing one.
	if (!lstatSync(path, { throwIfNoEntry: false })) return null;
	if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new InputError({ code: "companion-no-file", path });
	const { exported, sources } = await evaluate(path);
	if (!isCompanion(exported)) throw new InputError({ code: "companion-without-export", path });
	const places = new SourcePlaces(exported, sources);
	const faults = shapeProblems(exported).map(({ path: where, fault }): InputFault => {
		const place = places.of(where);
		return { ...fault, place: place ? `${place.path}:${place.line}:${place.column}` : path };
	});
	if (faults.length > 0) throw new InputError(faults);
	return { path, companion: exported, sources };
}

/** Runs a companion; answers what it exports, and the text of its file and of those that it imports. */
async function evaluate(path: string): Promise<{ exported: unknown; sources: SourceFile[] }> {
	const here = dirname(fileURLToPath(import.meta.url));
	const words = ["definition.ts", "definition.js"].map((name) => join(here, name)).find(existsSync) ?? "charla";
	// The companion says `from "charla"` wherever it lies, also where charla is not installed beside it. What it can use of
	// that is in one module; the rest would be loaded anew with every companion.
	const options = { alias: { charla: words }, fsCache: false, moduleCache: false };
	const plain = createJiti(import.meta.url, options);
	const sources: SourceFile[] = [];
	const folder = dirname(resolve(path));
	const transform = (module: TransformOptions) => {
		const { filename = words, source } = module;
		if (filename !== words) sources.push({ path: join(dirname(path), relative(folder, filename)), text: source });
		return { code: plain.transform(module) };
	};
	const jiti = createJiti(import.meta.url, { ...options, transform });
	const module = await jiti.import<Record<string, unknown>>(resolve(path)).catch((error: unknown) => {
		throw new InputError({
			code: "companion-not-loaded",
			place: placeOf(error, path, sources),
			said: firstLines(error),
		});
	});
	// A promise that the module rejects, or a timer of its own that throws, is an error before anything else is done.
	await sleep(2);
	return { exported: "default" in module ? module.default : undefined, sources };
}

/**
 * A companion under the name that companions had once would go unnoticed.
 * @throws {InputError}
 */
export function refuseOldName(path: string): void {
	const old = path.replace(/\.charla\.ts$/, ".talk.ts");
	if (!lstatSync(old, { throwIfNoEntry: false })) return;
	throw new InputError({ code: "old-companion-name", path: old, expected: basename(path) });
}

/** The place in a companion's files where it threw; the companion's path where the stack does not say. */
function placeOf(error: unknown, path: string, sources: readonly SourceFile[]): string {
	const stack = error instanceof Error ? (error.stack ?? "") : "";
	for (const line of stack.split("\n")) {
		const file = sources.find((one) => line.includes(`${resolve(one.path)}:`));
		const [, at] = /:(\d+):\d+\)?$/.exec(line) ?? [];
		if (file && at !== undefined) return `${file.path}:${at}`;
	}
	return path;
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
