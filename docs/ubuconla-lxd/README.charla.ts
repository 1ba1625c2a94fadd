import { defineCompanion } from "charla";
import { lxdClaims } from "./claims/lxd.js";
import { movingClaims } from "./claims/moving.js";
import { namespaceClaims } from "./claims/namespaces.js";

const startsStopped = {
	es: "la charla arranca un contenedor parado, y este puede estar en marcha desde una sección anterior",
	en: "the talk starts a stopped container, and this one may be running since an earlier section",
};

const emptiesTmp = {
	es: "al arrancar, el init del contenedor vacía /tmp; quien teclea llega después",
	en: "while it boots, the container's init empties /tmp; whoever types comes later",
};

export default defineCompanion({
	language: "es",
	placeholders: {
		container: "demo",
		"snapshot-name": "foto",
		"new-container": { perSection: "copia" },
		"image-alias": { perSection: "imagen" },
		"new-container-name": "renombrado",
	},
	installs: { statement: "apt install lxd" },
	imageServer: {
		address: "127.0.0.1:8443",
		aliases: ["/ubuntu/trusty/amd64"],
		because: {
			es: "hace las veces de images.linuxcontainers.org tal como era en 2015: un LXD con imágenes públicas",
			en: "stands in for images.linuxcontainers.org as it was in 2015: an LXD with public images",
		},
	},
	bridge: {
		name: "lxcbr0",
		because: {
			es: "el bridge que LXD crea se llama hoy lxdbr0; lxcbr0 es el de LXC, que en 2015 LXD compartía",
			en: "the bridge that LXD makes is called lxdbr0 today; lxcbr0 is LXC's, which LXD shared in 2015",
		},
		since: "LXD 2.0.0 (2016-04)",
	},
	statements: [
		{
			statement: "add-apt-repository ppa:ubuntu-lxc/lxd-git-master",
			adapt: { to: "apt-cache policy", when: /command not found/ },
			because: {
				es: "el PPA y Ubuntu 15.04 ya no existen, y Debian no trae la orden: LXD sale de los repositorios de la distribución",
				en: "the PPA and Ubuntu 15.04 are gone, and Debian lacks the command: LXD comes from the distribution's own repositories",
			},
			since: "2018-01",
		},
		{ statement: "apt update", timeout: 300 },
		{ statement: "apt install lxd", timeout: 900 },
		{
			statement: "lxc remote add lxc-img images.linuxcontainers.org",
			adapt: {
				to: "lxc remote add lxc-img https://127.0.0.1:8443 --public --accept-certificate",
				when: /no such host|connection refused|no route to host|i\/o timeout|deadline exceeded|certificate|404/i,
			},
			because: {
				es: "ese servidor dejó de hablar la API de LXD en 2021 y de atender a los clientes de LXD desde diciembre de 2023: aquí hay quien hace sus veces",
				en: "that server gave up LXD's API in 2021 and LXD's clients from December 2023 on: here another one stands in for it",
			},
			since: "2021",
		},
		{
			statement: "lxc start [container]",
			under: ["Ejecución", "Push/Pull"],
			prepare: { instance: "[container]", state: "stopped" },
			because: startsStopped,
		},
		{
			statement: "lxc stop [container]",
			under: ["Detención", "De un contenedor"],
			prepare: { instance: "[container]", state: "booted" },
			because: {
				es: "se para un contenedor en marcha, cuando su init ya atiende la señal",
				en: "a running container is stopped, once its init heeds the signal",
			},
		},
		{
			statement: "lxc file push /etc/hosts [container]/${tpath}",
			prepare: { instance: "[container]", state: "booted" },
			because: emptiesTmp,
		},
		{
			statement: "lxc move [container] [new-container-name]",
			prepare: { instance: "[container]", state: "stopped" },
			because: {
				es: "LXD no renombra un contenedor en marcha, ni en 2015 ni hoy, y la sección anterior lo dejó así",
				en: "LXD does not rename a running container, neither in 2015 nor today, and the section before left it so",
			},
		},
		{
			statement: "/usr/bin/lxc start [container]",
			under: ["Mount", "PID", "UTS", "Network"],
			prepare: { instance: "[container]", state: "stopped" },
			because: startsStopped,
		},
		{
			statement: "/usr/bin/lxc exec [container] /bin/bash",
			under: ["Mount", "PID"],
			prepare: { instance: "[container]", state: "booted" },
			because: emptiesTmp,
		},
		{
			statement: "pid=`lxc info [container]  | grep Init | cut -d' ' -f2`",
			adapt: { to: "pid=`lxc info [container]  | grep PID: | cut -d' ' -f2`", when: { empty: "pid" } },
			because: {
				es: "lxc info decía «Init:» y hoy dice «PID:»: pid queda vacía, y lo que sigue falla sin decir por qué",
				en: "lxc info said “Init:” and today says “PID:”: pid comes out empty, and what follows fails without saying why",
			},
			since: "LXD 2.0.0.beta4 (2016-02)",
		},
		{
			statement: "/sbin/ip addr show",
			under: "Network",
			place: "host",
			prepare: { instance: "[container]", state: "addressed" },
			because: {
				es: "vethXXX se aprecia cuando hay un contenedor encendido",
				en: "vethXXX is seen while a container is on",
			},
		},
		{
			statement: "/sbin/ip addr show",
			under: "Network",
			place: "container",
			prepare: { instance: "[container]", state: "addressed" },
			because: {
				es: "la dirección llega por DHCP un momento después del arranque",
				en: "the address comes by DHCP a moment after the start",
			},
		},
	],
	claims: [...lxdClaims, ...namespaceClaims, ...movingClaims],
	notClaims: [
		{
			quote: [
				"Ejemplos de LXD de la charla LXD Internals del UbuCon LA 2015.",
				"Charla: https://www.youtube.com/watch?v=9sdSNcga2Uc",
				"Diapositivas: https://speakerdeck.com/clvx/lxd-internals",
			],
			because: { es: "dice de dónde viene el documento", en: "says where the document comes from" },
		},
		{
			quote: [
				"LXD",
				"Instalación",
				"Creación",
				"Ejecución",
				"Detención",
				"Publicar una imagen",
				"Push/Pull de archivos",
				"Renombrar",
				"Namespaces",
				"Mount",
				"PID",
				"UTS",
				"Network",
			],
			under: "Indice",
			because: { es: "una entrada del índice", en: "an entry of the table of contents" },
		},
		{
			quote: "Para ejecutar estos ejemplos, desde Ubuntu Vivid(15.04):",
			because: {
				es: "dice en qué sistema probó el autor; qué se instala hoy lo dice la sección que sigue",
				en: "says on which system the author tried; what installs today is what the next section says",
			},
		},
	],
});
