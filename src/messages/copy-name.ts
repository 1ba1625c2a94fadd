import type { Language } from "../model/words.js";

/** What stands in an annotated copy's file name after the document's: `README.anotado.md`, `greet.annotated.html`. */
export const copyName: Record<Language, string> = { es: "anotado", en: "annotated" };
