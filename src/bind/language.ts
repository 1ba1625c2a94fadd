import type { Companion } from "../companion/definition.js";
import type { Script } from "../model/script.js";
import type { Language } from "../model/words.js";

/** The language of reports: the one asked for, or the companion's, or the document's. */
export function languageFor(script: Script, companion: Companion | null, asked?: Language): Language {
	return asked ?? companion?.language ?? (script.language === "es" ? "es" : "en");
}
