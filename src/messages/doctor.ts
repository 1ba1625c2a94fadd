import type { Check, CheckFinding, CheckFindingCode, CheckName } from "../model/check.js";
import type { Language } from "../model/words.js";
import { machineFaultText } from "./machine.js";

/** A check in words, as `charla doctor` prints it and its `--json` has it. */
export interface CheckText {
	name: string;
	ok: boolean;
	found: string;
	expected: string;
	mend: string | null;
}

type Row<D> = Record<Language, (data: D) => string>;

/** What a check is called, and what it expects. */
const checks: { [N in CheckName]: Record<Language, (of: string) => [name: string, expected: string]> } = {
	system: { en: () => ["system", "linux"], es: () => ["sistema", "linux"] },
	user: {
		en: () => ["user", "root: a machine has its own devices, mounts and network"],
		es: () => ["usuario", "root: una máquina tiene dispositivos, montajes y red propios"],
	},
	package: { en: (of) => [of, "Debian's package"], es: (of) => [of, "el paquete de Debian"] },
	"control-groups": {
		en: () => ["control groups", "version 1 or 2"],
		es: () => ["cgroups", "versión 1 o 2"],
	},
	overlay: {
		en: () => ["overlay", "in the kernel: what a machine writes lies over its root"],
		es: () => ["overlay", "en el kernel: lo que una máquina escribe queda encima de su raíz"],
	},
	btrfs: {
		en: () => ["btrfs", "in the kernel, for fast copies; otherwise the pool is a folder"],
		es: () => ["btrfs", "en el kernel, para que las copias sean rápidas; si no, el pool es una carpeta"],
	},
	space: { en: (of) => ["disk space", of], es: (of) => ["espacio en disco", of] },
	archive: {
		en: () => ["Debian's archive", "an answer, if something has to be made or installed"],
		es: () => ["archivo de Debian", "que responda, si hay algo que crear o instalar"],
	},
	cache: {
		en: () => ["cache", "a root and an image, for a fast first run"],
		es: () => ["caché", "una raíz y una imagen, para que la primera ejecución sea rápida"],
	},
	engine: {
		en: () => ["engine here", "none needed: a disposable machine has its own"],
		es: () => ["motor aquí", "no hace falta: una máquina desechable tiene el suyo"],
	},
	client: { en: () => ["lxc", "on the PATH"], es: () => ["lxc", "en el PATH"] },
	server: {
		en: () => ["LXD", "an LXD with projects that this user may use"],
		es: () => ["LXD", "un LXD con proyectos que este usuario pueda usar"],
	},
	bridge: { en: () => ["bridge", "a bridge"], es: () => ["bridge", "un bridge"] },
	pool: { en: () => ["pool", "a pool"], es: () => ["pool", "un pool"] },
	image: {
		en: () => ["container image", "one in the cache, one that can be made, or one that this LXD has"],
		es: () => ["imagen del contenedor", "una en la caché, una que se pueda crear, o una que este LXD tenga"],
	},
	root: {
		en: () => ["root", "root or sudo -n, so that nothing that needs it is skipped"],
		es: () => ["root", "root o sudo -n, para que no se omita nada que lo requiera"],
	},
};

/** What a check found. */
const findings: { [C in CheckFindingCode]: Row<CheckFinding<C>> } = {
	text: { en: ({ text }) => text, es: ({ text }) => text },
	none: { en: () => "none", es: () => "no hay" },
	missing: { en: () => "missing", es: () => "falta" },
	"not-a-package": { en: () => "there, not as a package", es: () => "está, no como paquete" },
	user: { en: ({ uid }) => `user ${uid}`, es: ({ uid }) => `usuario ${uid}` },
	"control-groups": {
		en: ({ version }) => (version === "hybrid" ? "version 1, hybrid" : `version ${version}`),
		es: ({ version }) => (version === "hybrid" ? "versión 1, híbrida" : `versión ${version}`),
	},
	"in-kernel": {
		en: ({ there }) => (there ? "in the kernel" : "not in the kernel"),
		es: ({ there }) => (there ? "en el kernel" : "no está en el kernel"),
	},
	free: {
		en: ({ gigabytes, folder }) => `${gigabytes} free for ${folder}`,
		es: ({ gigabytes, folder }) => `${gigabytes} libres para ${folder}`,
	},
	"through-proxy": {
		en: ({ proxy }) => `through ${proxy}, not asked`,
		es: ({ proxy }) => `a través de ${proxy}, sin preguntar`,
	},
	answers: {
		en: ({ status }) => ["answers", status].filter((part) => part !== null).join(" "),
		es: ({ status }) => ["responde", status].filter((part) => part !== null).join(" "),
	},
	"no-answer": {
		en: ({ seconds }) => `no answer within ${seconds} s`,
		es: ({ seconds }) => `sin respuesta en ${seconds} s`,
	},
	"nothing-cached": {
		en: ({ folder }) => `nothing yet in ${folder}`,
		es: ({ folder }) => `aún nada en ${folder}`,
	},
	"own-configuration": {
		en: ({ path }) => `${path}, with its own configuration`,
		es: ({ path }) => `${path}, con su propia configuración`,
	},
	"image-sources": {
		en: ({ cached, canBeMade, had }) =>
			[cached && "in the cache", canBeMade && "can be made with mmdebstrap", had > 0 && `this LXD has ${had}`]
				.filter(Boolean)
				.join(", ") || "none, and no way to make one",
		es: ({ cached, canBeMade, had }) =>
			[cached && "en la caché", canBeMade && "se puede crear con mmdebstrap", had > 0 && `este LXD tiene ${had}`]
				.filter(Boolean)
				.join(", ") || "no hay, ni con qué crearla",
	},
	"root-access": {
		en: ({ how }) =>
			({ user: "this user", sudo: "through --sudo", none: "no: what needs it is skipped" })[how ?? "none"],
		es: ({ how }) =>
			({ user: "este usuario", sudo: "con --sudo", none: "no: se omite lo que lo requiera" })[how ?? "none"],
	},
	fault: {
		en: ({ fault }) => machineFaultText(fault, "en"),
		es: ({ fault }) => machineFaultText(fault, "es"),
	},
};

function findingText<C extends CheckFindingCode>(found: CheckFinding<C>, language: Language): string {
	return findings[found.code][language](found);
}

/** A check in words. */
export function checkText({ name, of = "", ok, found, mend }: Check, language: Language): CheckText {
	const [title, expected] = checks[name][language](of);
	return { name: title, ok, found: findingText(found, language), expected, mend };
}
