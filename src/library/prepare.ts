import { readFile } from "node:fs/promises";
import { isAnnotatedMarkdown } from "../annotate/copy.js";
import { isTitle, tabTitles } from "../bind/alternatives.js";
import { bind } from "../bind/bind.js";
import { languageFor } from "../bind/language.js";
import { newRunId } from "../bind/placeholders/names.js";
import type { Companion } from "../companion/definition.js";
import { loadCompanion } from "../companion/load.js";
import { workingTree } from "../machines/around/working-tree.js";
import { MachineUnavailable } from "../machines/machine.js";
import { type ProblemMessage, toMessages } from "../messages/problems.js";
import { InputError } from "../model/input-fault.js";
import type { Plan } from "../model/plan.js";
import type { Script } from "../model/script.js";
import type { Language } from "../model/words.js";
import { read } from "../read/read.js";
import { notUtf8 } from "../text/utf8.js";
import { inWords } from "./in-words.js";

/** A document after reading and binding, with its problems. */
export interface BoundDocument {
	script: Script;
	plan: Plan;
	companion: Companion | null;
	language: Language;
	/** Its problems; where one is `fatal`, nothing is to be run. */
	messages: ProblemMessage[];
	/** Reads another text of the document as this one was read, with the companion's cues. */
	reread: (text: string) => Script;
}

/**
 * Reads the bytes of a document.
 * @throws {InputError} where there are none, or not those of a document; `annotated-copy` for an annotated copy
 */
export async function readDocument(path: string): Promise<Uint8Array> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		throw new InputError(
			error.code === "ENOENT"
				? { code: "no-such-document", path }
				: { code: "unreadable-document", path, said: error.message },
		);
	});
	const wrong = notUtf8(bytes);
	if (wrong === null && isAnnotatedMarkdown(new TextDecoder().decode(bytes)))
		throw new InputError({ code: "annotated-copy", path });
	if (wrong === null) return bytes;
	throw new InputError({ code: "not-utf8", path, ...wrong });
}

/** How a document is read and bound. */
export interface PrepareOptions {
	/** The language of reports; by default the companion's, or the document's. */
	language?: Language;
	/** Only what stands under this heading, and what it depends on. */
	only?: string;
	runId?: string;
	/** Of tabs, the titles of those that are typed. */
	tabs?: readonly string[];
	/** A folder that the machine gets a copy of, instead of the companion's `files`. */
	files?: string;
	/** Seconds that a statement may take where neither document nor companion says it. */
	timeoutSeconds?: number;
}

/**
 * Sees whether what a plan wants to bring to its machine is there.
 * @param asks what asks for it: the companion's path, or an option
 * @throws {InputError}
 */
async function checkFiles({ machine: { files }, language }: Plan, asks: string): Promise<void> {
	if (files === undefined) return;
	await workingTree(files).catch((error: unknown) => {
		if (!(error instanceof MachineUnavailable)) throw error;
		throw new InputError({ code: "files-not-usable", asks, fault: error.fault }, language);
	});
}

/**
 * Reads a document and its companion and binds them. Needs no machine.
 * @throws {InputError}
 */
export async function prepare(path: string, options: PrepareOptions = {}): Promise<BoundDocument> {
	try {
		return await bound(path, options);
	} catch (error) {
		throw inWords(error, options.language ?? "en");
	}
}

async function bound(path: string, options: PrepareOptions): Promise<BoundDocument> {
	const bytes = await readDocument(path);
	const file = await loadCompanion(path);
	const companion = file?.companion ?? null;
	const cues = companion?.cues;
	const readAs = (text: string | Uint8Array) => read(text, path, cues ? { cues: [...cues] } : {});
	const { script, problems } = readAs(bytes);
	const { language, only, tabs, files, timeoutSeconds } = options;
	const binding = bind(script, {
		companion: file,
		runId: options.runId ?? newRunId(),
		...(language ? { language } : {}),
		...(only === undefined ? {} : { only }),
		...(tabs === undefined ? {} : { tabs }),
		...(files === undefined ? {} : { files }),
		...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
	});
	const titles = tabTitles(script.statements);
	const unknown = tabs?.find((tab) => !titles.some((title) => isTitle(tab, title)));
	if (unknown !== undefined)
		throw new InputError({ code: "unknown-tab", path, tab: unknown, titles }, binding.plan.language);
	await checkFiles(binding.plan, files === undefined ? (file?.path ?? path) : "--with");
	const { steps } = binding.plan;
	if (only !== undefined && steps.length > 0 && steps.every(({ notAsked }) => notAsked)) {
		const headings = [...new Set(steps.flatMap(({ heading }) => heading))];
		throw new InputError({ code: "nothing-under", path, heading: only, headings }, binding.plan.language);
	}
	return {
		script,
		companion,
		plan: binding.plan,
		language: languageFor(script, companion, language),
		messages: toMessages([...problems, ...binding.problems], {
			document: path,
			...(file ? { companion: file.path } : {}),
		}),
		reread: (text) => readAs(text).script,
	};
}
