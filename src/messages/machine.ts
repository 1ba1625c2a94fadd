import type { MachineFault, MachineFaultCode } from "../model/machine-fault.js";
import type { Progress, ProgressCode } from "../model/progress.js";
import type { CachedPart, ImageFact } from "../model/transcript.js";
import type { Language } from "../model/words.js";

type Row<D> = Record<Language, (data: D) => string>;

/** What is said while a machine gets ready. */
const progress: { [C in ProgressCode]: Row<Progress<C>> } = {
	"waiting-for-entry": {
		en: ({ name }) => `waiting for another run to make ${name}`,
		es: ({ name }) => `esperando a que otra ejecución cree ${name}`,
	},
	"damaged-entry": {
		en: ({ path }) => `making a damaged entry of the cache again: ${path}`,
		es: ({ path }) => `creando de nuevo una entrada dañada de la caché: ${path}`,
	},
	"waiting-for-packages": {
		en: () => "waiting for another run to install packages",
		es: () => "esperando a que otra ejecución instale paquetes",
	},
	"waiting-for-engine": {
		en: () => "waiting for another run on the existing LXD to end",
		es: () => "esperando a que termine otra ejecución en el LXD existente",
	},
	"making-root": {
		en: ({ system }) => `making the host's root, ${system}: once, about a minute`,
		es: ({ system }) => `creando la raíz del host, ${system}: una sola vez, cerca de un minuto`,
	},
	"making-image": {
		en: ({ system }) => `making the container image, ${system}: once, about a minute`,
		es: ({ system }) => `creando la imagen del contenedor, ${system}: una sola vez, cerca de un minuto`,
	},
	"making-tree": {
		en: ({ system, stage }) => `making ${system}: ${stage}`,
		es: ({ system, stage }) => `creando ${system}: ${stage}`,
	},
	"image-not-made": {
		en: ({ system, fault }) => `no image of ${system}: ${machineFaultText(fault, "en")}`,
		es: ({ system, fault }) => `no hay imagen de ${system}: ${machineFaultText(fault, "es")}`,
	},
	installing: {
		en: ({ packages, command }) => `installing ${packages.join(", ")} with apt-get: ${command}`,
		es: ({ packages, command }) => `instalando ${packages.join(", ")} con apt-get: ${command}`,
	},
	"starting-machine": {
		en: ({ name }) => `starting the machine: ${name}`,
		es: ({ name }) => `arrancando la máquina: ${name}`,
	},
	"starting-engine": {
		en: ({ engine }) => `starting ${engine}`,
		es: ({ engine }) => `arrancando ${engine}`,
	},
	"taking-inventory": {
		en: () => "taking an inventory of the existing LXD",
		es: () => "haciendo el inventario del LXD existente",
	},
	"making-project": {
		en: ({ project }) => `making a project for this run: ${project}`,
		es: ({ project }) => `creando un proyecto para esta ejecución: ${project}`,
	},
};

