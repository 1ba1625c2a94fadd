import { type BoundDocument, prepare } from "../../library/prepare.js";
import { commandWords } from "../../messages/commands.js";
import type { ProblemMessage } from "../../messages/problems.js";
import { InputError } from "../../model/input-fault.js";
import type { Language } from "../../model/words.js";
import { paintFor } from "../paint.js";

/** The document or its companion has problems; exit code 2. */
export class BadInput extends Error {}

/** The options that every command with a document has. */
export interface Common {
	lang?: Language;
	only?: string;
	tab?: string[];
	with?: string;
	timeout?: number;
	json?: string | boolean;
}

/** Reads and binds a document of which something is typed. */
export async function usable(document: string, flags: Common): Promise<BoundDocument> {
	const prepared = await readable(document, flags);
	if (prepared.plan.steps.length > 0) return prepared;
	throw new InputError({ code: "nothing-typed", path: document }, prepared.language);
}

/** Reads and binds a document that has a block; its warnings are shown, its errors end everything. */
export async function readable(document: string, flags: Common): Promise<BoundDocument> {
	const { lang, only, tab: tabs, with: files, timeout: timeoutSeconds } = flags;
	const prepared = await prepare(document, {
		...(files === undefined ? {} : { files }),
		...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
		...(tabs === undefined ? {} : { tabs }),
		...(lang ? { language: lang } : {}),
		...(only === undefined ? {} : { only }),
	});
	for (const message of prepared.messages) process.stderr.write(`${describe(message, prepared.language)}\n`);
	if (prepared.messages.some(({ fatal }) => fatal)) throw new BadInput();
	if (prepared.plan.steps.length === 0 && prepared.plan.untyped === undefined)
		throw new InputError({ code: "no-shell-block", path: document }, prepared.language);
	return prepared;
}

function describe(message: ProblemMessage, language: Language): string {
	const paint = paintFor(process.stderr);
	const words = commandWords(language);
	const kind = message.fatal ? paint.red(words.error) : paint.yellow(words.warning);
	const place = [message.file, message.line, message.column].filter((part) => part !== undefined).join(":");
	return `${paint.bold(place)} ${kind} ${message.texts[language]} ${paint.dim(message.ruleId ?? "")}`;
}
