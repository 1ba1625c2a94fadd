import type { Talk } from "../companion/definition.js";
import type { Script } from "../model/script.js";
import type { Language } from "../model/words.js";

/** The language of reports: the one asked for, or the companion's, or the document's. */
export function languageFor(script: Script, talk: Talk | null, asked?: Language): Language {
	return asked ?? talk?.language ?? (script.language === "es" ? "es" : "en");
}
