import type { PlaceKind } from "./words.js";

/** Words that say where the next commands run. */
export interface Cue {
	/** The language they are in, as in `lang`: `es`. */
	language: string;
	place: PlaceKind;
	/** The words, in lower case; `{name}` where the container's name stands in their midst: `in the {name} container`. */
	words: string;
}
