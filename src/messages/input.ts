import type { z } from "zod";
import { en, es } from "zod/locales";
import type { InputError, InputFault, InputFaultCode } from "../model/input-fault.js";
import type { Language } from "../model/words.js";
import { machineFaultText } from "./machine.js";

type Row<D> = Record<Language, (data: D) => string>;

/** What was found, what was expected and what to do, for everything that cannot be used. */
const texts: { [C in InputFaultCode]: Row<InputFault<C>> } = {
	"no-such-document": {
		en: ({ path }) => `${path}: there is no such file. Expected a Markdown document.`,
		es: ({ path }) => `${path}: ese archivo no existe. Se esperaba un documento Markdown.`,
	},
	"unreadable-document": {
		en: ({ path, said }) => `${path}: cannot be read: ${said}. Expected a Markdown document.`,
		es: ({ path, said }) => `${path}: no se puede leer: ${said}. Se esperaba un documento Markdown.`,
	},
	"annotated-copy": {
		en: ({ path }) => `${path}: this is an annotated copy. Expected the document that it was made from.`,
		es: ({ path }) => `${path}: esto es una copia anotada. Se esperaba el documento del que se hizo.`,
	},
	"not-utf8": {
		en: ({ path, line, byte }) =>
			`${path}:${line}: the byte 0x${byte.toString(16)} is not UTF-8. Expected a Markdown document in UTF-8. Convert it: iconv -f latin1 -t utf-8`,
		es: ({ path, line, byte }) =>
			`${path}:${line}: el byte 0x${byte.toString(16)} no es UTF-8. Se esperaba un documento Markdown en UTF-8. Conviértalo: iconv -f latin1 -t utf-8`,
	},
	"nothing-under": {
		en: ({ path, heading, headings }) =>
			`${path}: no statement stands under “${heading}”. Expected one of: ${headings.join(", ")}.`,
		es: ({ path, heading, headings }) =>
			`${path}: no hay ninguna sentencia bajo «${heading}». Se esperaba uno de estos encabezados: ${headings.join(", ")}.`,
	},
	"unknown-tab": {
		en: ({ path, tab, titles }) =>
			`${path}: no tab has the title “${tab}”. Expected ${titles.length > 0 ? `one of: ${titles.join(", ")}` : "no --tab: the document has no tabs with something to type"}.`,
		es: ({ path, tab, titles }) =>
			`${path}: ninguna pestaña tiene el título «${tab}». Se esperaba ${titles.length > 0 ? `uno de estos títulos: ${titles.join(", ")}` : "que no se indicara --tab: el documento no tiene pestañas con algo que teclear"}.`,
	},
	"files-not-usable": {
		en: ({ asks, fault }) => `${asks}: ${machineFaultText(fault, "en")}.`,
		es: ({ asks, fault }) => `${asks}: ${machineFaultText(fault, "es")}.`,
	},
	"no-shell-block": {
		en: ({ path }) => `${path}: no shell block was found. Expected at least one.`,
		es: ({ path }) => `${path}: no se encontró ningún bloque de shell. Se esperaba al menos uno.`,
	},
	"nothing-typed": {
		en: ({ path }) =>
			`${path}: no statement that is typed was found. Expected at least one. \`charla plan\` says what its blocks are taken for.`,
		es: ({ path }) =>
			`${path}: no se encontró ninguna sentencia que se teclee. Se esperaba al menos una. \`charla plan\` dice por qué se toma cada bloque.`,
	},
	"changed-while-run": {
		en: ({ path }) => `${path}: changed while it ran, and is left as it is. Run the command again.`,
		es: ({ path }) => `${path}: cambió mientras se ejecutaba, y se deja como está. Ejecute otra vez el comando.`,
	},

	"old-companion-name": {
		en: ({ path, expected }) =>
			`${path} has an old name. Expected ${expected}. Rename the file, and in it defineTalk to defineCompanion; what it says of statements goes into \`statements\` (docs/guide/companion.md).`,
		es: ({ path, expected }) =>
			`${path} tiene un nombre antiguo. Se esperaba ${expected}. Cambie el nombre del archivo y, dentro, defineTalk por defineCompanion; lo que dice de las sentencias va en \`statements\` (docs/guide/companion.md).`,
	},
	"companion-no-file": {
		en: ({ path }) => `${path} is no file. Expected a companion in TypeScript.`,
		es: ({ path }) => `${path} no es un archivo. Se esperaba un acompañante en TypeScript.`,
	},
	"companion-without-export": {
		en: ({ path }) => `${path} exports no companion. Expected export default defineCompanion({ … }).`,
		es: ({ path }) => `${path} no exporta ningún acompañante. Se esperaba export default defineCompanion({ … }).`,
	},
	"companion-not-loaded": {
		en: ({ place, said }) => `${place} does not load: ${said}`,
		es: ({ place, said }) => `${place} no se puede cargar: ${said}`,
	},
	"unknown-key": {
		en: ({ place, at, key, nearest, known }) =>
			`${place}: ${below(at)}Unknown key “${key}”${nearest === null ? "." : `; did you mean “${nearest}”?`} ${at === "" && movedKeys.has(key) ? "What is said of a statement stands in `statements`: [{ statement, … }]." : `Expected one of: ${known.join(", ")}.`}`,
		es: ({ place, at, key, nearest, known }) =>
			`${place}: ${below(at)}Clave desconocida: «${key}»${nearest === null ? "." : `; ¿quiso decir «${nearest}»?`} ${at === "" && movedKeys.has(key) ? "Lo que se dice de una sentencia va en `statements`: [{ statement, … }]." : `Se esperaba una de estas: ${known.join(", ")}.`}`,
	},
	"missing-reason": {
		en: ({ place, at, of }) => `${place}: ${below(at)}\`${of}\` needs \`${keyOf(at)}\`. Add it to this entry.`,
		es: ({ place, at, of }) => `${place}: ${below(at)}\`${of}\` necesita \`${keyOf(at)}\`. Añádalo a esta entrada.`,
	},
	"not-a-function": {
		en: ({ place, at }) => `${place}: ${below(at)}expected a function. Correct it.`,
		es: ({ place, at }) => `${place}: ${below(at)}se esperaba una función. Corríjalo.`,
	},
	"wrong-shape": {
		en: ({ place, at, issue }) => `${place}: ${below(at)}${expectedBy(issue, "en")}. Correct it.`,
		es: ({ place, at, issue }) => `${place}: ${below(at)}${expectedBy(issue, "es")}. Corríjalo.`,
	},
	"companion-exists": {
		en: ({ path }) => `${path} exists, and is not overwritten. Expected a document without a companion.`,
		es: ({ path }) => `${path} ya existe, y no se sobrescribe. Se esperaba un documento sin acompañante.`,
	},
	"companion-not-written": {
		en: ({ path, said }) => `${path} cannot be written: ${said}.`,
		es: ({ path, said }) => `${path} no se puede escribir: ${said}.`,
	},

	"no-report": {
		en: ({ path }) => `${path}: cannot be read. ${expectedReport.en}`,
		es: ({ path }) => `${path}: no se puede leer. ${expectedReport.es}`,
	},
	"report-not-json": {
		en: ({ path, said }) => `${path}: not valid JSON (${said}). ${expectedReport.en}`,
		es: ({ path, said }) => `${path}: no es JSON válido (${said}). ${expectedReport.es}`,
	},
	"not-a-report": {
		en: ({ path, at, said }) => `${path}: not a report of charla (${at}: ${said}). ${expectedReport.en}`,
		es: ({ path, at, said }) => `${path}: no es un informe de charla (${at}: ${said}). ${expectedReport.es}`,
	},
	"other-version": {
		en: ({ path, sha256 }) =>
			`${path}: the report is of another version of this document. Expected sha256 ${sha256}. Run the document again, or use the report of this version.`,
		es: ({ path, sha256 }) =>
			`${path}: el informe es de otra versión de este documento. Se esperaba sha256 ${sha256}. Ejecute otra vez el documento, o use el informe de esta versión.`,
	},
	"report-without-name": {
		en: () => "A report has no file name. Expected a file for the report.",
		es: () => "Un informe no tiene nombre de archivo. Se esperaba un archivo para el informe.",
	},
	"report-path-taken": {
		en: ({ path }) =>
			`${path} cannot be written: the document, its companion or another report has this path. Expected a file for the report.`,
		es: ({ path }) =>
			`${path} no se puede escribir: el documento, su acompañante u otro informe tiene esta ruta. Se esperaba un archivo para el informe.`,
	},
	"report-is-folder": {
		en: ({ path }) => `${path} cannot be written: it is a directory. Expected a file for the report.`,
		es: ({ path }) => `${path} no se puede escribir: es un directorio. Se esperaba un archivo para el informe.`,
	},
	"report-without-folder": {
		en: ({ path, folder }) =>
			`${path} cannot be written: there is no folder ${folder}. Expected a file for the report.`,
		es: ({ path, folder }) =>
			`${path} no se puede escribir: no existe la carpeta ${folder}. Se esperaba un archivo para el informe.`,
	},
	"report-not-writable": {
		en: ({ path, said }) => `${path} cannot be written: ${said}. Expected a file for the report.`,
		es: ({ path, said }) => `${path} no se puede escribir: ${said}. Se esperaba un archivo para el informe.`,
	},

	"copy-is-document": {
		en: ({ path }) => `${path}: this is the document itself. ${otherPlace.en}`,
		es: ({ path }) => `${path}: este es el propio documento. ${otherPlace.es}`,
	},
	"copy-no-file": {
		en: ({ path }) => `${path}: this is no file. ${otherPlace.en}`,
		es: ({ path }) => `${path}: esto no es un archivo. ${otherPlace.es}`,
	},
	"copy-of-nothing": {
		en: ({ path }) => `${path}: this is not an annotated copy, and is not overwritten. ${otherPlace.en}`,
		es: ({ path }) => `${path}: esto no es una copia anotada, y no se sobrescribe. ${otherPlace.es}`,
	},
	"copy-of-another": {
		en: ({ path, of, document }) =>
			`${path}: this is the annotated copy of ${of}, not of ${document}, and is not overwritten. ${otherPlace.en}`,
		es: ({ path, of, document }) =>
			`${path}: esta es la copia anotada de ${of}, no de ${document}, y no se sobrescribe. ${otherPlace.es}`,
	},
	"copy-without-folder": {
		en: ({ path, folder }) => `${path}: ${folder} is no folder. ${otherPlace.en}`,
		es: ({ path, folder }) => `${path}: ${folder} no es una carpeta. ${otherPlace.es}`,
	},
	"copy-not-writable": {
		en: ({ path, said }) => `${path}: cannot be written: ${said}. ${otherPlace.en}`,
		es: ({ path, said }) => `${path}: no se puede escribir: ${said}. ${otherPlace.es}`,
	},

	"unknown-machine": {
		en: ({ name, known }) => `Unknown machine ${name}. Expected one of: ${known.join(", ")}.`,
		es: ({ name, known }) => `Máquina desconocida: ${name}. Se esperaba una de estas: ${known.join(", ")}.`,
	},
};

