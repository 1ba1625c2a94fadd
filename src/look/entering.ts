import { type NamespaceType, namespaceTypes } from "../model/words.js";

/** nsenter(1)'s option for each namespace. The root directory belongs to the mount namespace. */
const options: Record<NamespaceType, string[]> = {
	mnt: ["-m", "-r", "-w"],
	pid: ["-p"],
	uts: ["-u"],
	net: ["-n"],
	ipc: ["-i"],
	user: ["-U"],
	cgroup: ["-C"],
};

/**
 * The words before a command that put it into the namespaces of a process.
 * @param pid a process of the container, as the host numbers it
 * @param without the namespaces that are left out
 */
export function entering(pid: number, without: readonly NamespaceType[]): string[] {
	const entered = namespaceTypes.filter((type) => !without.includes(type)).flatMap((type) => options[type]);
	return ["nsenter", "-t", String(pid), ...entered, "--"];
}

/** The exit code of {@link whileInside} where no process could enter the container. */
export const NOT_ENTERED = 125;

/**
 * Shell text that asks something about a process that is in a container's namespaces just as long as that takes; `$p` in
 * the question is its number on the host. Bash.
 *
 * nsenter(1) is the parent of what it puts into a PID namespace, and stops itself when that is stopped. systemd stops all
 * processes when it shuts down, and only their parents can then reap them: a container is never down while one waits.
 * @param prefix the words that {@link entering} gives, and before them those that make root
 */
export function whileInside(prefix: readonly string[], question: string): string {
	const root = prefix.slice(0, prefix.indexOf("nsenter")).join(" ");
	return [
		`( ${prefix.join(" ")} sleep 60 </dev/null >/dev/null & s=$!; p=$s; in=`,
		// nsenter forks where it enters a PID namespace, since only a child can be in it; sudo may fork before.
		"for n in {1..2000}; do",
		'	[ -d "/proc/$s" ] || break',
		'	[ "$(cat "/proc/$p/comm" 2>/dev/null)" = sleep ] && in=yes && break',
		'	n=; { read -r n _ <"/proc/$p/task/$p/children"; } 2>/dev/null; p=${n:-$s}',
		"done",
		`if [ "$in" ]; then ${question}\nc=$?; ${root} kill -KILL "$p"; else c=${NOT_ENTERED}; kill "$s" 2>/dev/null; fi`,
		'wait "$s" 2>/dev/null; exit "$c" )',
	].join("\n");
}
