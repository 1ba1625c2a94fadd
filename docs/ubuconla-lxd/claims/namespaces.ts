import { claim, type Look, type Mount, type Route, type Socket } from "charla";

/** The inside of the talk's own container. */
const inside = (look: Look) => look.container(look.name("container"));

const mountKey = ({ target, type, source }: Mount) => `${target} (${type}, ${source})`;
const routeKey = ({ destination, gateway, device }: Route) =>
	[destination, gateway && `via ${gateway}`, `dev ${device}`].filter(Boolean).join(" ");
const socketKey = ({ protocol, address, port }: Socket) => `${protocol} ${address}:${port}`;
const few = (all: readonly string[], most = 3) =>
	all.length === 0 ? "—" : `${all.slice(0, most).join("; ")}${all.length > most ? ` … (${all.length})` : ""}`;
const same = (a: readonly string[], b: readonly string[]) =>
	a.length === b.length && [...a].sort().join("\n") === [...b].sort().join("\n");

/** The bridge that the talk names: LXC's, which LXD shared until it had one of its own. */
const shared = "lxcbr0";
const renamed = {
	declared: "refuted",
	since: "LXD 2.0.0 (2016-04)",
	because: {
		es: "desde su versión 2.0 LXD crea su propio bridge, lxdbr0: lxcbr0 era el de LXC",
		en: "since its version 2.0 LXD makes a bridge of its own, lxdbr0: lxcbr0 was LXC's",
	},
} as const;

/** Where the port is that both sides bind; privileged, since it is below 1024. */
const privileged = 80;
/** A port that nothing of the machine listens on. */
const own = 4242;

/** The bridge of today gets the name that the talk knows: then the sentence is true. */
const underItsOldName = {
	because: {
		es: `el bridge de LXD recibe el nombre ${shared}`,
		en: `LXD's bridge is given the name ${shared}`,
	},
	change: async (look: Look) => {
		const { host } = await pair(look);
		const named = (from: string, to: string) =>
			look.must(`ip link set ${from} down && ip link set ${from} name ${to} && ip link set ${to} up`);
		await named(host.master, shared);
		return () => named(shared, host.master);
	},
};

