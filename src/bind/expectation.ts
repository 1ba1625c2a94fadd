import type { ExpectEntry } from "../companion/definition.js";
import type { Expectation } from "../model/plan.js";
import type { Statement } from "../model/script.js";

/** How the companion's output becomes the plan's. */
interface Binding {
	/** Text with its placeholders replaced. */
	names: (text: string) => string;
}

/** The output that a statement must have: what the document shows below it, and how its mark or its companion reads that. */
export function expectationOf(
	{ expected, marks }: Statement,
	entry: ExpectEntry | undefined,
	{ names }: Binding,
): Expectation | null {
	const compared = entry && !("uncompared" in entry) ? entry : undefined;
	if (!expected && !compared?.today) return null;
	const { kind = marks?.expect?.kind ?? "exact", ignoring = marks?.expect?.ignoring ?? [], today } = compared ?? {};
	return {
		kind,
		ignoring: [...ignoring],
		text: names(expected?.text ?? ""),
		position: expected?.position ?? null,
		shares: expected?.shares ?? 0,
		today: today
			? { kind: today.kind ?? kind, text: names(today.output), because: today.because, since: today.since }
			: null,
		uncompared: entry && "uncompared" in entry ? entry.uncompared : null,
	};
}
