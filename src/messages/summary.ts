import type { ClaimVerdict, Language, PlaceRule, StepVerdict, UntypedKind, UntypedReason } from "../model/words.js";

/** What the command line and the reports say, in each language. */
interface Words {
	verdict: Record<StepVerdict, string>;
	claim: Record<ClaimVerdict, string>;
	rule: Record<PlaceRule, string>;
	host: string;
	container: string;
	elsewhere: string;
	statements: (count: number) => string;
	/** What a block is that nobody types. */
	untyped: Record<UntypedKind, string>;
	/** How that is known. */
	because: Record<UntypedReason, string>;
	notTyped: string;
	/** How an author says otherwise. */
	sayOtherwise: string;
	saysItFails: (sentence: string, line: number) => string;
	expectsOutput: (first: number, last: number) => string;
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
	/** Questions that were answered as the reader would: the title, and one with its answer. */
	answers: string;
	answered: (question: string, typed: string) => string;
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
		elsewhere: "otra máquina",
		statements: (count) => (count === 1 ? "1 sentencia" : `${count} sentencias`),
		untyped: {
			output: "salida",
			configuration: "configuración",
			file: "contenido de un archivo",
			code: "otro lenguaje",
			data: "datos",
			markup: "marcado",
			repl: "se teclea en otro programa",
			url: "una dirección",
			path: "una ruta",
			drawing: "un dibujo",
			prose: "texto",
			syntax: "no se puede leer como shell",
			unclear: "no está claro que sea un comando",
		},
		because: {
			language: "lo dice la valla",
			sentence: "lo dice la frase anterior",
			statement: "lo dice el comando anterior",
			lines: "lo dicen sus líneas",
			prompt: "lo dice su prompt",
			mark: "lo dice una marca",
		},
		notTyped: "no se teclea",
		sayOtherwise: "Si algo de esto se teclea, ponga delante <!-- charla: typed -->, o nombre el lenguaje del bloque.",
		saysItFails: (sentence, line) =>
			`el texto dice que falla («${sentence}», línea ${line}): declárelo con <!-- charla: fails --> o en el acompañante`,
		expectsOutput: (first, last) => (first === last ? `salida: línea ${first}` : `salida: líneas ${first}-${last}`),
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
		answers: "Lo que se respondió como respondería quien lee",
		answered: (question, typed) => `preguntó «${question}», se respondió ${typed === "" ? "Intro" : `«${typed}»`}`,
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
		elsewhere: "another machine",
		statements: (count) => (count === 1 ? "1 statement" : `${count} statements`),
		untyped: {
			output: "output",
			configuration: "configuration",
			file: "a file's content",
			code: "another language",
			data: "data",
			markup: "markup",
			repl: "typed into another program",
			url: "an address",
			path: "a path",
			drawing: "a drawing",
			prose: "prose",
			syntax: "it does not parse as shell",
			unclear: "whether it is a command is not clear",
		},
		because: {
			language: "its fence says so",
			sentence: "the sentence before it says so",
			statement: "the command before it says so",
			lines: "its lines say so",
			prompt: "its prompt says so",
			mark: "a mark says so",
		},
		notTyped: "not typed",
		sayOtherwise: "If any of this is typed, put <!-- charla: typed --> before it, or name the block's language.",
		saysItFails: (sentence, line) =>
			`the text says that it fails (“${sentence}”, line ${line}): declare it with <!-- charla: fails --> or in the companion`,
		expectsOutput: (first, last) => (first === last ? `output: line ${first}` : `output: lines ${first}-${last}`),
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
		answers: "Answered as its reader would",
		answered: (question, typed) => `asked «${question}», answered ${typed === "" ? "Enter" : `«${typed}»`}`,
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
