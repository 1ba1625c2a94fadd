import { execa } from "execa";
import { type Machine, type MachinePreparation, MachineUnavailable } from "../machine.js";
import { lastLines } from "../sequence.js";
import type { WorkingTree } from "./working-tree.js";

const unpack = 'mkdir -p "$0" && exec tar --extract --no-same-owner --file=- --directory="$0"';

/**
 * Copies a working tree into a folder of a machine, as root's. It goes through a stream: the machine has no folder of the
 * real one in sight.
 *
 * @throws MachineUnavailable with what tar said
 */
export async function bringFiles(
	machine: Pick<Machine, "spawn">,
	tree: WorkingTree,
	to: string,
): Promise<MachinePreparation> {
	const started = performance.now();
	const pack = execa(
		"tar",
		["--create", "--file=-", "--no-recursion", "--null", "--verbatim-files-from", "--files-from=-"],
		{ cwd: tree.folder, reject: false, buffer: { stdout: false, stderr: true }, input: tree.paths.join("\0") },
	);
	const unpacking = machine.spawn(["sh", "-c", unpack, to]);
	let said = "";
	unpacking.stderr.on("data", (chunk: Buffer) => {
		said += chunk.toString("utf8");
	});
	unpacking.stdout.resume();
	// Its end is told by its exit code.
	unpacking.stdin.on("error", () => {});
	pack.stdout.pipe(unpacking.stdin);
	const [packed, unpacked] = await Promise.all([pack, unpacking]);
	const command = `tar --extract --directory=${to}`;
	// tar ends with 1 where a file changed while it was read.
	const unread = (packed.exitCode ?? 2) > 1;
	if (unread || unpacked.exitCode !== 0) {
		throw new MachineUnavailable(
			{ code: "command-failed", command, said: lastLines(`${unread ? packed.stderr : ""}${said}`) },
			null,
		);
	}
	const reason = { code: "files-brought", folder: tree.name, files: tree.paths.length, bytes: tree.bytes } as const;
	return { command, exitCode: 0, durationMs: performance.now() - started, reason };
}
