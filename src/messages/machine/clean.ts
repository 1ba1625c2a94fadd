import type { CleanupCode, CleanupStep } from "../../model/cleanup.js";
import type { Language } from "../../model/words.js";
import { machineFaultText } from "../machine.js";

type Row<D> = Record<Language, (data: D) => string>;

const texts: { [C in CleanupCode]: Row<CleanupStep<C>> } = {
	"run-removed": {
		en: ({ folder }) => `removed the run ${folder}`,
		es: ({ folder }) => `ejecución quitada: ${folder}`,
	},
	"half-made-removed": {
		en: ({ path }) => `removed half-made ${path}`,
		es: ({ path }) => `quitado, a medio hacer: ${path}`,
	},
	"cached-removed": {
		en: ({ path }) => `removed from the cache: ${path}`,
		es: ({ path }) => `quitado de la caché: ${path}`,
	},
	"project-removed": {
		en: ({ project }) => `removed the project ${project}`,
		es: ({ project }) => `proyecto quitado: ${project}`,
	},
	"cache-in-use": {
		en: ({ runs }) => `the cache stays: in use by ${runs.join(", ")}`,
		es: ({ runs }) => `la caché se queda: la usa ${runs.join(", ")}`,
	},
	"project-not-ours": {
		en: ({ project, host }) =>
			`left the project ${project} alone: it was made ${host === null ? "by another version" : `on ${host}`}`,
		es: ({ project, host }) =>
			`el proyecto ${project} se queda: se creó ${host === null ? "con otra versión" : `en ${host}`}`,
	},
	"project-not-removed": {
		en: ({ project, fault }) => `project ${project} could not be removed: ${machineFaultText(fault, "en")}`,
		es: ({ project, fault }) => `no se pudo quitar el proyecto ${project}: ${machineFaultText(fault, "es")}`,
	},
	"run-not-removed": {
		en: ({ folder }) => `the run ${folder} stays until the rest can be removed`,
		es: ({ folder }) => `la ejecución ${folder} se queda hasta que se pueda quitar lo demás`,
	},
	left: { en: ({ line }) => line, es: ({ line }) => line },
};

/** What `clean` did with a thing, in words. */
export function cleanupText<C extends CleanupCode>(step: CleanupStep<C>, language: Language): string {
	return texts[step.code][language](step);
}
