import { readFile, writeFile } from "node:fs/promises";
import type { Verdicts } from "../model.js";
import { read } from "../read/read.js";
import { updated } from "../report/update.js";
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
	const markdown = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	const { text, lines } = updated(markdown, read(bytes, document).script, seen);
	if (lines.length > 0) await writeFile(document, text);
	for (const line of lines) process.stdout.write(`${document}:${line} ${words[transcript.plan.language].rewritten}\n`);
	if (lines.length === 0) process.stdout.write(`${words[transcript.plan.language].nothing}\n`);
	const mended = new Set(
		transcript.plan.steps.filter(({ position }) => lines.includes(position.start.line)).map(({ id }) => id),
	);
	const wrong =
		steps.some(({ id, verdict, declared }) => verdict !== declared && verdict !== "skipped" && !mended.has(id)) ||
		claims.some(({ observed, verdict, declared }) => observed && verdict !== declared) ||
		transcript.leftovers.length > 0;
	if (works || wrong) return exitCode;
	return incomplete ? ExitCode.incomplete : ExitCode.works;
}

const words = {
	es: { rewritten: "salida reescrita", nothing: "No había ninguna salida que reescribir." },
	en: { rewritten: "output rewritten", nothing: "There was no output to rewrite." },
};
