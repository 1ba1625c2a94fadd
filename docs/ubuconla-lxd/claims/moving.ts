import { claim } from "charla";

/** The second engine of the machine, which serves images; for this claim it is a second host as well. */
const there = "LXD_DIR=/var/lib/charla-image-server";

/** Every process of the host: its PID, the moment of its start, its name. */
const processes =
	"cat /proc/[0-9]*/stat 2>/dev/null | sed -E 's/^([0-9]+) \\((.*)\\) ([^ ]+ ){19}([^ ]+) .*/\\1 \\4 \\2/'";

export const movingClaims = [
	claim({
		id: "mover-entre-hosts",
		quote: "Tener PID diferentes permite mover los contenedores entre hosts sin afectar a otros procesos en ejecución.",
		observe: async (look) => {
			const name = await look.witness(look.name("container"));
			const before = (await (await look.container(name)).init())?.pids ?? [];
			await look.ensure(name, "stopped");
			const running = async () => new Set((await look.run(processes)).stdout.trim().split("\n"));
			// What is there at two looks is no process of a look. What has the container's name is its own: its monitor ends after
			// it. What LXD transfers files with (`lxd forkfile`) ends by itself, seconds after the last of them.
			const [first, second] = [await running(), await running()];
			const own = new Set(
				(await look.run(`grep -lsaF -e ${name} -e forkfile /proc/[0-9]*/cmdline`)).stdout.match(/\d+/g),
			);
			const others = new Set(
				[...first].filter((process) => second.has(process) && !own.has(process.split(" ")[0] ?? "")),
			);
			const steps = [
				`${there} lxc storage create viaje dir`,
				`lxc export ${name} /tmp/viajero.tar.gz --compression none --instance-only`,
				`${there} lxc import /tmp/viajero.tar.gz viajero --storage viaje`,
				`${there} lxc config device add viajero eth0 none`,
				`${there} lxc start viajero`,
			];
			let failed = "";
			for (const step of steps) {
				const { exitCode, stderr } = await look.run(step);
				if (exitCode !== 0 && failed === "") failed = `${step}: ${stderr.trim()}`;
			}
			const query = await look.run(`${there} lxc query /1.0/instances/viajero/state`);
			const pid = Number(/"pid": (\d+)/.exec(query.stdout)?.[1] ?? 0);
			const status = pid > 0 ? (await look.run(`cat /proc/${pid}/status`)).stdout : "";
			const after = (/^NSpid:\s*(.*)$/m.exec(status)?.[1] ?? "").split(/\s+/).filter(Boolean).map(Number);
			const now = await running();
			const gone = [...others]
				.filter((process) => !now.has(process))
				.map((process) => process.split(" ").slice(2).join(" "));
			await look.run(
				`${there} lxc delete --force viajero; ${there} lxc storage delete viaje; rm -f /tmp/viajero.tar.gz`,
			);
			return { before, after, others: others.size, gone, failed };
		},
		judge: ({ before, after, others, gone, failed }) => ({
			verdict:
				failed !== ""
					? "inconclusive"
					: after.at(-1) === 1 && before.at(-1) === 1 && after.length > 1 && after[0] !== before[0] && gone.length === 0
						? "holds"
						: "refuted",
			evidence: [
				{
					what: { es: "su init antes: PID en el host, PID dentro", en: "its init before: PID on the host, PID inside" },
					value: before.join(", ") || "—",
				},
				{ what: { es: "su init después de mudarse", en: "its init after the move" }, value: after.join(", ") || "—" },
				{ what: { es: "otros procesos en ejecución", en: "other running processes" }, value: String(others) },
				{ what: { es: "de ellos, desaparecidos", en: "of them, gone" }, value: gone.join(", ") || "—" },
				...(failed === "" ? [] : [{ what: { es: "falló", en: "failed" }, value: failed }]),
			],
			note: {
				es: "parado, y entre dos LXD sobre un mismo kernel: el PID en el host cambia y el de dentro no",
				en: "stopped, and between two LXDs on one kernel: its PID on the host changes and the one inside does not",
			},
		}),
		counterexample: {
			because: {
				es: "LXD no arranca contenedores sin namespace pid: solo puede falsearse lo observado, como si compartiera los PID del host",
				en: "LXD starts no container without a pid namespace: only what was observed can be falsified, as if it shared the host's PIDs",
			},
			falsify: (observed) => ({ ...observed, after: observed.after.slice(0, 1) }),
		},
	}),
];
