import type { Report, ReportedStep } from "../src/model/report.js";

/** A document of two sections of the talk, shortened, for the tests of what is made from reports. */
export const fixtureDocument = `# ubuconla-lxd
Ejemplos de LXD.

## LXD

#### Creación
\`\`\`
lxc remote add lxc-img images.linuxcontainers.org
lxc launch trusty-amd64 [container]
\`\`\`
- Esa imagen se utiliza para crear nuevos contenedores.



## Namespaces

#### UTS

En el host:
\`/bin/cat /etc/hostname\`

En el contenedor:
\`\`\`
/usr/bin/lxc start [container]
/usr/bin/lxc exec [container] /bin/bash
   /bin/cat /etc/hostname
\`\`\`

Ambos contenedores tienen nombres diferentes.

#### Network

En el host:
\`\`\`
/sbin/ip addr show
\`\`\`

---
`;

/** What is another in every run. */
export interface RunValues {
	run: string;
	veth: string;
	mac: string;
	lease: string;
	pid: number;
	inode: number;
	minute: string;
}

export const firstRun: RunValues = {
	run: "gqpn",
	veth: "veth8b2a173f",
	mac: "42:c9:d6:ed:a4:fb",
	lease: "10.0.3.179",
	pid: 2040,
	inode: 4026532180,
	minute: "07:53",
};

export const secondRun: RunValues = {
	run: "e8pc",
	veth: "veth213d70c3",
	mac: "92:e3:4c:41:15:35",
	lease: "10.0.3.193",
	pid: 2077,
	inode: 4026532310,
	minute: "09:12",
};

const types = ["mnt", "uts", "ipc", "pid", "net", "user", "cgroup"];

/** The report of a run of the document, of the form and with the outputs of real ones. */
export function fixtureReport(values: RunValues = firstRun): Report {
	const demo = `demo-${values.run}`;
	const hostSpaces = namespaces(4026531834, 4026531830);
	const ownSpaces = namespaces(4026531834, values.inode);
	const creation = ["ubuconla-lxd", "LXD", "Creación"];
	const uts = ["ubuconla-lxd", "Namespaces", "UTS"];
	const network = ["ubuconla-lxd", "Namespaces", "Network"];
	const refused =
		'Error: Get "https://images.linuxcontainers.org:8443": lookup images.linuxcontainers.org on 10.0.2.3:53: no such host\n';
	const steps = [
		step({
			id: "s1",
			line: 8,
			heading: creation,
			written: "lxc remote add lxc-img images.linuxcontainers.org",
			today: "lxc remote add lxc-img https://127.0.0.1:8443 --public",
			reason: "ese servidor dejó de hablar la API de LXD",
			since: "2021",
			refused,
		}),
		step({
			id: "s2",
			line: 9,
			heading: creation,
			written: "lxc launch trusty-amd64 [container]",
			bound: `lxc launch trusty-amd64 ${demo}`,
			output: `Creating ${demo}\n\rUnpack: 1% (97.34MB/s)\r                      \rStarting ${demo}\n`,
		}),
		step({ id: "s3", line: 20, heading: uts, written: "/bin/cat /etc/hostname", output: "debian12" }),
		step({
			id: "s4",
			line: 24,
			heading: uts,
			written: "/usr/bin/lxc start [container]",
			bound: `/usr/bin/lxc start ${demo}`,
		}),
		step({
			id: "s5",
			line: 25,
			heading: uts,
			written: "/usr/bin/lxc exec [container] /bin/bash",
			bound: `/usr/bin/lxc exec ${demo} /bin/bash`,
			spaces: ownSpaces,
		}),
		step({
			id: "s6",
			line: 26,
			heading: uts,
			place: "container",
			container: demo,
			written: "/bin/cat /etc/hostname",
			output: `${demo}\n`,
			spaces: ownSpaces,
		}),
		step({
			id: "s7",
			line: 35,
			heading: network,
			written: "/sbin/ip addr show",
			output: ipAddrShow(values),
		}),
	].map((made) => (Object.keys(made.namespaces).length > 0 ? made : { ...made, namespaces: hostSpaces }));
	return {
		document: { path: "docs/ubuconla-lxd/README.md", sha256: "0".repeat(64) },
		language: "es",
		machine: {
			name: "debian:12/lxd",
			host: "Debian 12 (bookworm)",
			engine: "LXD",
			engineVersion: "5.0.2",
			kernel: "6.18.44",
			disposable: true,
			image: "Debian 12 (bookworm), made by mmdebstrap",
			cached: [],
		},
		steps,
		preparations: [
			{
				before: "s4",
				executed: `lxc stop --force ${demo}`,
				exitCode: 0,
				reason: "la charla arranca un contenedor parado",
				durationMs: 711.37,
			},
		],
		claims: [
			{
				id: "names-differ",
				line: 29,
				column: 1,
				heading: uts,
				text: "Ambos contenedores tienen nombres diferentes.",
				verdict: "holds",
				declared: "holds",
				reason: null,
				since: null,
				evidence: [
					{ what: "host", value: "debian12" },
					{ what: "contenedor", value: demo },
					{ what: "PID de su init en el host", value: String(values.pid) },
				],
				observed: true,
				counterexample: "refuted",
			},
			{
				id: "image",
				line: 11,
				column: 3,
				heading: creation,
				text: "Esa imagen se utiliza para crear nuevos contenedores.",
				verdict: "refuted",
				declared: "refuted",
				reason: "la imagen es otra",
				since: "2024-04",
				evidence: [],
				observed: true,
				counterexample: null,
			},
		],
		coverage: { statements: 7, sentences: 6, claims: 2, cues: 3, notClaims: 1, uncovered: 0 },
		topology: {
			after: "s7",
			links: [
				link("host", 1, "lo", "loopback", { addresses: ["127.0.0.1/8"] }),
				link("host", 2, "tap0", "tun", { addresses: ["10.0.2.100/24"] }),
				link("host", 3, "lxcbr0", "bridge", { addresses: ["10.0.3.1/24"] }),
				link("host", 17, values.veth, "veth", { peer: { place: demo, index: 16 }, master: "lxcbr0", mac: values.mac }),
				link(demo, 1, "lo", "loopback", { addresses: ["127.0.0.1/8"] }),
				link(demo, 16, "eth0", "veth", { peer: { place: "host", index: 17 }, addresses: [`${values.lease}/24`] }),
			],
			nat: ["-A POSTROUTING -s 10.0.3.0/24 ! -d 10.0.3.0/24 -j MASQUERADE"],
		},
		isolation: {
			namespaces: ["mnt", "pid", "uts", "net", "ipc", "user", "cgroup"],
			rows: [
				{
					claim: "names-differ",
					verdict: {
						mnt: "holds",
						pid: "holds",
						uts: "refuted",
						net: "holds",
						ipc: "holds",
						user: "holds",
						cgroup: "holds",
					},
					needs: ["uts"],
				},
			],
		},
		leftovers: [],
		works: true,
		incomplete: false,
		startedAt: `2026-11-24T${values.minute}:55.688Z`,
		durationMs: 28760.07 + values.pid,
	};
}

