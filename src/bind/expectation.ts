import type { StatementEntry } from "../companion/statement-entry.js";
import type { Expectation } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type { Statement } from "../model/script.js";
import type { LooseReason } from "../model/words.js";

/** How the companion's output becomes the plan's. */
interface Binding {
	/** Text with its placeholders replaced. */
	names: (text: string) => string;
}

/** The output that a statement must have: what the document shows below it, and how its mark or its companion reads that. */
export function expectationOf(
	{ expected, marks }: Statement,
	entry: StatementEntry | null,
	{ names }: Binding,
): Expectation | null {
	const { because = "" } = entry ?? {};
	const uncompared = entry?.expect !== undefined && "uncompared" in entry.expect;
	const compared = entry?.expect === undefined || "uncompared" in entry.expect ? {} : entry.expect;
	const { kind = marks?.expect?.kind ?? "exact", ignoring = marks?.expect?.ignoring ?? [] } = compared;
	const today = typeof compared.today === "string" ? { output: compared.today, kind } : compared.today;
	if (!expected && !today) return null;
	return {
		kind,
		ignoring: [...ignoring],
		text: names(expected?.text ?? ""),
		position: expected?.position ?? null,
		shares: expected?.shares ?? 0,
		today: today ? { kind: today.kind, text: names(today.output), because, since: entry?.since ?? "" } : null,
		uncompared: uncompared ? { code: "text", text: because } : looseReason(expected?.loose, entry, marks),
	};
}

/** Why the output is not compared: the document shows it loosely, and no mark or entry says how to compare it. */
function looseReason(
	loose: LooseReason | undefined,
	entry: StatementEntry | null,
	marks: Statement["marks"],
): Reason | null {
	if (loose === undefined || entry?.expect !== undefined || marks?.expect !== undefined) return null;
	return { code: "shown-loosely", how: loose };
}
