import type { Language } from "../model/words.js";

/** What reports for other tools say beside the words of the summary: annotations, test cases, pages of limited size. */
interface ReportWords {
	/** The name of the case that nothing is left behind. */
	clean: string;
	andMore: (count: number) => string;
	linesLeftOut: (count: number) => string;
	pageShortened: string;
	/** The test cases of a document in vitest. */
	wholeness: string;
	nothingRun: string;
	nothingToRun: string;
	onlyAsked: (heading: string) => string;
	verdicts: (declared: string, found: string) => string;
	/** @param found its verdict under the counterexample; null where it was not tried */
	mustFail: (expected: string, found: string | null) => string;
}

const words: Record<Language, ReportWords> = {
	es: {
		clean: "no queda nada en la máquina real",
		andMore: (count) => `y ${count} más`,
		linesLeftOut: (count) => `[… ${count} líneas más …]`,
		pageShortened: "Esta página se ha acortado: no cabía entera. El informe entero es el que escribe `--json`.",
		wholeness: "todo se ejecutó, y no queda nada",
		nothingRun: "no se ejecutó nada",
		nothingToRun: "no se encontró ningún bloque de shell: no hay nada que ejecutar",
		onlyAsked: (heading) => `solo se pidió «${heading}»`,
		verdicts: (declared, found) => `se declara «${declared}», resultó «${found}»`,
		mustFail: (expected, found) =>
			`con su contraejemplo tenía que resultar «${expected}», y ${found === null ? "no se probó" : `resultó «${found}»`}`,
	},
	en: {
		clean: "nothing is left on the real machine",
		andMore: (count) => `and ${count} more`,
		linesLeftOut: (count) => `[… ${count} lines more …]`,
		pageShortened: "This page was shortened: not all of it would fit. The whole report is what `--json` writes.",
		wholeness: "everything was run, and nothing is left behind",
		nothingRun: "nothing was run",
		nothingToRun: "no shell block was found: there is nothing to run",
		onlyAsked: (heading) => `only “${heading}” was asked for`,
		verdicts: (declared, found) => `declared “${declared}”, found “${found}”`,
		mustFail: (expected, found) =>
			`under its counterexample it must come out “${expected}”, and ${found === null ? "was not tried" : `came out “${found}”`}`,
	},
};

/** The words of the reports in a language. */
export function reportWords(language: Language): ReportWords {
	return words[language];
}
