import { statfs } from "node:fs/promises";
import { release } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Language } from "../model/words.js";
import { cacheFolder, finishedEntries } from "./cache/cache.js";
import { exists } from "./cache/files.js";
import { kernelHas } from "./kernel.js";
import { installCommand, missingPackages, packageVersions } from "./packages.js";

/** Something that a machine needs here, or that is good to know of it. */
export interface Check {
	name: string;
	/** False where a disposable machine cannot be had until it is mended. */
	ok: boolean;
	found: string;
	expected: string;
	/** The one command that mends it, or null where it is fine or no command would. */
	mend: string | null;
}

/** What the roots, an image and a run's volumes take up together, measured at 1.1 GB, with room. */
const neededBytes = 2e9;

const archive = "http://deb.debian.org/debian";

/** The words of a check, in the language that was asked for. */
export type In = (en: string, es: string) => string;

/** Chooses between two languages. */
export const inLanguage =
	(language: Language): In =>
	(en, es) =>
		language === "es" ? es : en;

/** Looks at what a disposable machine needs on this one, in about half a second. Changes nothing. */
export async function doctor(language: Language = "en"): Promise<Check[]> {
	const cache = cacheFolder();
	const t = inLanguage(language);
	const checks = await Promise.all([
		system(t),
		user(t),
		packages(t),
		controlGroups(t),
		fileSystems(t),
		space(cache, t),
		network(cache, t),
		caches(cache, t),
		engine(t),
	]);
	return checks.flat();
}

function system(t: In): Check {
	const ok = process.platform === "linux";
	return { name: t("system", "sistema"), ok, found: `${process.platform} ${release()}`, expected: "linux", mend: null };
}

function user(t: In): Check {
	const uid = process.getuid?.() ?? -1;
	return {
		name: t("user", "usuario"),
		ok: uid === 0,
		found: uid === 0 ? "root" : t(`user ${uid}`, `usuario ${uid}`),
		expected: t(
			"root: a machine has its own devices, mounts and network",
			"root: una máquina tiene dispositivos, montajes y red propios",
		),
		mend: uid === 0 ? null : asRoot,
	};
}

/** The same command as root. */
export const asRoot = 'sudo env "PATH=$PATH" npm start';

async function packages(t: In): Promise<Check[]> {
	const [missing, versions] = await Promise.all([missingPackages(), packageVersions()]);
	return Object.entries(versions).map(([name, version]) => {
		const ok = !missing.includes(name);
		return {
			name,
			ok,
			found: ok ? (version ?? t("there, not as a package", "está, no como paquete")) : t("missing", "falta"),
			expected: t("Debian's package", "el paquete de Debian"),
			mend: ok ? null : installCommand(missing),
		};
	});
}

async function controlGroups(t: In): Promise<Check> {
	const [unified, hybrid, legacy] = await Promise.all(
		["cgroup.controllers", "unified", "memory"].map((name) => exists(join("/sys/fs/cgroup", name))),
	);
	const there = [unified, hybrid, legacy].includes(true);
	const hybridly = t("version 1, hybrid", "versión 1, híbrida");
	const found = unified ? t("version 2", "versión 2") : hybrid ? hybridly : t("version 1", "versión 1");
	return {
		name: t("control groups", "cgroups"),
		ok: there,
		found: there ? found : t("none", "no hay"),
		expected: t("version 1 or 2", "versión 1 o 2"),
		mend: null,
	};
}

async function fileSystems(t: In): Promise<Check[]> {
	const has = await Promise.all(["overlay", "btrfs"].map(kernelHas));
	const [overlay, btrfs] = has.map((each) => each === true);
	const inKernel = t("in the kernel", "en el núcleo");
	return [
		{
			name: "overlay",
			ok: overlay === true,
			found: overlay ? inKernel : t("not in the kernel", "no está en el núcleo"),
			expected: t(
				"in the kernel: what a machine writes lies over its root",
				"en el núcleo: lo que una máquina escribe queda encima de su raíz",
			),
			mend: null,
		},
		{
			name: "btrfs",
			ok: true,
			found: btrfs
				? inKernel
				: t(
						"not in the kernel; the pool will be a folder, and slower",
						"no está en el núcleo; el pool será una carpeta, y más lento",
					),
			expected: t("in the kernel, where copies are to be fast", "en el núcleo, para que las copias sean rápidas"),
			mend: null,
		},
	];
}

async function space(cache: string, t: In): Promise<Check> {
	const folder = await nearest(cache);
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	return {
		name: t("disk space", "disco"),
		ok: free >= neededBytes,
		found: t(`${gigabytes(free)} free for ${cache}`, `${gigabytes(free)} libres para ${cache}`),
		expected: `${gigabytes(neededBytes)}`,
		mend:
			free >= neededBytes ? null : t("export CHARLA_CACHE=FOLDER-WITH-SPACE", "export CHARLA_CACHE=CARPETA-CON-SITIO"),
	};
}

/** Without an answer a machine can still be had where all that it is made of is in the cache. */
async function network(cache: string, t: In): Promise<Check> {
	const check = {
		name: t("Debian's archive", "archivo de Debian"),
		expected: t(
			"answers, where something has to be made or installed",
			"que responda, si hay algo que hacer o instalar",
		),
		mend: null,
	};
	const proxy = process.env.http_proxy;
	if (proxy)
		return { ...check, ok: true, found: t(`through ${proxy}, not asked`, `a través de ${proxy}, sin preguntar`) };
	const entries = await finishedEntries(cache);
	const spared = ["root-", "image-"].every((kind) => entries.some((name) => name.startsWith(kind)));
	try {
		const answer = await fetch(`${archive}/dists/bookworm/InRelease`, {
			method: "HEAD",
			signal: AbortSignal.timeout(2000),
		});
		const answers = t("answers", "responde");
		return { ...check, ok: answer.ok || spared, found: answer.ok ? answers : `${answers} ${answer.status}` };
	} catch {
		return { ...check, ok: spared, found: t("no answer within 2 s", "sin respuesta en 2 s") };
	}
}

async function caches(cache: string, t: In): Promise<Check> {
	const names = await finishedEntries(cache);
	const sizes = names.length === 0 ? "" : await sizesOf(names.map((name) => join(cache, name)));
	return {
		name: t("cache", "caché"),
		ok: true,
		found: names.length === 0 ? t(`nothing yet in ${cache}`, `aún nada en ${cache}`) : sizes,
		expected: t(
			"a root and an image, where the first run is to be fast",
			"una raíz y una imagen, para que la primera ejecución sea rápida",
		),
		mend: null,
	};
}

/** `root-bookworm-… 230 MB, image-bookworm-… 47 MB`. */
async function sizesOf(paths: readonly string[]): Promise<string> {
	const { stdout } = await execa("du", ["-sm", "--", ...paths], { reject: false, timeout: 5000 });
	const lines = stdout.split("\n").map((line) => line.split("\t"));
	return lines.map(([size, path]) => `${path?.slice(dirname(path).length + 1)} ${size} MB`).join(", ");
}

async function engine(t: In): Promise<Check> {
	const answer = await execa("lxc", ["--version"], { reject: false, timeout: 2000, stdin: "ignore" });
	return {
		name: t("engine here", "motor aquí"),
		ok: true,
		found: answer.exitCode === 0 ? `lxc ${answer.stdout.trim()}` : t("none", "no hay"),
		expected: t("none needed: a disposable machine has its own", "no hace falta: una máquina desechable tiene el suyo"),
		mend: null,
	};
}

/** The folder itself, or the first above it that is there. */
async function nearest(folder: string): Promise<string> {
	return (await exists(folder)) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
