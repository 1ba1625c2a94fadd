import type { Language } from "../model/words.js";

/** `Debian 12 (bookworm)`, from the text of /etc/os-release. */
export function prettyName(osRelease: string): string | null {
	const found = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(osRelease);
	return found?.[1]?.replace(" GNU/Linux", "") ?? null;
}

/** The version in the daemon's description of itself. */
export function serverVersion(answer: string): string | null {
	const found = /"server_version":\s*"([^"]*)"/.exec(answer);
	return found?.[1] ?? null;
}

/** How a machine's parts are spoken of; `on` is a date. */
interface FactWords {
	made: (system: string) => string;
	root: (system: string, on: string) => string;
	packages: (engine: string, on: string) => string;
	image: (system: string, on: string) => string;
}

export const factWords: Record<Language, FactWords> = {
	en: {
		made: (system) => `${system}, made by mmdebstrap`,
		root: (system, on) => `the host's root, ${system}, made on ${on}`,
		packages: (engine, on) => `the packages of ${engine}, downloaded on ${on}`,
		image: (system, on) => `the container image, ${system}, made on ${on}`,
	},
	es: {
		made: (system) => `${system}, hecha con mmdebstrap`,
		root: (system, on) => `la raíz del host, ${system}, hecha el ${on}`,
		packages: (engine, on) => `los paquetes de ${engine}, bajados el ${on}`,
		image: (system, on) => `la imagen del contenedor, ${system}, hecha el ${on}`,
	},
};
