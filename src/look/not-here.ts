import type { Language } from "../model/words.js";
import type { Ground } from "./ground.js";

/** This machine does not let something be done that a claim would need: it is somebody's, or root is not to be had. */
export class NotHere extends Error {
	constructor(readonly why: Record<Language, string>) {
		super(why.en);
		this.name = "NotHere";
	}
}

/**
 * The words before a command of charla's own that needs root.
 * @throws {NotHere} where root is not to be had
 */
export function rootWords({ asRoot }: Ground["machine"]): readonly string[] {
	if (asRoot === undefined) return [];
	if (asRoot !== null) return asRoot;
	throw new NotHere({
		es: "entrar en los namespaces de un contenedor pide ser root; como root o con --sudo se comprueba",
		en: "entering a container's namespaces needs root; as root or with --sudo it is checked",
	});
}
