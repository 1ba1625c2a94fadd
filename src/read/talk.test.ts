// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { read } from "./read.js";

/**
 * The talk, read: every statement and every sentence of it, checked by hand against the document.
 */
const bytes = readFileSync(new URL("../../docs/ubuconla-lxd/README.md", import.meta.url));
const { script, problems } = read(bytes, "docs/ubuconla-lxd/README.md");
const text = bytes.toString("utf8");

/** Line, column, place, the rule that decided, statement. */
const statements = [
	[29, 1, "host", "default", "add-apt-repository ppa:ubuntu-lxc/lxd-git-master"],
	[30, 1, "host", "default", "apt update"],
	[30, 13, "host", "default", "apt install lxd"],
	[35, 1, "host", "engine", "lxc remote add lxc-img images.linuxcontainers.org"],
	[36, 1, "host", "engine", "lxc image copy lxc-img:/ubuntu/trusty/amd64 local: --alias=trusty-amd64"],
	[37, 1, "host", "engine", "lxc launch trusty-amd64 [container]"],
	[44, 1, "host", "engine", "lxc start [container]"],
	[49, 1, "host", "engine", "lxc stop [container]"],
	[56, 1, "host", "engine", "lxc snapshot [container] [snapshot-name]"],
	[57, 1, "host", "engine", "lxc copy [container]/[snapshot-name] [new-container]"],
	[58, 1, "host", "engine", "lxc publish local:[new-container] local: --alias=[image-alias]"],
	[59, 1, "host", "engine", "lxc image list"],
	[64, 1, "host", "engine", "lxc stop [container]"],
	[65, 1, "host", "engine", "lxc copy [container] [new-container]"],
	[66, 1, "host", "engine", "lxc publish local:[new-container] local: --alias=[image-alias]"],
	[67, 1, "host", "engine", "lxc image list"],
	[72, 1, "host", "engine", "lxc start [container]"],
	[73, 1, "host", "default", "fpath='etc/hosts'"],
	[74, 1, "host", "engine", "lxc file pull [container]/${fpath} /tmp/"],
	[75, 1, "host", "default", "tpath='tmp/'"],
	[76, 1, "host", "engine", "lxc file push /etc/hosts [container]/${tpath}"],
	[82, 1, "host", "engine", "lxc move [container] [new-container-name]"],
	[92, 1, "host", "engine", "/usr/bin/lxc start [container]"],
	[93, 1, "host", "engine", "/usr/bin/lxc exec [container] /bin/bash"],
	[94, 3, "container", "shell", "cd /tmp/"],
	[95, 3, "container", "shell", "/bin/mount -n -o size=1m -t tmpfs tmpfs `mktemp -d --tmpdir=/tmp`"],
	[99, 2, "container", "cue", "/bin/cat /proc/self/mounts"],
	[102, 2, "host", "cue", "/bin/cat /proc/self/mounts"],
	[110, 1, "host", "engine", "/usr/bin/lxc start [container]"],
	[111, 1, "host", "engine", "/usr/bin/lxc info [container]"],
	[112, 1, "host", "engine", "pid=`lxc info [container]  | grep Init | cut -d' ' -f2`"],
	[113, 1, "host", "cue", "/bin/cat /proc/${pid}/status"],
	[114, 1, "host", "cue", "/bin/ps afux | grep ${pid}"],
	[119, 1, "host", "engine", "/usr/bin/lxc exec [container] /bin/bash"],
	[120, 3, "container", "shell", "/bin/ps afux"],
	[121, 3, "container", "shell", "/bin/echo 'Notar el PID 1'"],
	[122, 3, "container", "shell", "/bin/cat /proc/1/status"],
	[131, 1, "host", "cue", "/bin/cat /etc/hostname"],
	[136, 1, "host", "engine", "/usr/bin/lxc start [container]"],
	[137, 1, "host", "engine", "/usr/bin/lxc exec [container] /bin/bash"],
	[138, 4, "container", "shell", "/bin/cat /etc/hostname"],
	[147, 1, "host", "cue", "/sbin/ip addr show"],
	[153, 1, "host", "cue", "/sbin/ip route show"],
	[158, 1, "host", "cue", "/sbin/iptables -t nat -L POSTROUTING"],
	[163, 1, "host", "cue", "/bin/ss -tulnp"],
	[170, 1, "host", "engine", "/usr/bin/lxc start [container]"],
	[171, 1, "host", "engine", "/usr/bin/lxc exec [container] /bin/bash"],
	[172, 5, "container", "shell", "/sbin/ip addr show"],
	[173, 5, "container", "shell", "/sbin/ip route show"],
	[174, 5, "container", "shell", "/bin/ss -tulnp"],
];

