import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BoundDocument } from "../../library/prepare.js";
import { commandWords } from "../../messages/commands.js";
import { InputError } from "../../model/input-fault.js";
import type { Verdicts } from "../../model/verdicts.js";
import { updated } from "../../update/update.js";
import { ExitCode } from "../exit-codes.js";
import { replaceFile } from "../replace-file.js";

/** A document as it was prepared for its run, and the verdicts of the run. */
export interface Outcome {
	prepared: BoundDocument;
	verdicts: Verdicts;
}

/** Runs the document and hands over its outcome; returns the exit code. */
export type Run = (seen: (outcome: Outcome) => void) => Promise<number>;

/**
 * Runs a document and rewrites the output that it shows where the run printed something else.
 * @returns the exit code: as for a run, but output that was rewritten counts as right
 * @throws {InputError} where the document was changed while it ran
 */
export async function updateCommand(document: string, run: Run): Promise<number> {
	let seen: Outcome | null = null;
	const exitCode = await run((outcome) => {
		seen = outcome;
	});
	if (seen === null) return exitCode;
	const { prepared, verdicts }: Outcome = seen;
	const { steps, claims, works, incomplete, transcript } = verdicts;
	const markdown = await textThatRan(document, prepared);
	const { text, lines, ids, refused } = updated(markdown, prepared.script, verdicts, prepared.reread);
	const say = commandWords(transcript.plan.language).update;
	if (lines.length > 0) await replaceFile(document, text);
	for (const line of lines) process.stdout.write(`${document}:${line} ${say.rewritten}\n`);
	for (const line of refused) process.stdout.write(`${document}:${line} ${say.refused}\n`);
	if (lines.length + refused.length === 0) process.stdout.write(`${say.nothing}\n`);
	const mended = new Set(ids);
	const wrong =
		steps.some(({ id, verdict, declared }) => verdict !== declared && verdict !== "skipped" && !mended.has(id)) ||
		claims.some(({ observed, verdict, declared }) => observed && verdict !== declared) ||
		transcript.leftovers.length > 0;
	if (works || wrong) return exitCode;
	return incomplete ? ExitCode.incomplete : ExitCode.works;
}

/** Reads the document's text, byte order mark included, and checks that it is the version that ran. */
async function textThatRan(document: string, { script, language }: BoundDocument): Promise<string> {
	const bytes = await readFile(document);
	if (createHash("sha256").update(bytes).digest("hex") !== script.document.sha256)
		throw new InputError({ code: "changed-while-run", path: document }, language);
	return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
}
