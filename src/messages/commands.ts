import type { Language } from "../model/words.js";

/** What single commands of the command line say. */
interface CommandWords {
	warning: string;
	error: string;
	/** Before what `doctor` expected. */
	expected: string;
	notWritten: (path: string, why: string) => string;
	/** What is said of an error that charla did not foresee. */
	defect: (message: string) => string;
	unawaited: {
		/** @param place where in the companion it came from; null where that is not known */
		error: (message: string, place: string | null) => string;
		/** The companion's module waits for a promise that nothing settles, or ends the program. */
		neverLoaded: string;
	};
	annotate: {
		/** What stands in an annotated copy's file name after the document's: `README.annotated.md`. */
		copyName: string;
		wrote: (path: string) => string;
		same: (path: string) => string;
		stale: (path: string) => string;
		mend: string;
		upToDate: string;
		more: (lines: number) => string;
		/** Why a document that is an annotated copy is not run as a test. */
		isCopy: string;
	};
	update: {
		rewritten: string;
		refused: string;
		nothing: string;
	};
}

const words: Record<Language, CommandWords> = {
	es: {
		warning: "aviso",
		error: "error",
		expected: "se esperaba",
		notWritten: (path, why) => `No se pudo escribir ${path}: ${why}.`,
		defect: (message) => `charla falló: ${message}. CHARLA_DEBUG=1 muestra dónde.`,
		unawaited: {
			error: (message, place) =>
				`Un error que nadie esperaba con await${place === null ? "" : ` (${place})`}: ${message}. Se esperaba un await para cada promesa del acompañante.`,
			neverLoaded:
				"El acompañante espera algo que nunca llega, o terminó el programa: no se cargó hasta el final. Se esperaba un módulo que termine de cargarse.",
		},
		annotate: {
			copyName: "anotado",
			wrote: (path) => `Escrito: ${path}`,
			same: (path) => `Sin cambios: ${path}`,
			stale: (path) => `${path} ya no es lo que resulta de esta ejecución.`,
			mend: "Para ponerlo al día, ejecute el mismo comando sin --check.",
			upToDate: "Los documentos anotados están al día.",
			more: (lines) => `… y ${lines} líneas más`,
			isCopy: "una copia anotada: no se ejecuta nada de ella",
		},
		update: {
			rewritten: "salida reescrita",
			refused: "salida sin reescribir: en el documento se leería como otra cosa (un prompt, una valla, «...»)",
			nothing: "No había ninguna salida que reescribir.",
		},
	},
	en: {
		warning: "warning",
		error: "error",
		expected: "expected",
		notWritten: (path, why) => `${path} could not be written: ${why}.`,
		defect: (message) => `charla failed: ${message}. CHARLA_DEBUG=1 shows where.`,
		unawaited: {
			error: (message, place) =>
				`An error for which nobody waited${place === null ? "" : ` (${place})`}: ${message}. Expected every promise of a companion to be awaited.`,
			neverLoaded:
				"The companion waits for something that never comes, or ended the program: it was not loaded to its end. Expected a module that finishes loading.",
		},
		annotate: {
			copyName: "annotated",
			wrote: (path) => `Written: ${path}`,
			same: (path) => `Unchanged: ${path}`,
			stale: (path) => `${path} is no longer what this run makes.`,
			mend: "To bring it up to date, run the same command without --check.",
			upToDate: "The annotated documents are up to date.",
			more: (lines) => `… and ${lines} lines more`,
			isCopy: "an annotated copy: nothing in it is run",
		},
		update: {
			rewritten: "output rewritten",
			refused: "output not rewritten: in the document it would be read as something else (a prompt, a fence, “...”)",
			nothing: "There was no output to rewrite.",
		},
	},
};

/** The words of the commands in a language. */
export function commandWords(language: Language): CommandWords {
	return words[language];
}
