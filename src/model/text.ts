import type { Language } from "./words.js";

/** A text that an author wrote for readers: one for all, or one for each language. */
export type Text = string | Record<Language, string>;

/** An author's text in a language. */
export function textIn(text: Text, language: Language): string {
	return typeof text === "string" ? text : text[language];
}
