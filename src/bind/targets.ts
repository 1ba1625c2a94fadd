import type { VFile } from "vfile";
import { locate } from "../companion/locate.js";
import { complain } from "../messages/problem.js";
import type { Statement } from "../model/script.js";
import type { Target } from "../model/target.js";
import { nearest } from "../text/nearest.js";

/**
 * The statements that a companion's entry means: one, or one under each heading where it names several.
 * What does not match exactly one is a problem of the companion, at the entry's place in it.
 */
export function findStatements(target: Target, statements: readonly Statement[], companion: VFile): Statement[] {
	const headings = typeof target.under === "object" ? target.under : [target.under];
	return headings.flatMap((under) => findOne({ ...target, under }, statements, companion) ?? []);
}

function findOne(
	target: { statement: string; under: string | undefined; place?: Target["place"] },
	statements: readonly Statement[],
	companion: VFile,
): Statement | null {
	const found = statements.filter(
		(statement) =>
			statement.text === target.statement &&
			(target.under === undefined || statement.heading.at(-1) === target.under) &&
			(target.place === undefined || statement.place === target.place),
	);
	const [only] = found;
	if (only && found.length === 1) return only;
	const place = locate(companion, target.statement);
	if (only) {
		const lines = found.map((statement) => statement.position.start.line).join(", ");
		complain(companion, "ambiguous-statement", { statement: target.statement, lines }, place, { fatal: true });
		return null;
	}
	const where = [target.under && ` (${target.under})`, target.place && ` (${target.place})`].filter(Boolean).join("");
	const texts = statements.map((statement) => statement.text);
	complain(
		companion,
		"no-such-statement",
		{ statement: target.statement, where, nearest: nearest(target.statement, texts) ?? "" },
		place,
		{ fatal: true },
	);
	return null;
}