/** Keys that a companion had for statements at its top level once, and those of an entry. */
const movedKeys = new Set(
	"adaptations preparations answers expectations timeouts skip skips fails expect adapt prepare answer timeout".split(
		" ",
	),
);

const expectedReport: Record<Language, string> = {
	en: "Expected a file that “charla verify --json” wrote.",
	es: "Se esperaba un archivo escrito por «charla verify --json».",
};

const otherPlace: Record<Language, string> = {
	en: "Give another place with --out.",
	es: "Indique otro lugar con --out.",
};

/** How the schema's library says in each language what is wrong. */
const schemaWords = { en: en().localeError, es: es().localeError } satisfies Record<Language, unknown>;

/** What an issue of the schema expected, without “Invalid input: ” before it. */
function expectedBy(issue: z.core.$ZodRawIssue, language: Language): string {
	const said = schemaWords[language](issue);
	const text = (typeof said === "string" ? said : said?.message) ?? issue.code;
	return text.replace(
		/^(?:Invalid (?:input|option)|Too (?:small|big)|(?:Entrada|Opción) inválida|Demasiado (?:pequeño|grande)): /,
		"",
	);
}

/** The last key of the way to something. */
const keyOf = (at: string): string => at.replace(/^.*[.]/, "");

/** The way to what is wrong, before it. */
function below(at: string): string {
	return at === "" ? "" : `${at}: `;
}

function textOf<C extends InputFaultCode>(fault: InputFault<C>, language: Language): string {
	return texts[fault.code][language](fault);
}

/** Why what was given cannot be used, a line for each fault. */
export function inputText({ faults }: InputError, language: Language): string {
	return [...new Set(faults.map((fault) => textOf(fault, language)))].join("\n");
}