/** Line, column, column of the end; the statement that it trails or the place that it is a cue for; sentence. */
const sentences = [
	[2, 1, 63, null, "Ejemplos de LXD de la charla LXD Internals del UbuCon LA 2015."],
	[3, 3, 54, null, "Charla: https://www.youtube.com/watch?v=9sdSNcga2Uc"],
	[4, 3, 59, null, "Diapositivas: https://speakerdeck.com/clvx/lxd-internals"],
	[8, 4, 7, null, "LXD"],
	[9, 6, 17, null, "Instalación"],
	[10, 6, 14, null, "Creación"],
	[11, 6, 15, null, "Ejecución"],
	[12, 6, 15, null, "Detención"],
	[13, 6, 25, null, "Publicar una imagen"],
	[14, 6, 27, null, "Push/Pull de archivos"],
	[15, 6, 15, null, "Renombrar"],
	[16, 4, 14, null, "Namespaces"],
	[17, 6, 11, null, "Mount"],
	[18, 6, 9, null, "PID"],
	[19, 6, 9, null, "UTS"],
	[20, 6, 13, null, "Network"],
	[25, 1, 57, null, "Para ejecutar estos ejemplos, desde Ubuntu Vivid(15.04):"],
	[
		39,
		3,
		112,
		null,
		"Se copia la imagen de trusty de la arquitectura amd64 al lxd server local en un alias denominado trusty-amd64",
	],
	[40, 3, 89, null, "Esa imagen se utiliza con el comando launch para crear y ejecutar nuevos contenedores."],
	[56, 65, 80, "s9", "Crear snapshot"],
	[57, 65, 107, "s10", "Crear un contenedor basado en el snapshot"],
	[58, 65, 112, "s11", "Crear una imagen basado en el nuevo contenedor"],
	[59, 65, 100, "s12", "Verificar la creación de la imagen"],
	[64, 65, 97, "s13", "El contenedor debe estar parado"],
	[65, 65, 111, "s14", "Crear un contenedor basado en otro contenedor"],
	[66, 65, 112, "s15", "Crear una imagen basado en el nuevo contenedor"],
	[67, 16, 51, "s16", "Verificar la creación de la imagen"],
	[67, 65, 100, "s16", "Verificar la creación de la imagen"],
	[74, 65, 128, "s19", "Obtiene /etc/hosts del contenedor y lo copia en /tmp/ del host"],
	[76, 65, 129, "s21", "Envía el /etc/hosts del host al directorio /tmp/ del contenedor"],
	[78, 3, 46, null, "Solo funciona en contenedores en ejecución."],
	[98, 1, 17, "container", "En el container:"],
	[101, 1, 12, "host", "En el host:"],
	[104, 1, 58, null, "Los puntos de montaje son diferentes para cada namespace."],
	[104, 59, 146, null, "En el namespace del contenedor se encuentra montado el temp filesystem y en el host no."],
	[108, 1, 12, "host", "En el host:"],
	[117, 1, 17, "container", "En el container:"],
	[125, 1, 52, null, "Los PID son diferentes para cada espacio de nombre."],
	[
		125,
		53,
		159,
		null,
		"Tener PID diferentes permite mover los contenedores entre hosts sin afectar a otros procesos en ejecución.",
	],
	[129, 1, 12, "host", "En el host:"],
	[134, 1, 18, "container", "En el contenedor:"],
	[141, 1, 46, null, "Ambos contenedores tienen nombres diferentes."],
	[145, 1, 12, "host", "En el host:"],
	[149, 3, 43, null, "Muestra los dispositivos de red activos."],
	[
		149,
		44,
		138,
		null,
		"lxcbr0 es el bridge en el network namespace del host donde se conectan todos los contenedores.",
	],
	[150, 3, 64, null, "vethXXX se puede apreciar cuando hay un contenedor encendido."],
	[150, 65, 151, null, "Es el punto conectado a lxcbr0, el otro punto se encuentra conectado en el contenedor."],
	[155, 3, 37, null, "La tabla de enrutamiento del host."],
	[160, 3, 75, null, "Enmascara toda la red interna del contenedor con la dirección de salida."],
	[165, 3, 45, null, "Los sockets de tcp/udp activos en el host."],
	[168, 1, 17, "container", "En el container:"],
	[176, 3, 29, null, "ip addr muestra solo eth0."],
	[176, 30, 98, null, "eth0 es la interface virtual del contenedor que se conecta a lxcbr0."],
	[177, 3, 45, null, "La tabla de enrutamiento difiere del host."],
	[
		178,
		3,
		137,
		null,
		"Los sockets tcp/udp activos del contenedor, ya que es un network namespace diferente se pueden crear sockets en puertos privilegiados.",
	],
	[180, 1, 72, null, "En general, cada network namespace provee toda una pila de red aislada."],
];