/** Why a machine cannot be had here. */
const faults: { [C in MachineFaultCode]: Row<MachineFault<C>> } = {
	text: { en: ({ text }) => text, es: ({ text }) => text },
	"not-linux": {
		en: ({ platform }) => `a disposable machine needs Linux; this is ${platform}`,
		es: ({ platform }) => `una máquina desechable requiere Linux; esto es ${platform}`,
	},
	"wrong-carrier": {
		en: ({ machine, carrier }) => `the carrier ${carrier} cannot carry the machine ${machine}`,
		es: ({ machine, carrier }) => `el portador ${carrier} no puede llevar la máquina ${machine}`,
	},
	"needs-root": {
		en: () => "a disposable machine needs root",
		es: () => "una máquina desechable requiere root",
	},
	"missing-packages": {
		en: ({ packages }) => `missing packages: ${packages.join(", ")}`,
		es: ({ packages }) => `faltan paquetes: ${packages.join(", ")}`,
	},
	"command-failed": {
		en: ({ command, said }) => `${command} failed:\n${said}`,
		es: ({ command, said }) => `${command} falló:\n${said}`,
	},
	"tree-not-made": {
		en: ({ system, end, said }) => `mmdebstrap could not make ${system} (${end}):\n${said}`,
		es: ({ system, end, said }) => `mmdebstrap no pudo crear ${system} (${end}):\n${said}`,
	},
	"no-image-made": {
		en: ({ faults }) => ["no container image could be made:", ...all(faults, "en")].join("\n"),
		es: ({ faults }) => ["no se pudo crear ninguna imagen del contenedor:", ...all(faults, "es")].join("\n"),
	},
	"no-such-package": {
		en: (data) => `${data.system} has no package called ${data.package}. Correct \`packages\` in the companion`,
		es: (data) =>
			`${data.system} no tiene ningún paquete llamado ${data.package}. Corrija \`packages\` en el archivo compañero`,
	},
	"no-files": {
		en: ({ path }) => `${path}: there is no such folder. Expected a folder whose files the document needs`,
		es: ({ path }) =>
			`${path}: no existe esa carpeta. Se esperaba una carpeta con los archivos que el documento necesita`,
	},
	"no-folder": {
		en: ({ path }) => `${path} is no folder. Expected the folder in which it lies`,
		es: ({ path }) => `${path} no es una carpeta. Se esperaba la carpeta donde está`,
	},
	"nothing-to-bring": {
		en: ({ path }) => `${path} has no file that git would keep. Expected at least one`,
		es: ({ path }) => `${path} no tiene ningún archivo que git conservaría. Se esperaba al menos uno`,
	},
	"files-too-large": {
		en: (data) =>
			`${data.path} is too large: ${Math.ceil(data.MiB)} MiB in ${data.files} files were counted, and there are more. Expected at most ${data.mostMiB} MiB and ${data.most} files. Name a smaller folder, or let git ignore what is not needed`,
		es: (data) =>
			`${data.path} es demasiado grande: se contaron ${Math.ceil(data.MiB)} MiB en ${data.files} archivos, y hay más. Se esperaban como máximo ${data.mostMiB} MiB y ${data.most} archivos. Indique una carpeta más pequeña, o haga que git ignore lo que sobra`,
	},
	"nothing-brought": {
		en: () =>
			"an existing LXD is given no files or packages (`files`, `packages`, --with). Use a disposable machine: --machine debian:12/lxd",
		es: () =>
			"a un LXD existente no se le dan archivos ni paquetes (`files`, `packages`, --with). Use una máquina desechable: --machine debian:12/lxd",
	},
	"podman-failed": {
		en: ({ said }) => `podman could not start the machine:\n${said}`,
		es: ({ said }) => `podman no pudo arrancar la máquina:\n${said}`,
	},
	"machine-silent": {
		en: ({ seconds }) => `the machine was not ready after ${seconds} s`,
		es: ({ seconds }) => `la máquina no estaba lista después de ${seconds} s`,
	},
	"not-booted": {
		en: ({ said }) => `the machine did not boot:\n${said}`,
		es: ({ said }) => `la máquina no terminó de arrancar:\n${said}`,
	},
	"no-disk-space": {
		en: ({ folder, freeMiB, neededMiB }) =>
			`no space for the machine's disk in ${folder}: ${freeMiB} MiB free, expected ${neededMiB} MiB`,
		es: ({ folder, freeMiB, neededMiB }) =>
			`no hay espacio para el disco de la máquina en ${folder}: ${freeMiB} MiB libres, se esperaban ${neededMiB} MiB`,
	},
	"disk-full": {
		en: ({ folder, said }) => `the disk of ${folder} is full:\n${said}`,
		es: ({ folder, said }) => `el disco de ${folder} está lleno:\n${said}`,
	},
	"disk-not-made": {
		en: ({ path, said }) => `mkfs.ext4 could not make ${path}:\n${said}`,
		es: ({ path, said }) => `mkfs.ext4 no pudo crear ${path}:\n${said}`,
	},
	"preparation-failed": {
		en: ({ command, exitCode, seconds, said }) =>
			`preparing the machine failed: ${command}\n${exitCode === null ? `did not end within ${seconds} s` : `exit code ${exitCode}`}\n${said}`,
		es: ({ command, exitCode, seconds, said }) =>
			`falló la preparación de la máquina: ${command}\n${exitCode === null ? `no terminó en ${seconds} s` : `código de salida ${exitCode}`}\n${said}`,
	},
	"sudo-asks": {
		en: ({ said }) => `--sudo: sudo asks for a password here: ${said}`,
		es: ({ said }) => `--sudo: aquí sudo pide una contraseña: ${said}`,
	},
	"no-client": {
		en: () => "no LXD here: the command lxc is not on the PATH",
		es: () => "aquí no hay LXD: el comando lxc no está en el PATH",
	},
	"remote-elsewhere": {
		en: ({ remote }) => `lxc would ask the remote ${remote}, not this machine`,
		es: ({ remote }) => `lxc preguntaría al remoto ${remote}, no a esta máquina`,
	},
	"no-access": {
		en: ({ said }) => `this user may not use LXD${said === "" ? "" : `: ${said}`}`,
		es: ({ said }) => `este usuario no tiene permiso para usar LXD${said === "" ? "" : `: ${said}`}`,
	},
	"engine-silent": {
		en: ({ said }) => `LXD does not answer: ${said}`,
		es: ({ said }) => `LXD no responde: ${said}`,
	},
	"no-projects": {
		en: ({ version }) => `LXD ${version} has no projects; expected 3.6 or later`,
		es: ({ version }) => `LXD ${version} no tiene proyectos; se esperaba 3.6 o posterior`,
	},
	"no-bridge": {
		en: () => "this LXD has no bridge for a container to connect to",
		es: () => "este LXD no tiene ningún bridge al que conectar un contenedor",
	},
	"no-pool": {
		en: () => "this LXD has no storage pool",
		es: () => "este LXD no tiene ningún pool de almacenamiento",
	},
	"no-image": {
		en: ({ faults }) =>
			["no container image: none in the cache, none could be made, and this LXD has none", ...all(faults, "en")].join(
				"\n",
			),
		es: ({ faults }) =>
			[
				"no hay imagen del contenedor: ni en la caché, ni se pudo crear, ni la tiene este LXD",
				...all(faults, "es"),
			].join("\n"),
	},
	"no-space": {
		en: ({ folder, freeMB, neededMB }) =>
			`no space for the container image: ${folder} has ${freeMB} MB free, and a run takes about ${neededMB} MB there`,
		es: ({ folder, freeMB, neededMB }) =>
			`no hay espacio para la imagen del contenedor: en ${folder} quedan ${freeMB} MB libres, y una ejecución ocupa ahí unos ${neededMB} MB`,
	},
	"no-port": {
		en: ({ host }) => `no port of ${host} is free for the image server`,
		es: ({ host }) => `ningún puerto de ${host} está libre para el servidor de imágenes`,
	},
	"no-certificate": {
		en: ({ said }) => `no certificate could be made for the image server: ${said}`,
		es: ({ said }) => `no se pudo crear un certificado para el servidor de imágenes: ${said}`,
	},
};

