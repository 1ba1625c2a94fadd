import type { ClaimVerdict, Language, PlaceRule, StepVerdict } from "../model/words.js";

/** What the command line and the reports say, in each language. */
interface Words {
	verdict: Record<StepVerdict, string>;
	claim: Record<ClaimVerdict, string>;
	rule: Record<PlaceRule, string>;
	host: string;
	container: string;
	statements: (count: number) => string;
	/** `4 adaptadas`. */
	counted: (verdict: StepVerdict, count: number) => string;
	holding: (count: number) => string;
	image: string;
	asDeclared: string;
	drift: string;
	since: string;
	notAsDeclared: string;
	skipped: string;
	preparations: string;
	leftovers: string;
	works: string;
	worksNot: string;
	incomplete: string;
	uncovered: (count: number) => string;
	coverage: (percent: number, wanted: number) => string;
	claims: string;
	canFail: string;
	cannotFail: string;
	/** What a counterexample is called as a test. */
	counterexample: string;
	notPrepared: string;
	unawaited: string;
	cached: string;
	kept: (how: string) => string;
	/** A report that could not be written after the run; the summary has been printed. */
	reportNotWritten: (file: string, error: string) => string;
	initWouldHelp: (document: string) => string;
	interrupted: string;
	line: string;
	declared: string;
}

const words: Record<Language, Words> = {
	es: {
		verdict: { "as-written": "tal cual", adapted: "adaptada", failed: "falla", skipped: "omitida" },
		claim: { holds: "se cumple", refuted: "refutada", inconclusive: "sin decidir", untestable: "no comprobable" },
		rule: {
			mark: "marca",
			shell: "shell abierta",
			prompt: "prompt",
			engine: "motor",
			cue: "prosa",
			default: "por defecto",
		},
		host: "host",
		container: "contenedor",
		statements: (count) => (count === 1 ? "1 sentencia" : `${count} sentencias`),
		counted: (verdict, count) => {
			const plural = { "as-written": "tal cual", adapted: "adaptadas", failed: "fallan", skipped: "omitidas" };
			return `${count} ${count === 1 ? words.es.verdict[verdict] : plural[verdict]}`;
		},
		holding: (count) => (count === 1 ? "1 se cumple" : `${count} se cumplen`),
		image: "imagen",
		asDeclared: "como se declara",
		drift: "Lo que ha cambiado",
		since: "desde",
		notAsDeclared: "No es como se declara",
		skipped: "Sin ejecutar",
		preparations: "preparaciones",
		leftovers: "Quedó en la máquina real",
		works: "El documento funciona",
		worksNot: "El documento ya no funciona como se declara",
		incomplete: "INCOMPLETA: hay algo que no se ejecutó",
		uncovered: (count) => `frases sin cubrir: ${count}`,
		coverage: (percent, wanted) => `Cubierto el ${percent.toFixed(1)} % de las frases; se pide el ${wanted} %`,
		claims: "Lo que el documento afirma",
		canFail: "afirmaciones que se han visto fallar con su contraejemplo",
		cannotFail: "con su contraejemplo no falla",
		counterexample: "puede fallar",
		notPrepared: "no se pudo preparar",
		unawaited: "el acompañante espera todas sus promesas",
		cached: "de la caché",
		kept: (how) => `La máquina sigue ahí. Para entrar: ${how}. Para quitarla: charla clean`,
		initWouldHelp: (document) =>
			`Hay marcadores sin valor. «charla init ${document}» escribe un archivo acompañante en el que dárselo.`,
		reportNotWritten: (file, error) =>
			`No se pudo escribir el informe ${file} (${error}). Vale el resultado de arriba.`,
		interrupted: "Interrumpido: la máquina se ha desechado",
		line: "línea",
		declared: "se declara",
	},
	en: {
		verdict: { "as-written": "as written", adapted: "adapted", failed: "failed", skipped: "skipped" },
		claim: { holds: "holds", refuted: "refuted", inconclusive: "inconclusive", untestable: "untestable" },
		rule: { mark: "mark", shell: "open shell", prompt: "prompt", engine: "engine", cue: "cue", default: "default" },
		host: "host",
		container: "container",
		statements: (count) => (count === 1 ? "1 statement" : `${count} statements`),
		counted: (verdict, count) => `${count} ${words.en.verdict[verdict]}`,
		holding: (count) => (count === 1 ? "1 holds" : `${count} hold`),
		image: "image",
		asDeclared: "as declared",
		drift: "Drift",
		since: "since",
		notAsDeclared: "Not as declared",
		skipped: "Not run",
		preparations: "preparations",
		leftovers: "Left on the real machine",
		works: "The document works",
		worksNot: "The document no longer works as declared",
		incomplete: "INCOMPLETE: something was not run",
		uncovered: (count) => `sentences not covered: ${count}`,
		coverage: (percent, wanted) => `${percent.toFixed(1)} % of the sentences are covered; ${wanted} % are asked for`,
		claims: "What the document claims",
		canFail: "claims that were seen to fail under their counterexample",
		cannotFail: "does not fail under its counterexample",
		counterexample: "can fail",
		notPrepared: "could not be prepared",
		unawaited: "the companion awaits all its promises",
		cached: "from the cache",
		kept: (how) => `The machine is kept. To enter it: ${how}. To remove it: charla clean`,
		initWouldHelp: (document) =>
			`Some placeholders have no value. “charla init ${document}” writes a companion in which to give them one.`,
		reportNotWritten: (file, error) => `The report ${file} could not be written (${error}). The result above stands.`,
		interrupted: "Interrupted: the machine has been thrown away",
		line: "line",
		declared: "declared",
	},
};

/** The words of a language. */
export function wordsIn(language: Language): Words {
	return words[language];
}