interface StepParts {
	id: string;
	line: number;
	heading: string[];
	written: string;
	bound?: string;
	output?: string;
	place?: "host" | "container";
	container?: string;
	spaces?: Record<string, string>;
	today?: string;
	reason?: string;
	since?: string;
	refused?: string;
}

function step(parts: StepParts): ReportedStep {
	const { id, line, heading, written, bound = written, output = "", today, refused = "" } = parts;
	const at = Number(id.slice(1)) * 1000;
	const first = attempt(bound, refused === "" ? output : "", refused);
	return {
		id,
		line,
		column: 1,
		heading,
		block: `b${line}`,
		place: parts.place ?? "host",
		container: parts.container ?? null,
		rule: "default",
		written,
		bound,
		executed: today ?? bound,
		verdict: today ? "adapted" : "as-written",
		declared: today ? "adapted" : "as-written",
		reason: parts.reason ?? null,
		since: parts.since ?? null,
		exitCode: 0,
		stdout: output,
		stderr: "",
		durationMs: 300,
		startedMs: at,
		attempts: today ? [first, attempt(today, output, "")] : [first],
		namespaces: parts.spaces ?? {},
	};
}

function attempt(command: string, stdout: string, stderr: string): ReportedStep["attempts"][number] {
	const failed = stderr !== "";
	return {
		command,
		exitCode: failed ? 1 : 0,
		stdout,
		stderr,
		output: [
			...(stdout ? [{ stream: "stdout" as const, text: stdout }] : []),
			...(stderr ? [{ stream: "stderr" as const, text: stderr }] : []),
		],
		durationMs: 120,
		failed: failed ? "código de salida 1" : null,
	};
}

type FixtureLink = NonNullable<Report["topology"]>["links"][number];

function link(place: string, index: number, name: string, kind: string, rest: Partial<FixtureLink>): FixtureLink {
	return {
		place,
		index,
		name,
		kind,
		peer: null,
		master: null,
		up: true,
		mac: "00:00:00:00:00:00",
		addresses: [],
		...rest,
	};
}

/** The namespaces of a place: one that all share, and seven from an inode on. */
function namespaces(shared: number, first: number): Record<string, string> {
	const own = types.map((type, index) => [type, `${type}:[${first + index}]`] as const);
	return { ...Object.fromEntries(own), time: `time:[${shared}]` };
}

function ipAddrShow({ veth, mac }: RunValues): string {
	return `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
3: lxcbr0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    inet 10.0.3.1/24 scope global lxcbr0
17: ${veth}@if16: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master lxcbr0 state UP
    link/ether ${mac} brd ff:ff:ff:ff:ff:ff link-netnsid 0
`;
}

/** Has a step of a report have printed a text on its first attempt. */
export function print(report: Report, index: number, text: string): void {
	const attempt = report.steps[index]?.attempts[0];
	if (attempt === undefined) throw new Error(`The fixture has no step ${index} that was run.`);
	attempt.output = [{ stream: "stdout", text }];
}
