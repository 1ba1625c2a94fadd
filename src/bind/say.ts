import type { Talk, Text } from "../companion/definition.js";
import type { Script } from "../model/script.js";
import type { Language } from "../model/words.js";

/** The language in which a document's people are spoken to. */
export function languageFor(script: Script, talk: Talk | null, asked?: Language): Language {
	return asked ?? talk?.language ?? (script.language === "es" ? "es" : "en");
}

/** A companion's text in a language. */
export function say(text: Text, language: Language): string {
	return typeof text === "string" ? text : text[language];
}