export const namespaceClaims = [
	claim({
		id: "montajes-distintos",
		quote: "Los puntos de montaje son diferentes para cada namespace.",
		observe: async (look) => {
			const container = await inside(look);
			return {
				host: (await look.host.mounts()).map(mountKey),
				container: (await container.mounts()).map(mountKey),
				hostNs: (await look.host.namespaces()).mnt,
				containerNs: (await container.namespaces()).mnt,
			};
		},
		judge: ({ host, container, hostNs, containerNs }) => ({
			verdict: hostNs !== containerNs && !same(host, container) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "namespace mnt del host", en: "mnt namespace of the host" }, value: hostNs },
				{ what: { es: "namespace mnt del contenedor", en: "mnt namespace of the container" }, value: containerNs },
				{ what: { es: "montajes del host", en: "mounts of the host" }, value: String(host.length) },
				{ what: { es: "montajes del contenedor", en: "mounts of the container" }, value: String(container.length) },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace mnt", en: "the container without its mnt namespace" },
			without: "mnt",
		},
	}),
	claim({
		id: "tmpfs-solo-en-el-contenedor",
		quote: "En el namespace del contenedor se encuentra montado el temp filesystem y en el host no.",
		observe: async (look) => {
			const made = ({ type, target }: Mount) => type === "tmpfs" && /^\/tmp\/tmp\./.test(target);
			return {
				host: (await look.host.mounts()).filter(made).map(mountKey),
				container: (await (await inside(look)).mounts()).filter(made).map(mountKey),
			};
		},
		judge: ({ host, container }) => ({
			verdict: container.length === 1 && !host.some((mount) => container.includes(mount)) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "tmpfs en /tmp del contenedor", en: "tmpfs in /tmp of the container" }, value: few(container) },
				{ what: { es: "tmpfs en /tmp del host", en: "tmpfs in /tmp of the host" }, value: few(host) },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace mnt", en: "the container without its mnt namespace" },
			without: "mnt",
		},
	}),
	claim({
		id: "pid-1",
		quote: "Los PID son diferentes para cada espacio de nombre.",
		observe: async (look) => {
			const first = await (await inside(look)).init();
			const host = await look.host.init();
			return {
				container: first?.pids ?? [],
				name: first?.name ?? "",
				host: host?.pids ?? [],
				hostName: host?.name ?? "",
			};
		},
		judge: ({ container, name, host, hostName }) => ({
			verdict: container.length > 1 && container.at(-1) === 1 && container[0] !== host[0] ? "holds" : "refuted",
			evidence: [
				{
					what: { es: "PID 1 del contenedor", en: "PID 1 of the container" },
					value: `${name}, ${container[0] ?? "—"} en el host`,
				},
				{ what: { es: "PID 1 del host", en: "PID 1 of the host" }, value: hostName },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace pid", en: "the container without its pid namespace" },
			without: "pid",
		},
	}),
	claim({
		id: "pid-distintos",
		quote: "Los PID son diferentes para cada espacio de nombre.",
		observe: async (look) => {
			const container = await inside(look);
			return {
				pids: (await container.process()).pids,
				hostNs: (await look.host.namespaces()).pid,
				containerNs: (await container.namespaces()).pid,
			};
		},
		judge: ({ pids, hostNs, containerNs }) => ({
			verdict: pids.length > 1 && pids[0] !== pids.at(-1) && hostNs !== containerNs ? "holds" : "refuted",
			evidence: [
				{
					what: {
						es: "un mismo proceso: PID en el host, PID en el contenedor",
						en: "one process: PID on the host, PID in the container",
					},
					value: pids.join(", "),
				},
				{ what: { es: "namespace pid del host", en: "pid namespace of the host" }, value: hostNs },
				{ what: { es: "namespace pid del contenedor", en: "pid namespace of the container" }, value: containerNs },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace pid", en: "the container without its pid namespace" },
			without: "pid",
		},
	}),
	claim({
		id: "nombres-distintos",
		quote: "Ambos contenedores tienen nombres diferentes.",
		observe: async (look) => {
			const container = await inside(look);
			return {
				host: await look.host.hostname(),
				container: await container.hostname(),
				hostFile: (await look.host.read("/etc/hostname"))?.trim() ?? "",
				containerFile: (await container.read("/etc/hostname"))?.trim() ?? "",
			};
		},
		judge: ({ host, container, hostFile, containerFile }) => ({
			verdict: host !== container ? "holds" : "refuted",
			evidence: [
				{ what: { es: "nombre del host (uname)", en: "name of the host (uname)" }, value: host },
				{ what: { es: "nombre del contenedor (uname)", en: "name of the container (uname)" }, value: container },
				{ what: { es: "/etc/hostname del host", en: "/etc/hostname of the host" }, value: hostFile },
				{ what: { es: "/etc/hostname del contenedor", en: "/etc/hostname of the container" }, value: containerFile },
			],
			note: {
				es: "son el host y el contenedor; y la orden que se muestra, cat /etc/hostname, difiere por el namespace mnt: el namespace uts se ve con hostname o uname -n",
				en: "they are the host and the container; and the command shown, cat /etc/hostname, differs by the mnt namespace: the uts namespace shows in hostname or uname -n",
			},
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace uts", en: "the container without its uts namespace" },
			without: "uts",
		},
	}),
	claim({
		id: "dispositivos-activos",
		quote: "Muestra los dispositivos de red activos.",
		observe: async (look) => ({
			shown: look
				.step({ statement: "/sbin/ip addr show", under: "Network", place: "host" })
				.stdout.split("\n")
				.flatMap((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? []),
			active: (await look.host.links()).filter(({ up }) => up).map(({ name }) => name),
		}),
		after: { statement: "/sbin/ip addr show", under: "Network", place: "host" },
		judge: ({ shown, active }) => ({
			verdict: active.length > 0 && active.every((name) => shown.includes(name)) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "mostrados", en: "shown" }, value: few(shown, 8) },
				{ what: { es: "activos", en: "active" }, value: few(active, 8) },
			],
		}),
		counterexample: {
			because: {
				es: "se activa un dispositivo que la orden no llegó a mostrar",
				en: "a device is brought up that the command had not shown",
			},
			change: async (look) => {
				await look.must("ip link add charla0 type veth peer name charla1 && ip link set charla0 up");
				return () => look.must("ip link delete charla0");
			},
		},
	}),
	claim({
		id: "lxcbr0-es-el-bridge",
		quote: "lxcbr0 es el bridge en el network namespace del host donde se conectan todos los contenedores.",
		...renamed,
		observe: async (look) => {
			const name = look.name("container");
			const names = [name, await look.witness(name)];
			const host = await look.host.links();
			const ports: { name: string; eth0: number; master: string }[] = [];
			for (const one of names) {
				const eth0 = (await (await look.container(one)).links()).find((link) => link.name === "eth0");
				const port = host.find((link) => link.index === (eth0 && "peerIndex" in eth0 ? eth0.peerIndex : -1));
				ports.push({ name: one, eth0: eth0?.index ?? 0, master: port?.master ?? "" });
			}
			return { kind: host.find((link) => link.name === shared)?.kind ?? "", ports };
		},
		judge: ({ kind, ports }) => ({
			verdict:
				ports.length < 2 || ports.some(({ master }) => master === "")
					? "inconclusive"
					: kind === "bridge" && ports.every(({ master }) => master === shared)
						? "holds"
						: "refuted",
			evidence: [
				{ what: { es: `${shared} en el host es`, en: `${shared} on the host is` }, value: kind || "—" },
				...ports.map(({ name, master }) => ({
					what: { es: `${name} está conectado a`, en: `${name} is connected to` },
					value: master || "—",
				})),
			],
		}),
		counterexample: underItsOldName,
	}),
	claim({
		id: "veth-con-contenedor-encendido",
		quote: "vethXXX se puede apreciar cuando hay un contenedor encendido.",
		observe: async (look) => {
			const veths = async () => (await look.host.links()).filter(({ kind }) => kind === "veth").length;
			const name = await look.witness(look.name("container"));
			const on = await veths();
			await look.ensure(name, "stopped");
			const off = await veths();
			return { on, off };
		},
		judge: ({ on, off }) => ({
			verdict: on > 0 && on === off + 1 ? "holds" : "refuted",
			evidence: [
				{
					what: {
						es: "veth en el host con un segundo contenedor encendido",
						en: "veths on the host while a second container is on",
					},
					value: String(on),
				},
				{ what: { es: "con ese contenedor apagado", en: "with that container off" }, value: String(off) },
			],
		}),
		counterexample: {
			because: {
				es: "al segundo contenedor se le quita la tarjeta de red",
				en: "the second container is given no network card",
			},
			change: async (look) => {
				const name = await look.witness(look.name("container"));
				await look.ensure(name, "stopped");
				await look.must(`lxc config device add ${name} eth0 none`);
				return async () => {
					await look.ensure(name, "stopped");
					await look.must(`lxc config device remove ${name} eth0`);
				};
			},
		},
	}),
	claim({
		id: "veth-dos-puntos",
		quote: "Es el punto conectado a lxcbr0, el otro punto se encuentra conectado en el contenedor.",
		...renamed,
		observe: pair,
		judge: ({ host, container }) => ({
			verdict:
				host.master === ""
					? "inconclusive"
					: host.master === shared &&
							host.kind === "veth" &&
							host.peer === container.index &&
							container.peer === host.index
						? "holds"
						: "refuted",
			evidence: [
				{
					what: { es: "en el host", en: "on the host" },
					value: `${host.name || "—"} (índice ${host.index}, par ${host.peer}), en ${host.master || "—"}`,
				},
				{
					what: { es: "en el contenedor", en: "in the container" },
					value: `${container.name || "—"} (índice ${container.index}, par ${container.peer})`,
				},
			],
		}),
		counterexample: underItsOldName,
	}),
	claim({
		id: "tabla-del-host",
		quote: "La tabla de enrutamiento del host.",
		observe: async (look) => ({
			shown: look
				.step({ statement: "/sbin/ip route show", under: "Network", place: "host" })
				.stdout.split("\n")
				.flatMap((line) => /^(\S+)(?: via (\S+))? dev (\S+)/.exec(line)?.slice(0, 4) ?? [])
				.filter((_, index) => index % 4 === 0)
				.map((line) => line.trim()),
			routes: (await look.host.routes()).map(routeKey),
		}),
		judge: ({ shown, routes }) => ({
			verdict: routes.length > 0 && same(shown, routes) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "rutas mostradas", en: "routes shown" }, value: few(shown) },
				{ what: { es: "rutas del host", en: "routes of the host" }, value: few(routes) },
			],
		}),
		counterexample: {
			because: {
				es: "se añade al host una ruta que la orden no mostró",
				en: "the host gets a route that the command did not show",
			},
			change: async (look) => {
				await look.must("ip route add 192.0.2.0/24 dev lo");
				return () => look.must("ip route del 192.0.2.0/24 dev lo");
			},
		},
	}),
	claim({
		id: "nat",
		quote: "Enmascara toda la red interna del contenedor con la dirección de salida.",
		observe: async (look) => ({
			network: await networkOf(look),
			rules: await look.nat(),
			shown: look
				.step({ statement: "/sbin/iptables -t nat -L POSTROUTING" })
				.stdout.split("\n")
				.filter((line) => line.startsWith("MASQUERADE")).length,
		}),
		judge: ({ network, rules, shown }) => ({
			...(rules.some(byNft) ? { note: notShown } : {}),
			verdict:
				network !== "" &&
				rules.some((one) => one.source === network && one.target === "MASQUERADE" && (shown > 0 || byNft(one)))
					? "holds"
					: "refuted",
			evidence: [
				{ what: { es: "red interna", en: "internal network" }, value: network || "—" },
				{ what: { es: "reglas de salida", en: "rules on the way out" }, value: few(rules.map(({ rule }) => rule)) },
			],
		}),
		counterexample: {
			because: { es: "se vacían las reglas de POSTROUTING", en: "the rules of POSTROUTING are flushed" },
			change: async (look) => {
				await look.must("iptables-save -t nat >/tmp/charla-nat && iptables -t nat -F POSTROUTING");
				return () => look.must("iptables-restore -T nat </tmp/charla-nat && rm /tmp/charla-nat");
			},
		},
	}),
	claim({
		id: "sockets-del-host",
		quote: "Los sockets de tcp/udp activos en el host.",
		observe: async (look) => ({
			shown: look
				.step({ statement: "/bin/ss -tulnp", under: "Network", place: "host" })
				.stdout.split("\n")
				.flatMap((line) => {
					const found = /^(tcp|udp)\s+\S+\s+\d+\s+\d+\s+\S*:(\d+)\s/.exec(line);
					return found ? [`${found[1]} ${found[2]}`] : [];
				}),
			listening: (await look.host.sockets()).map(({ protocol, port }) => `${protocol} ${port}`),
		}),
		judge: ({ shown, listening }) => ({
			verdict: listening.length > 0 && same([...new Set(shown)], [...new Set(listening)]) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "mostrados", en: "shown" }, value: few([...new Set(shown)].sort(), 8) },
				{ what: { es: "en /proc/net", en: "in /proc/net" }, value: few([...new Set(listening)].sort(), 8) },
			],
		}),
		counterexample: {
			because: {
				es: "se abre en el host un socket que la orden no mostró",
				en: "a socket is opened on the host that the command did not show",
			},
			change: async (look) => {
				const held = await look.host.hold(own);
				return () => held.release();
			},
		},
	}),
	claim({
		id: "solo-eth0",
		quote: "ip addr muestra solo eth0.",
		observe: async (look) => ({ links: (await (await inside(look)).links()).map(({ name }) => name) }),
		judge: ({ links }) => ({
			verdict: links.includes("eth0") && links.every((name) => name === "eth0" || name === "lo") ? "holds" : "refuted",
			evidence: [{ what: { es: "dispositivos del contenedor", en: "devices of the container" }, value: few(links, 8) }],
			note: {
				es: "a grandes rasgos: muestra también lo, que tiene todo network namespace",
				en: "loosely: it shows lo as well, which every network namespace has",
			},
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace net", en: "the container without its net namespace" },
			without: "net",
		},
	}),
	claim({
		id: "eth0-conectada-a-lxcbr0",
		quote: "eth0 es la interface virtual del contenedor que se conecta a lxcbr0.",
		...renamed,
		observe: pair,
		judge: ({ host, container }) => ({
			verdict:
				host.master === ""
					? "inconclusive"
					: container.name === "eth0" && container.kind === "veth" && host.master === shared
						? "holds"
						: "refuted",
			evidence: [
				{ what: { es: "eth0 es", en: "eth0 is" }, value: container.kind || "—" },
				{ what: { es: "su otro punto está en", en: "its other end is on" }, value: host.master || "—" },
			],
		}),
		counterexample: underItsOldName,
	}),
	claim({
		id: "tabla-difiere",
		quote: "La tabla de enrutamiento difiere del host.",
		observe: async (look) => ({
			host: (await look.host.routes()).map(routeKey),
			container: (await (await inside(look)).routes()).map(routeKey),
		}),
		judge: ({ host, container }) => ({
			verdict: container.length > 0 && !same(host, container) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "rutas del host", en: "routes of the host" }, value: few(host) },
				{ what: { es: "rutas del contenedor", en: "routes of the container" }, value: few(container) },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace net", en: "the container without its net namespace" },
			without: "net",
		},
	}),
	claim({
		id: "sockets-propios",
		quote: "Los sockets tcp/udp activos del contenedor, ya que es un network namespace diferente",
		observe: async (look) => {
			const container = await inside(look);
			const held = await container.hold(own);
			try {
				const has = (sockets: readonly Socket[]) => sockets.filter(({ port }) => port === own).map(socketKey);
				return {
					bound: held.bound,
					container: has(await container.sockets()),
					host: has(await look.host.sockets()),
					hostNs: (await look.host.namespaces()).net,
					containerNs: (await container.namespaces()).net,
				};
			} finally {
				await held.release();
			}
		},
		judge: ({ bound, container, host, hostNs, containerNs }) => ({
			verdict: bound && container.length > 0 && host.length === 0 && hostNs !== containerNs ? "holds" : "refuted",
			evidence: [
				{
					what: {
						es: `puerto ${own} abierto en el contenedor: lo ve él`,
						en: `port ${own} opened in the container: seen by it`,
					},
					value: few(container),
				},
				{ what: { es: "y lo ve el host", en: "and seen by the host" }, value: few(host) },
				{ what: { es: "namespace net del host", en: "net namespace of the host" }, value: hostNs },
				{ what: { es: "namespace net del contenedor", en: "net namespace of the container" }, value: containerNs },
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace net", en: "the container without its net namespace" },
			without: "net",
		},
	}),
	claim({
		id: "puertos-privilegiados",
		quote: "se pueden crear sockets en puertos privilegiados.",
		observe: async (look) => {
			const host = await look.host.hold(privileged);
			try {
				const container = await (await inside(look)).hold(privileged);
				await container.release();
				return { host: host.bound, container: container.bound, error: container.error };
			} finally {
				await host.release();
			}
		},
		judge: ({ host, container, error }) => ({
			verdict: !host ? "inconclusive" : container ? "holds" : "refuted",
			evidence: [
				{
					what: { es: `el host tiene abierto el puerto ${privileged}`, en: `the host holds port ${privileged}` },
					value: host ? "sí" : "no",
				},
				{
					what: { es: "el contenedor abre a la vez el mismo", en: "the container opens the same one at the same time" },
					value: container ? "sí" : error,
				},
			],
		}),
		counterexample: {
			because: { es: "el contenedor sin su namespace net", en: "the container without its net namespace" },
			without: "net",
		},
	}),
	claim({
		id: "pila-aislada",
		quote: "En general, cada network namespace provee toda una pila de red aislada.",
		observe: async (look) => {
			const container = await inside(look);
			const other = await look.witness(look.name("container"));
			// An address that arrives by DHCP while this looks would be a change of the stack as well.
			await look.ensure(other, "addressed");
			await look.ensure(look.name("container"), "addressed");
			const witness = await look.container(other);
			const before = await stack([look.host, container, witness]);
			// Something is put into one stack, and the others must not change.
			const [add, del] = ["add", "del"].map(
				(verb) => `ip address ${verb} 192.0.2.7/32 dev lo; ip route ${verb} 198.51.100.0/24 dev lo`,
			);
			await container.run(add ?? "");
			try {
				const after = await stack([look.host, container, witness]);
				return { names: [look.host.name, container.name, witness.name], before, after };
			} finally {
				await container.run(del ?? "");
			}
		},
		judge: ({ names, before, after }) => {
			const changed = names.filter((_, at) => JSON.stringify(before[at]) !== JSON.stringify(after[at]));
			const inodes = new Set(before.map(({ ns }) => ns));
			return {
				verdict: inodes.size === names.length && changed.length === 1 && changed[0] === names[1] ? "holds" : "refuted",
				evidence: [
					...names.map((name, at) => ({
						what: { es: `namespace net de ${name}`, en: `net namespace of ${name}` },
						value: before[at]?.ns ?? "—",
					})),
					{
						what: {
							es: "una dirección y una ruta nuevas en el contenedor cambian la pila de",
							en: "a new address and route in the container change the stack of",
						},
						value: changed.join(", ") || "—",
					},
				],
			};
		},
		counterexample: {
			because: { es: "el contenedor sin su namespace net", en: "the container without its net namespace" },
			without: "net",
		},
	}),
];

/** An engine that finds `nft` writes its rule there, where the shown command does not look. */
const byNft = ({ rule }: { rule: string }) => rule.startsWith("nft: ");
const notShown = {
	es: "la regla está hoy en nft, y la orden que se muestra, de iptables, no la enseña",
	en: "the rule is in nft today, and the command shown, iptables, does not list it",
};

/** The network behind the bridge, from the host's routes. */
async function networkOf(look: Look): Promise<string> {
	const bridge = await look.bridge();
	return (await look.host.routes()).find(({ device }) => device === bridge)?.destination ?? "";
}

/** All that a place's network stack has: devices with their addresses, routes, sockets. */
async function stack(places: readonly Awaited<ReturnType<Look["container"]>>[]) {
	const stacks: { ns: string; links: string[]; routes: string[]; sockets: string[] }[] = [];
	for (const place of places) {
		stacks.push({
			ns: (await place.namespaces()).net,
			links: (await place.links()).map(
				({ name, addresses }) => `${name} ${addresses.filter((one) => !one.startsWith("fe80")).join(" ")}`,
			),
			routes: (await place.routes()).map(routeKey),
			sockets: (await place.sockets()).map(socketKey).sort(),
		});
	}
	return stacks;
}

/** The container's eth0 and the host's link at its other end, found by index. */
async function pair(look: Look) {
	const eth0 = (await (await inside(look)).links()).find(({ name }) => name === "eth0");
	const other = (await look.host.links()).find(({ index, kind }) => kind === "veth" && index === eth0?.peerIndex);
	return {
		container: { name: eth0?.name ?? "", kind: eth0?.kind ?? "", index: eth0?.index ?? 0, peer: eth0?.peerIndex ?? 0 },
		host: {
			name: other?.name ?? "",
			kind: other?.kind ?? "",
			index: other?.index ?? 0,
			peer: other?.peerIndex ?? 0,
			master: other?.master ?? "",
		},
	};
}
