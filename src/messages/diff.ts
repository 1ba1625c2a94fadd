import type { Language } from "../model/words.js";

/** What is said of two runs. */
interface DiffWords {
	nothing: string;
	count: (differences: number) => string;
	machine: string;
	facts: Record<"name" | "host" | "engine" | "engineVersion" | "kernel" | "image", string>;
	otherDocument: string;
	isNew: string;
	isGone: string;
	became: (before: string, after: string) => string;
	otherCommand: string;
	otherOutput: string;
	otherEvidence: string;
	claim: string;
	preparations: string;
	network: string;
	isolation: string;
	coverage: string;
	coverageOf: Record<string, string>;
	leftovers: string;
	more: (lines: number) => string;
}

const words: Record<Language, DiffWords> = {
	es: {
		nothing: "Nada ha cambiado, aparte de los valores que cambian en cada ejecución.",
		count: (differences) => (differences === 1 ? "1 diferencia" : `${differences} diferencias`),
		machine: "Máquina",
		facts: {
			name: "máquina",
			host: "host",
			engine: "motor",
			engineVersion: "versión del motor",
			kernel: "kernel",
			image: "imagen",
		},
		otherDocument: "el documento no es el mismo",
		isNew: "no estaba antes",
		isGone: "ya no está",
		became: (before, after) => `antes «${before}», ahora «${after}»`,
		otherCommand: "se ejecuta otro comando",
		otherOutput: "la salida es otra",
		otherEvidence: "la evidencia es otra",
		claim: "la afirmación",
		preparations: "Preparaciones",
		network: "La red",
		isolation: "Qué aísla cada espacio de nombres",
		coverage: "Cobertura",
		coverageOf: {
			statements: "sentencias",
			sentences: "frases",
			claims: "afirmaciones",
			cues: "indicaciones de lugar",
			notClaims: "frases que no afirman nada",
			uncovered: "frases sin cubrir",
		},
		leftovers: "Quedó en la máquina real",
		more: (lines) => `… y ${lines} ${lines === 1 ? "línea" : "líneas"} más`,
	},
	en: {
		nothing: "Nothing has changed, apart from values that differ in every run.",
		count: (differences) => (differences === 1 ? "1 difference" : `${differences} differences`),
		machine: "Machine",
		facts: {
			name: "machine",
			host: "host",
			engine: "engine",
			engineVersion: "engine version",
			kernel: "kernel",
			image: "image",
		},
		otherDocument: "the document is not the same",
		isNew: "was not there before",
		isGone: "is no longer there",
		became: (before, after) => `was “${before}”, is “${after}”`,
		otherCommand: "another command is run",
		otherOutput: "the output is different",
		otherEvidence: "the evidence is different",
		claim: "the claim",
		preparations: "Preparations",
		network: "The network",
		isolation: "What each namespace isolates",
		coverage: "Coverage",
		coverageOf: {
			statements: "statements",
			sentences: "sentences",
			claims: "claims",
			cues: "cues to a place",
			notClaims: "sentences that claim nothing",
			uncovered: "sentences not covered",
		},
		leftovers: "Left on the real machine",
		more: (lines) => `… and ${lines} ${lines === 1 ? "line" : "lines"} more`,
	},
};

export function diffWords(language: Language): DiffWords {
	return words[language];
}
