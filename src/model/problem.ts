import type { Point, Position } from "./position.js";
import type { PlaceKind } from "./words.js";

/**
 * Every problem that charla can have with a document or a companion: its rule, and the data of each.
 *
 * A stage finds problems and says none of them: `messages/problems.ts` has the texts. To add a problem, add its rule here; the
 * compiler then asks for its text in every language.
 */
export interface ProblemData {
	"shell-syntax": { found: string };
	"nested-too-deep": { most: number };
	"line-too-long": { most: number };
	"unknown-mark": { found: string; expected: string };
	"mark-without-block": { found: string };
	"two-places": { found: string };
	"mark-without-output": { found: string };
	"bad-pattern": { found: string };
	"placeholder-without-value": { name: string; written: string; companion: string };
	"unused-value": { name: string };
	"not-filled-in": { name: string; what: string };
	/** @param headings those that the statement stands under, where only the heading differs */
	"no-such-statement": {
		statement: string;
		under?: string;
		place?: PlaceKind;
		nearest: string | null;
		headings?: string[];
	};
	"ambiguous-statement": { statement: string; lines: number[] };
	/** @param first where the other entry is: `README.charla.ts:12:3` */
	"two-entries": { statement: string; first: string };
	"no-output-shown": { statement: string };
	"bad-name": { name: string; value: string };
	/**
	 * @param id the claim's; null for an entry of `notClaims`
	 * @param entry where the entry is: `README.charla.ts:12:3`
	 */
	"no-such-sentence": {
		id: string | null;
		quote: string;
		nearest: string | null;
		entry: string | null;
		headings?: string[];
	};
	"ambiguous-sentence": { id: string | null; quote: string; lines: number[] };
	"partly-quoted": { sentence: string; rest: string };
	"two-claims": { id: string };
	"claim-without-step": { id: string };
}

/** The name of a rule. */
export type RuleId = keyof ProblemData;

/** A rule that was broken, with its data; told apart by `rule`. */
export type Finding<R extends RuleId = RuleId> = { [K in R]: { rule: K; data: ProblemData[K] } }[R];

/** A finding and where it is. Plain data. */
export type Problem<R extends RuleId = RuleId> = Finding<R> & {
	/** The file in which it is. */
	file: "document" | "companion";
	/** That file's path, where it is one of several: a companion may import others. */
	path?: string;
	/** Where in that file; null where that cannot be told. */
	place: Position | Point | Omit<Point, "offset"> | null;
	/** Whether the document cannot be run until it is mended. One that is not fatal is a warning. */
	fatal: boolean;
};
