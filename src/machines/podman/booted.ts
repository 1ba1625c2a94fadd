import type { Machine } from "../machine.js";
import { MachineUnavailable } from "../machine.js";

/** Before init listens, its client fails at once; afterwards it waits for the end of the boot by itself. */
const waiting = `
for ((i = 0; i < 1200; i++)); do
	case $(systemctl is-system-running --wait 2>&1) in running | degraded) exit 0 ;; esac
	sleep 0.05
done
systemctl --no-pager list-jobs
exit 1`;

/**
 * Waits until a machine has booted: its init has started all that it starts by itself.
 *
 * @throws MachineUnavailable with what it still waits for after a minute
 */
export async function booted(machine: Pick<Machine, "spawn">): Promise<void> {
	const process = machine.spawn(["bash", "-c", waiting]);
	process.stdin.end();
	let said = "";
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("data", (chunk: Buffer) => {
			said += chunk.toString("utf8");
		});
	}
	const { exitCode } = await process;
	if (exitCode !== 0) throw new MachineUnavailable({ code: "not-booted", said: said.trim() }, null);
}
