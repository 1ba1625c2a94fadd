import type { Language } from "../model/words.js";

const en = {
	heading: [
		"What the document cannot say itself. charla wrote this draft: fill it in. Until then the document never passes.",
		"See docs/guide/companion.md for everything that can stand here.",
	],
	nothing: [
		"What the document cannot say itself. It has no placeholder and no sentence, so there is nothing to fill in.",
		"See docs/guide/companion.md for everything that can stand here.",
	],
	value: (written: string) => `a name, or { exactly: "…" }, for ${written}`,
	claims: "Make each a claim({ … }) with observe, judge and counterexample, or move its words to notClaims.",
	notClaims: 'Sentences that cannot be true or false: { quote: "…", because: "…" }.',
};

const es: typeof en = {
	heading: [
		"Lo que el documento no puede decir por sí mismo. charla escribió este borrador: complételo. Hasta entonces el documento nunca pasa.",
		"Todo lo que puede ir aquí está en docs/guide/companion.md.",
	],
	nothing: [
		"Lo que el documento no puede decir por sí mismo. No tiene marcadores ni frases, así que no hay nada por completar.",
		"Todo lo que puede ir aquí está en docs/guide/companion.md.",
	],
	value: (written: string) => `un nombre, o { exactly: "…" }, para ${written}`,
	claims: "Haga de cada una claim({ … }) con observe, judge y counterexample, o lleve sus palabras a notClaims.",
	notClaims: 'Frases que no pueden ser ciertas ni falsas: { quote: "…", because: "…" }.',
};

/** What a companion that charla drafts says to whoever fills it in, by language. */
export const draftWords: Record<Language, typeof en> = { en, es };
