import type { Language } from "../../../model.js";

const replacement: Record<Language, string> = {
	es: "⟨ruta de esta máquina⟩",
	en: "⟨a path of this machine⟩",
};

/** Where an overlay's layers lie, and every path below a cache folder: places on the machine that ran, nobody else's. */
const machinePaths = [
	/(?<=\b(?:lowerdir|upperdir|workdir)=)[^,\s⟨⟩]+/g,
	/(?<![\w.])(?:\/[\w.@+-]+)*\/\.cache\/[^\s,:'"`)⟨⟩]+/g,
	/(?<![\w.])(?:\/[\w.@+-]+)*\/overlay-containers\/[^\s,:'"`)⟨⟩]+/g,
];

/** Text without the paths of the machine that the run used. */
export function redact(text: string, language: Language): string {
	return machinePaths.reduce((clean, pattern) => clean.replace(pattern, replacement[language]), text);
}
