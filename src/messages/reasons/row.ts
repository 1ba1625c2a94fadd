import type { Reason, ReasonCode } from "../../model/reason.js";
import type { Language } from "../../model/words.js";

/** What is said of some data, in each language. */
export type Row<D> = Record<Language, (data: D) => string>;

/** The texts of reasons, by code. */
export type ReasonTexts = { [C in ReasonCode]: Row<Reason<C>> };
