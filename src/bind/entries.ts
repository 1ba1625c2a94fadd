import type { Companion } from "../companion/definition.js";
import type { StatementEntry } from "../companion/statement-entry.js";
import type { Statement } from "../model/script.js";
import type { Complaints } from "./complaints.js";
import { findStatements } from "./targets.js";

/** A companion's entry for a statement, and the way to it in the companion. */
export interface BoundEntry {
	entry: StatementEntry;
	path: ["statements", number];
}

/** The companion's entries by the id of the statement that each means. */
export function entriesByStatement(
	{ statements: entries = [] }: Companion,
	statements: readonly Statement[],
	complaints: Complaints,
): Map<string, BoundEntry> {
	const byStatement = new Map<string, BoundEntry>();
	for (const [index, entry] of entries.entries()) {
		const path: BoundEntry["path"] = ["statements", index];
		for (const { id, text } of findStatements(entry, statements, complaints, path)) {
			const other = byStatement.get(id);
			if (other) {
				const place = complaints.placeOf(other.path);
				const first = place ? `${place.path}:${place.line}:${place.column}` : `statements[${other.path[1]}]`;
				complaints.ofCompanion({ rule: "two-entries", data: { statement: text, first } }, path);
			} else byStatement.set(id, { entry, path });
		}
	}
	return byStatement;
}
