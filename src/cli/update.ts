import { readFile, writeFile } from "node:fs/promises";
import type { Verdicts } from "../model/verdicts.js";
import { read } from "../read/read.js";
import { updated } from "../update/update.js";
import { ExitCode } from "./exit-codes.js";

/** Runs the document and hands over its verdicts. */
export type Run = (seen: (verdicts: Verdicts) => void) => Promise<number>;

/**
 * Runs a document and rewrites the output that it shows where another was printed.
 * @returns the exit code: as for a run, but output that was rewritten counts as right
 */
export async function updateCommand(document: string, run: Run): Promise<number> {
	let seen: Verdicts | null = null;
	const exitCode = await run((verdicts) => {
		seen = verdicts;
	});
	if (seen === null) return exitCode;
	const { steps, claims, works, incomplete, transcript }: Verdicts = seen;
	const bytes = await readFile(document);
	const markdown = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
	const { text, lines, ids, refused } = updated(
		markdown,
		read(bytes, document).script,
		seen,
		(changed) => read(changed, document).script,
	);
	const say = words[transcript.plan.language];
	if (lines.length > 0) await writeFile(document, text);
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

const words = {
	es: {
		rewritten: "salida reescrita",
		refused: "salida sin reescribir: en el documento se leería como otra cosa (un prompt, una valla, «...»)",
		nothing: "No había ninguna salida que reescribir.",
	},
	en: {
		rewritten: "output rewritten",
		refused: "output not rewritten: in the document it would be read as something else (a prompt, a fence, “...”)",
		nothing: "There was no output to rewrite.",
	},
};