describe("the talk", () => {
	test("is the document that the user gave, byte for byte", () => {
		expect(script.document).toEqual({
			path: "docs/ubuconla-lxd/README.md",
			sha256: "84378b67bdee2e6d59d8572f59ed3b6ca5926598d870131a1655cf1bc41021a8",
		});
	});

	test("has no problems and is in Spanish", () => {
		expect(problems).toEqual([]);
		expect(script.language).toBe("es");
	});

	test("has 50 statements, each where it runs and by which rule", () => {
		const found = script.statements.map(({ position: { start }, place, rule, text }) => {
			return [start.line, start.column, place, rule, text];
		});
		expect(found).toEqual(statements);
	});

	test("has 40 statements for the host and 10 for the container", () => {
		const on = (place: string) => script.statements.filter((statement) => statement.place === place).length;
		expect([on("host"), on("container")]).toEqual([40, 10]);
	});

	test("has 56 sentences, trailing comments and cues among them", () => {
		const found = script.sentences.map(({ position: { start, end }, statement, cue, text }) => {
			expect(start.line).toBe(end.line);
			return [start.line, start.column, end.column, statement ?? cue, text];
		});
		expect(found).toEqual(sentences);
	});

	test("has every statement at its offset", () => {
		expect(script.statements).toHaveLength(50);
		for (const { text: written, position } of script.statements) {
			expect(text.slice(position.start.offset, position.end.offset)).toBe(written);
		}
	});

	test("opens four shells in [container], and types into them what is indented deeper", () => {
		const opening = script.statements.filter((statement) => statement.opens);
		expect(opening.map(({ id, opens }) => [id, opens])).toEqual(
			["s24", "s34", "s40", "s47"].map((id) => [id, { container: "[container]", shell: "bash" }]),
		);
		const inside = script.statements.filter((statement) => statement.place === "container");
		expect(new Set(inside.map((statement) => statement.container))).toEqual(new Set(["[container]"]));
		expect(script.statements.some((statement) => statement.leaves)).toBe(false);
	});

	test("has five placeholders", () => {
		const uses = script.statements.flatMap((statement) =>
			statement.placeholders.map(({ name, start, end }) => {
				expect(statement.text.slice(start, end)).toBe(`[${name}]`);
				return name;
			}),
		);
		expect([...new Set(uses)].sort()).toEqual([
			"container",
			"image-alias",
			"new-container",
			"new-container-name",
			"snapshot-name",
		]);
	});

	test("sets and uses three variables", () => {
		const assigned = script.statements.filter((statement) => statement.assigns.length > 0);
		expect(assigned.map(({ id, assigns }) => [id, ...assigns])).toEqual([
			["s18", "fpath"],
			["s20", "tpath"],
			["s31", "pid"],
		]);
		const expanding = script.statements.filter((statement) => statement.expands.length > 0);
		expect(expanding.map(({ id, expands }) => [id, ...expands])).toEqual([
			["s19", "fpath"],
			["s21", "tpath"],
			["s32", "pid"],
			["s33", "pid"],
		]);
	});

	test("asks the engine in backticks too", () => {
		expect(script.statements[30]?.engine).toEqual([{ client: "lxc", words: ["info", "[container]"] }]);
	});

	test("survives JSON", () => {
		expect(JSON.parse(JSON.stringify(script))).toEqual(script);
	});
});
