import type { FailedAttempt, Failure, FailureKind, Reason, ReasonCode } from "../model/reason.js";
import { textIn } from "../model/text.js";
import type { Language, MachineLimit } from "../model/words.js";

/** What a reason says, in each language. */
type Row<D> = Record<Language, (data: D) => string>;

/** The text of every reason. One is read after a verdict or behind a colon: no capital letter, no full stop. */
const texts: { [C in ReasonCode]: Row<Reason<C>> } = {
	text: {
		en: ({ text }) => textIn(text, "en"),
		es: ({ text }) => textIn(text, "es"),
	},

	"not-asked": {
		en: () => "not asked for with --only",
		es: () => "no pedida con --only",
	},
	"not-reached": {
		en: () => "not reached",
		es: () => "no se llegó a ella",
	},
	unprompted: {
		en: () => "it stands above the first prompt of the session: nothing says whether it is typed",
		es: () => "está por encima del primer prompt de la sesión: nada indica si se teclea",
	},
	unparsed: {
		en: ({ found }) => `its block does not parse as shell: ${found}`,
		es: ({ found }) => `su bloque no se puede leer como shell: ${found}`,
	},
	elsewhere: {
		en: ({ machine }) => `it is typed on another machine${machine === "" ? "" : `: ${machine}`}`,
		es: ({ machine }) => `se teclea en otra máquina${machine === "" ? "" : `: ${machine}`}`,
	},
	"goes-elsewhere": {
		en: ({ machine }) => `it opens a shell on another machine${machine === "" ? "" : `: ${machine}`}`,
		es: ({ machine }) => `abre una shell en otra máquina${machine === "" ? "" : `: ${machine}`}`,
	},
	"another-way": {
		en: ({ taken }) => `it is another way to do the same: “${taken}” is typed`,
		es: ({ taken }) => `es otra manera de hacer lo mismo: se teclea «${taken}»`,
	},
	"other-client": {
		en: () => "it is typed into a shell of another engine, which this machine does not have",
		es: () => "se teclea en una shell de otro motor, que esta máquina no tiene",
	},
	"shown-loosely": {
		en: ({ how }) =>
			({
				similar: "the document says only that it will be similar",
				elided: "the document leaves a part of it out",
				placeholders: "it has placeholders in it",
			})[how],
		es: ({ how }) =>
			({
				similar: "el documento dice solo que será parecida",
				elided: "el documento omite una parte",
				placeholders: "tiene marcadores",
			})[how],
	},
	"no-value": {
		en: ({ placeholder }) => `the placeholder ${placeholder} has no value`,
		es: ({ placeholder }) => `el marcador ${placeholder} no tiene valor`,
	},
	"unset-variable": {
		en: ({ variable }) => `nothing sets ${variable}`,
		es: ({ variable }) => `nada da valor a ${variable}`,
	},
	"unset-container": {
		en: () => "nothing sets the variable that names its container",
		es: () => "nada da valor a la variable que nombra su contenedor",
	},
	"machine-ended": {
		en: ({ stderr }) => `the machine has ended: no shell can be opened on it any more${stderr && `: ${stderr.trim()}`}`,
		es: ({ stderr }) => `la máquina terminó: ya no se puede abrir una shell en ella${stderr && `: ${stderr.trim()}`}`,
	},
	"shell-not-started": {
		en: () => "the shell that it would be typed into was not started",
		es: () => "no se inició la shell en la que se teclearía",
	},
	"other-user": {
		en: () => "it starts another shell on the host, and commands typed there would act outside this run's project",
		es: () =>
			"inicia otra shell en el host, y los comandos tecleados ahí actuarían fuera del proyecto de esta ejecución",
	},

	"changes-host": {
		en: ({ what }) => `it would change the host itself (${what}); --allow-host-changes permits it`,
		es: ({ what }) => `cambiaría el propio host (${what}); se permite con --allow-host-changes`,
	},
	"changes-shared": {
		en: ({ what }) =>
			`it would change what all projects of the engine share (${what}); --allow-host-changes permits it`,
		es: ({ what }) =>
			`cambiaría lo que comparten todos los proyectos del motor (${what}); se permite con --allow-host-changes`,
	},
	"opens-host": {
		en: ({ what }) =>
			`it would open the host's own files or devices to a container (${what}); --allow-host-changes permits it`,
		es: ({ what }) =>
			`abriría a un contenedor archivos o dispositivos del propio host (${what}); se permite con --allow-host-changes`,
	},
	"leaves-project": {
		en: ({ what }) => `it would act outside this run's project (${what})`,
		es: ({ what }) => `actuaría fuera del proyecto de esta ejecución (${what})`,
	},
	"needs-root": {
		en: ({ what }) => `${what} needs root: run charla as root or with --sudo`,
		es: ({ what }) => `${what} requiere root: ejecute charla como root o con --sudo`,
	},
	"namespaces-need-root": {
		en: () => "entering the namespaces of a container needs root: run charla as root or with --sudo",
		es: () => "entrar en los espacios de nombres de un contenedor requiere root: ejecute charla como root o con --sudo",
	},

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
	"no-open-shell": {
		en: () => "the document says that this is typed in the container, and no shell is open in it",
		es: () => "el documento dice que esto se teclea en el contenedor, y no hay ninguna shell abierta en él",
	},

	"no-container-named": {
		en: () => "the document names no container to type this into",
		es: () => "el documento no nombra ningún contenedor en el que teclear esto",
	},
	"shell-ended": {
		en: ({ exitCode }) => `the command ended with exit code ${exitCode ?? "?"} before a shell answered`,
		es: ({ exitCode }) =>
			`el comando terminó con código de salida ${exitCode ?? "?"} antes de que respondiera una shell`,
	},
	"shell-silent": {
		en: ({ seconds, stderr }) => [stderr.trim(), `no shell answered within ${seconds} s`].filter(Boolean).join("\n"),
		es: ({ seconds, stderr }) => [stderr.trim(), `ninguna shell respondió en ${seconds} s`].filter(Boolean).join("\n"),
	},

	"not-running": {
		en: ({ container }) => `${container} is not running`,
		es: ({ container }) => `${container} no está en marcha`,
	},
	"not-entered": {
		en: ({ container, without }) =>
			`no process could enter ${container}${without.length > 0 ? ` without its namespaces: ${without.join(", ")}` : ""}`,
		es: ({ container, without }) =>
			`ningún proceso pudo entrar en ${container}${without.length > 0 ? ` sin sus espacios de nombres: ${without.join(", ")}` : ""}`,
	},
	"no-witness": {
		en: ({ stderr }) => `no second container could be made: ${stderr.trim()}`,
		es: ({ stderr }) => `no se pudo crear un segundo contenedor: ${stderr.trim()}`,
	},
	"state-not-reached": {
		en: ({ instance, state, seconds }) =>
			`${instance} ${state === "booted" ? "did not boot" : "had no address"} within ${seconds} s`,
		es: ({ instance, state, seconds }) =>
			`${instance} ${state === "booted" ? "no arrancó" : "no tuvo dirección"} en ${seconds} s`,
	},
	"no-such-name": {
		en: ({ placeholder }) => `[${placeholder}] has no value here`,
		es: ({ placeholder }) => `[${placeholder}] no tiene valor aquí`,
	},
	"no-such-step": {
		en: ({ statement }) => `no step that was run reads ${statement}`,
		es: ({ statement }) => `ningún paso ejecutado dice ${statement}`,
	},
	"took-too-long": {
		en: ({ what, seconds }) => `${what === "undo" ? "undoing the change" : what} did not end within ${seconds} s`,
		es: ({ what, seconds }) => `${what === "undo" ? "deshacer el cambio" : what} no terminó en ${seconds} s`,
	},
	"not-undone": {
		en: () => "its change was not undone: what came after it ran on a changed machine",
		es: () => "su cambio no se deshizo: lo que vino después se ejecutó en una máquina cambiada",
	},
	"not-plain-data": {
		en: ({ detail }) => `observe returned what is not plain data: ${detail}`,
		es: ({ detail }) => `observe devolvió algo que no son datos simples: ${detail}`,
	},
	"bad-judgement": {
		en: ({ returned }) => `judge returned ${returned ?? "a promise"}; expected ${judgementShape}`,
		es: ({ returned }) => `judge devolvió ${returned ?? "una promesa"}; se esperaba ${judgementShape}`,
	},
};

const judgementShape = '{ verdict: "holds" | "refuted" | "inconclusive" | "untestable", evidence: [{ what, value }] }';

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
