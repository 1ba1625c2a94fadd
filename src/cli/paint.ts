import pc from "picocolors";
import type { StepVerdict } from "../model/words.js";

/** Colours, or none. */
export type Paint = ReturnType<typeof pc.createColors>;

/** Colours for a terminal, unless `NO_COLOR` or `TERM=dumb` says otherwise; `FORCE_COLOR` always. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
	const wanted = stream.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== "dumb";
	return pc.createColors(wanted || process.env.FORCE_COLOR !== undefined);
}

/** A sign for each verdict, told apart by shape and not by colour alone. */
export function symbols(paint: Paint, verdict: StepVerdict, declared: StepVerdict): string {
	if (verdict === "skipped") return paint.dim("-");
	if (verdict !== declared) return paint.red("✗");
	return verdict === "adapted" ? paint.yellow("≈") : paint.green("✓");
}
