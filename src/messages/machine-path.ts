import type { Language } from "../model/words.js";

/** What stands in a page in the place of a path of the machine that ran the document. */
export const machinePath: Record<Language, string> = {
	es: "⟨ruta de esta máquina⟩",
	en: "⟨a path of this machine⟩",
};
