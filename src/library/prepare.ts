import { readFile } from "node:fs/promises";
import { isAnnotatedMarkdown } from "../annotate/copy.js";
import { bind } from "../bind/bind.js";
import { languageFor } from "../bind/language.js";
import { newRunId } from "../bind/names.js";
import type { Companion } from "../companion/definition.js";
import { loadCompanion } from "../companion/load.js";
import { type ProblemMessage, toMessages } from "../messages/problems.js";
import type { Plan } from "../model/plan.js";
import type { Script } from "../model/script.js";
import type { Language } from "../model/words.js";
import { read } from "../read/read.js";
import { notUtf8 } from "../text/utf8.js";

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

/** The document cannot be used; exit code 2. */
export class DocumentError extends Error {}

/** The file is an annotated copy, not a document. Runs over several documents skip it. */
export class AnnotatedCopy extends DocumentError {}

/**
 * Reads the bytes of a document.
 * @throws {DocumentError}
 */
export async function readDocument(path: string): Promise<Uint8Array> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		const why = error.code === "ENOENT" ? "there is no such file" : error.message;
		throw new DocumentError(`${path}: ${why}. Expected a Markdown document.`);
	});
	const wrong = notUtf8(bytes);
	if (wrong === null && isAnnotatedMarkdown(new TextDecoder().decode(bytes)))
		throw new AnnotatedCopy(`${path}: this is an annotated copy. Expected the document that it was made from.`);
	if (wrong === null) return bytes;
	throw new DocumentError(
		`${path}:${wrong.line}: the byte 0x${wrong.byte.toString(16)} is not UTF-8. Expected a Markdown document in UTF-8. Convert it: iconv -f latin1 -t utf-8`,
	);
}

/**
 * Reads a document and its companion and binds them. Needs no machine.
 * @throws {DocumentError | CompanionError}
 */
export async function prepare(
	path: string,
	options: { language?: Language; only?: string; runId?: string; tabs?: readonly string[] } = {},
): Promise<BoundDocument> {
	const bytes = await readDocument(path);
	const file = await loadCompanion(path);
	const companion = file?.companion ?? null;
	const cues = companion?.cues;
	const readAs = (text: string | Uint8Array) => read(text, path, cues ? { cues: [...cues] } : {});
	const { script, problems } = readAs(bytes);
	const { language, only, tabs } = options;
	const binding = bind(script, {
		companion: file,
		runId: options.runId ?? newRunId(),
		...(language ? { language } : {}),
		...(only === undefined ? {} : { only }),
		...(tabs === undefined ? {} : { tabs }),
	});
	const { steps } = binding.plan;
	if (only !== undefined && steps.length > 0 && steps.every(({ notAsked }) => notAsked)) {
		const headings = [...new Set(steps.flatMap(({ heading }) => heading))].join(", ");
		throw new DocumentError(`${path}: no statement stands under “${only}”. Expected one of: ${headings}.`);
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
