import { writeFile } from "node:fs/promises";
import { languageFor } from "../../bind/language.js";
import { draftCompanion } from "../../companion/draft.js";
import { companionPath, refuseOldName } from "../../companion/load.js";
import { readDocument } from "../../library/prepare.js";
import { draftWords } from "../../messages/draft.js";
import { InputError } from "../../model/input-fault.js";
import type { Language } from "../../model/words.js";
import { read } from "../../read/read.js";
import { ExitCode } from "../exit-codes.js";

/**
 * Writes a companion to be filled in beside a document that has none.
 * @returns its path
 * @throws {InputError} where the document cannot be read, or there is a companion already
 */
async function initCompanion(document: string, language?: Language): Promise<string> {
	const { script } = read(await readDocument(document), document);
	const path = companionPath(document);
	refuseOldName(path);
	const spoken = languageFor(script, null, language);
	try {
		await writeFile(path, draftCompanion(script, spoken, draftWords[spoken]), { flag: "wx" });
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
		throw new InputError(
			code === "EEXIST" ? { code: "companion-exists", path } : { code: "companion-not-written", path, said: code },
			spoken,
		);
	}
	return path;
}

/** Writes the companion and prints its path. */
export async function initCommand(document: string, language?: Language): Promise<number> {
	process.stdout.write(`${await initCompanion(document, language)}\n`);
	return ExitCode.works;
}
