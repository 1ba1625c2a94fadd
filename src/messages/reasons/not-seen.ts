import type { ReasonTexts } from "./row.js";

/** Why a shell, a state or an observation could not be had. */
export const notSeen = {
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
} satisfies Partial<ReasonTexts>;

const judgementShape = '{ verdict: "holds" | "refuted" | "inconclusive" | "untestable", evidence: [{ what, value }] }';