const all = (list: readonly MachineFault[], language: Language): string[] =>
	list.map((fault) => machineFaultText(fault, language));

/** What a machine is busy with, in words. */
export function progressText<C extends ProgressCode>(doing: Progress<C>, language: Language): string {
	return progress[doing.code][language](doing);
}

/** Why a machine cannot be had, in words. */
export function machineFaultText<C extends MachineFaultCode>(fault: MachineFault<C>, language: Language): string {
	return faults[fault.code][language](fault);
}

/** What the container image is, in words. */
export function imageText({ name, made }: ImageFact, language: Language): string {
	if (language === "es") return made ? `${name}, hecha con mmdebstrap` : `${name}, que este LXD ya tenía`;
	return made ? `${name}, made by mmdebstrap` : `${name}, which this LXD had`;
}

const parts: { [P in CachedPart["part"]]: Row<CachedPart> } = {
	root: {
		en: ({ name, made }) => `the host's root, ${name}, made on ${made}`,
		es: ({ name, made }) => `la raíz del host, ${name}, hecha el ${made}`,
	},
	packages: {
		en: ({ name, made }) => `the packages of ${name}, downloaded on ${made}`,
		es: ({ name, made }) => `los paquetes de ${name}, bajados el ${made}`,
	},
	image: {
		en: ({ name, made }) => `the container image, ${name}, made on ${made}`,
		es: ({ name, made }) => `la imagen del contenedor, ${name}, hecha el ${made}`,
	},
};

/** What came out of a cache, in words. */
export function cachedText(cached: CachedPart, language: Language): string {
	return parts[cached.part][language](cached);
}
