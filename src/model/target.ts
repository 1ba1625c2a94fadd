import type { PlaceKind } from "./words.js";

/**
 * Which statement is meant: its text as the document writes it. Where the same text stands more than once, `under` names
 * the nearest heading (several: one statement under each) and `place` where it runs.
 */
export interface Target {
	statement: string;
	under?: string | readonly string[];
	place?: PlaceKind;
}
