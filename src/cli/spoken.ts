import { userLanguage } from "../library/user-language.js";
import type { Language } from "../model/words.js";

let asked: Language | undefined;

/** Notes the language that the command line asks for. */
export function speak(language: Language | undefined): void {
	asked = language;
}

/** The language of what is said where no document has been read. */
export function spoken(): Language {
	return userLanguage(asked);
}
