import type { ReasonTexts } from "./row.js";

/** Why a statement is not run, or its output not compared. */
export const notRun = {
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
} satisfies Partial<ReasonTexts>;
