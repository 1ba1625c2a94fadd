import pc from "picocolors";
import type { StepVerdict } from "../model/words.js";

/** Colours, or none. */
export type Paint = ReturnType<typeof pc.createColors>;

/** Colours where the stream is a terminal that wants them. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
	const wanted = stream.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== "dumb";
	return pc.createColors(wanted || process.env.FORCE_COLOR !== undefined);
}

/** One character a verdict; told apart by shape, not by colour alone. */
export function symbols(paint: Paint, verdict: StepVerdict, declared: StepVerdict): string {
	if (verdict === "skipped") return paint.dim("-");
	if (verdict !== declared) return paint.red("✗");
	return verdict === "adapted" ? paint.yellow("≈") : paint.green("✓");
}
