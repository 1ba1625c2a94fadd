import type { FailedAttempt, Failure, FailureKind, Reason, ReasonCode } from "../model/reason.js";
import { textIn } from "../model/text.js";
import type { Language, MachineLimit } from "../model/words.js";
import { notRun } from "./reasons/not-run.js";
import { notSeen } from "./reasons/not-seen.js";
import type { ReasonTexts, Row } from "./reasons/row.js";

/** The text of every reason. One is read after a verdict or behind a colon: no capital letter, no full stop. */
const texts: ReasonTexts = {
	text: {
		en: ({ text }) => textIn(text, "en"),
		es: ({ text }) => textIn(text, "es"),
	},

	...notRun,

	failure: {
		en: (attempt) => failureText(attempt, "en"),
		es: (attempt) => failureText(attempt, "es"),
	},
	"did-not-fail": {
		en: () => "it was meant to fail, and did not",
		es: () => "debía fallar, y no falló",
	},
	"failed-otherwise": {
		en: ({ pattern, flags, ...attempt }) =>
			`it was meant to fail with output like /${pattern}/${flags}, and failed in another way: ${failureText(attempt, "en")}`,
		es: ({ pattern, flags, ...attempt }) =>
			`debía fallar con una salida como /${pattern}/${flags}, y falló de otro modo: ${failureText(attempt, "es")}`,
	},
	"other-output": {
		en: () => "the output is not the one that the document shows",
		es: () => "la salida no es la que muestra el documento",
	},
	healed: {
		en: () => "as written it works again",
		es: () => "tal como está escrita vuelve a funcionar",
	},
	"image-stand-in": {
		en: ({ image }) => `no image server gave ${image} to this machine: its own image stands in for it`,
		es: ({ image }) => `ningún servidor de imágenes dio ${image} a esta máquina: su propia imagen hace sus veces`,
	},

	"engine-start": {
		en: () => "sets the engine up as the document assumes it: with a network, storage and images",
		es: () => "deja el motor como el documento lo supone: con red, almacenamiento e imágenes",
	},
	"packages-installed": {
		en: () => "the companion asks for these packages",
		es: () => "el archivo compañero pide estos paquetes",
	},
	"files-brought": {
		en: ({ folder, files, bytes }) => `a copy of the folder ${folder}: ${files} files, ${sizeText(bytes)}`,
		es: ({ folder, files, bytes }) => `una copia de la carpeta ${folder}: ${files} archivos, ${sizeText(bytes)}`,
	},
	"no-open-shell": {
		en: () => "the document says that this is typed in the container, and no shell is open in it",
		es: () => "el documento dice que esto se teclea en el contenedor, y no hay ninguna shell abierta en él",
	},

	...notSeen,
};

/** A reason in words. */
export function reasonText<C extends ReasonCode>(reason: Reason<C>, language: Language): string {
	return texts[reason.code][language](reason);
}

const failures: { [K in FailureKind]: Row<Failure<K>> } = {
	"exit-code": {
		en: ({ exitCode }) => `exit code ${exitCode}`,
		es: ({ exitCode }) => `código de salida ${exitCode}`,
	},
	"empty-assignment": {
		en: ({ variable }) => `${variable} came out empty`,
		es: ({ variable }) => `${variable} quedó vacía`,
	},
	timeout: {
		en: ({ seconds }) => `did not end within ${seconds} s`,
		es: ({ seconds }) => `no terminó en ${seconds} s`,
	},
	"shell-ended": {
		en: () => "ended the shell that it was typed into",
		es: () => "terminó la shell en la que se tecleó",
	},
	"not-run": {
		en: () => "was not run: its shell did not evaluate it",
		es: () => "no se ejecutó: su shell no lo evaluó",
	},
	"no-answer": {
		en: () => "its shell no longer answers: it is stopped, or waits for more without saying that this has ended",
		es: () => "su shell ya no responde: está detenida, o espera más sin decir que esto terminó",
	},
	"machine-ended": {
		en: () => "ended the machine",
		es: () => "terminó la máquina",
	},
	"no-shell": {
		en: ({ reason }) => `no shell: ${reasonText(reason, "en")}`,
		es: ({ reason }) => `sin shell: ${reasonText(reason, "es")}`,
	},
};

/** How an attempt failed, in words: with the last line that it printed to standard error, where it came to its own end. */
export function failureText({ failure, last, limits = [] }: FailedAttempt, language: Language): string {
	const words = kindText(failure, language);
	const reached = limits.map((limit) => `; ${limitTexts[limit][language]}`).join("");
	// What a statement that was ended printed last is the shell's word that it was killed.
	const ended = ["exit-code", "not-run"].includes(failure.kind) && last !== null ? `${words}: ${last}` : words;
	return `${ended}${reached}`;
}

const limitTexts: Record<MachineLimit, Record<Language, string>> = {
	memory: { en: "the machine's memory was used up", es: "se agotó la memoria de la máquina" },
	processes: { en: "the machine could have no more processes", es: "la máquina no admitió más procesos" },
	disk: { en: "the machine's disk is full", es: "el disco de la máquina está lleno" },
};

function kindText<K extends FailureKind>(failure: Failure<K>, language: Language): string {
	return failures[failure.kind][language](failure);
}

function sizeText(bytes: number): string {
	return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
