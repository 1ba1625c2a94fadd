import type { CompanionFile } from "../companion/load.js";
import { type SourcePlace, SourcePlaces } from "../companion/source-places.js";
import type { Finding, Problem } from "../model/problem.js";

/** The way to an entry of a companion: `["statements", 2, "statement"]`. */
export type EntryPath = readonly PropertyKey[];

/** Collects the problems of a document and its companion, each with its place. */
export class Complaints {
	readonly problems: Problem[] = [];
	readonly #places: SourcePlaces;

	constructor(file: CompanionFile | null) {
		this.#places = new SourcePlaces(file?.companion, file?.sources ?? []);
	}

	ofDocument(finding: Finding, place: Problem["place"]): void {
		this.problems.push({ ...finding, file: "document", place, fatal: true });
	}

	ofCompanion(finding: Finding, entry: EntryPath): void {
		const place = this.placeOf(entry);
		const where = place ? { place: { line: place.line, column: place.column }, path: place.path } : { place: null };
		this.problems.push({ ...finding, file: "companion", ...where, fatal: true });
	}

	/** Where the companion's files say an entry; null where that cannot be told. */
	placeOf(entry: EntryPath): SourcePlace | null {
		return this.#places.of(entry);
	}
}
