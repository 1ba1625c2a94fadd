import type { PipedProcess } from "../../machines/machine.js";
import { withTimeout } from "./time-limit.js";

/** Milliseconds that a look at a process, or its end, may take. */
const LOOK_MS = 5_000;

/** Starts a program in the place where a shell is. */
export type Spawn = (argv: readonly string[]) => PipedProcess;

/** A process, as its own place numbers it. Its start time tells it from a later one with the same number. */
export interface ProcessId {
	pid: number;
	/** Ticks between the system's start and its own, from /proc/PID/stat. */
	started: string;
}

/** What the kernel says of a process: its state as in ps(1), and its standard input. */
export interface ProcessState {
	state: string;
	stdin: string;
}

const look = `
read -r line <"/proc/$1/stat" || exit
set -f; set -- "$1" "$2" \${line##*) }
[ "\${22}" = "$2" ] && echo "$3 $(readlink "/proc/$1/fd/0")"
`;

/** Looks at a process from another one. Null where it is gone, or where nothing could be seen. */
export async function lookAt(spawn: Spawn, { pid, started }: ProcessId): Promise<ProcessState | null> {
	const [state = "", stdin = ""] = (await answerOf(spawn, look, [String(pid), started])).trim().split(" ");
	return state === "" ? null : { state, stdin };
}

/**
 * Ends what is below a process, and says nothing. It reads /proc/PID/stat, whose second field is in brackets and may
 * hold blanks: the 4th is the parent, the 22nd the start. Arguments: the process, its start, `self` where it is to end
 * as well, and the processes that are spared with all below them.
 */
const end = `
root=$1 started=$2 self=$3 spared=" $4 " below=" $1 "
set -f
fields() { line=; read -r line <"/proc/$1/stat" 2>/dev/null; set -- \${line##*) }; parent=$2 start=\${20}; }
fields "$root"; [ "$start" = "$started" ] || exit
all=; set +f; for process in /proc/[0-9]*; do all="$all \${process#/proc/}"; done; set -f
found=yes; while [ "$found" ]; do
	found=
	for pid in $all; do
		case $below$spared in *" $pid "*) continue ;; esac
		fields "$pid"
		case $below in *" $parent "*) below="$below$pid " found=yes ;; esac
	done
done
[ "$self" ] || below=\${below#" $root "}
for pid in $below; do kill -9 "$pid"; done 2>/dev/null
`;

/**
 * Ends what a process has started, from another one.
 * @param more.self whether it is ended as well
 * @param more.spared the processes that are not ended, nor what they have started
 */
export async function endBelow(
	spawn: Spawn,
	{ pid, started }: ProcessId,
	{ self, spared = [] }: { self: boolean; spared?: readonly string[] },
): Promise<void> {
	await answerOf(spawn, end, [String(pid), started, self ? "self" : "", spared.join(" ")]);
}

async function answerOf(spawn: Spawn, script: string, args: readonly string[]): Promise<string> {
	const process = spawn(["sh", "-c", script, "sh", ...args]);
	let answer = "";
	process.stdout.on("data", (bytes: Buffer) => {
		answer += bytes.toString("utf8");
	});
	process.stderr.resume();
	process.stdin.on("error", () => {});
	process.stdin.end();
	if ((await withTimeout(LOOK_MS, process)) === "timeout") process.kill("SIGKILL");
	return answer;
}
