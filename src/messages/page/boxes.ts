import type { Language } from "../../model/words.js";

/** What the boxes of an annotated document say of a statement or a claim. */
export interface BoxWords {
	noOutput: string;
	output: (lines: number) => string;
	preparation: (count: number) => string;
	written: string;
	today: string;
	failedSo: (how: string) => string;
	/** What a reader typed when the command asked; Enter alone where nothing. */
	answered: string;
	enter: string;
	compared: string;
	comparedWith: (other: { place: string; id: string }) => string;
	comparisonCount: (counts: { same: number; host: number; container: number }) => string;
	onlyHere: string;
	evidence: string;
	counterexample: (verdict: string) => string;
	asDeclared: string;
	declaredAs: (verdict: string) => string;
	sinceWhen: (since: string) => string;
}

const es: BoxWords = {
	noOutput: "sin salida",
	output: (lines) => (lines === 1 ? "Salida: 1 línea" : `Salida: ${lines} líneas`),
	preparation: (count) => (count === 1 ? "Preparación" : `${count} preparaciones`),
	written: "Como está escrita",
	today: "Como se ejecuta hoy",
	failedSo: (how) => `El comando escrito: ${how}`,
	answered: "Preguntó, y se respondió como respondería quien lee",
	enter: "Intro",
	compared: "Host y contenedor, lado a lado",
	comparedWith: ({ place, id }) => `Frente a la del ${place === "host" ? "host" : "contenedor"} (${id})`,
	comparisonCount: ({ same, host, container }) =>
		`${same} ${same === 1 ? "línea igual" : "líneas iguales"}, ${host} solo en el host, ${container} solo en el contenedor`,
	onlyHere: "solo aquí",
	evidence: "Lo que se vio",
	counterexample: (verdict) => `Con su contraejemplo: ${verdict}`,
	asDeclared: "como se declara",
	declaredAs: (verdict) => `se declara «${verdict}»`,
	sinceWhen: (since) => (since === "siempre" ? "desde siempre" : `desde ${since}`),
};

const en: BoxWords = {
	noOutput: "no output",
	output: (lines) => (lines === 1 ? "Output: 1 line" : `Output: ${lines} lines`),
	preparation: (count) => (count === 1 ? "Preparation" : `${count} preparations`),
	written: "As written",
	today: "As it runs today",
	failedSo: (how) => `The written command: ${how}`,
	answered: "It asked, and was answered as its reader would",
	enter: "Enter",
	compared: "Host and container, side by side",
	comparedWith: ({ place, id }) => `Against the ${place === "host" ? "host" : "container"}'s (${id})`,
	comparisonCount: ({ same, host, container }) =>
		`${same} ${same === 1 ? "line" : "lines"} alike, ${host} on the host only, ${container} in the container only`,
	onlyHere: "only here",
	evidence: "What was seen",
	counterexample: (verdict) => `Under its counterexample: ${verdict}`,
	asDeclared: "as declared",
	declaredAs: (verdict) => `declared “${verdict}”`,
	sinceWhen: (since) => (since === "always" ? "always so" : `since ${since}`),
};

/** The words of the boxes in a language. */
export const boxWords: Record<Language, BoxWords> = { es, en };
