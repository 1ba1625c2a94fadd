import type { Finding } from "../model/problem.js";
import type { Statement } from "../model/script.js";
import type { Target } from "../model/target.js";
import { nearest } from "../text/nearest.js";
import type { Complaints, EntryPath } from "./complaints.js";

/**
 * The statements that a companion's entry means: one, or one under each heading where it names several.
 * What does not match exactly one is a problem of the companion, at the entry's place in it.
 * @param entry the way to the entry in the companion
 */
export function findStatements(
	target: Target,
	statements: readonly Statement[],
	complaints: Complaints,
	entry: EntryPath,
): Statement[] {
	const headings = typeof target.under === "object" ? target.under : [target.under];
	return headings.flatMap((under) => {
		const found = findOne({ ...target, under }, statements);
		if ("text" in found) return [found];
		complaints.ofCompanion(found, [...entry, "statement"]);
		return [];
	});
}

function findOne(
	target: { statement: string; under: string | undefined; place?: Target["place"] },
	statements: readonly Statement[],
): Statement | Finding {
	const found = statements.filter(
		(statement) =>
			statement.text === target.statement &&
			(target.under === undefined || statement.heading.at(-1) === target.under) &&
			(target.place === undefined || statement.place === target.place),
	);
	const [only] = found;
	if (only && found.length === 1) return only;
	const { statement, under, place } = target;
	if (only) {
		const lines = found.map(({ position }) => position.start.line);
		return { rule: "ambiguous-statement", data: { statement, lines } };
	}
	const elsewhere = statements.filter(
		(one) => one.text === statement && (place === undefined || one.place === place) && under !== undefined,
	);
	const likely = nearest(
		statement,
		statements.map(({ text }) => text),
	);
	const limits = { ...(under === undefined ? {} : { under }), ...(place === undefined ? {} : { place }) };
	const headings = [...new Set(elsewhere.flatMap(({ heading }) => heading.at(-1) ?? []))];
	const differs = headings.length === 0 ? {} : { headings };
	return { rule: "no-such-statement", data: { statement, ...limits, nearest: likely, ...differs } };
}
