import type { PipedProcess } from "../../machines/machine.js";
import type { Connection } from "./connection.js";
import type { Spawn } from "./kernel-view.js";
import type { Level } from "./level.js";
import { type Dialect, nonce, say } from "./protocol.js";
import { withTimeout } from "./time-limit.js";

/** Milliseconds in which a shell must have its new pipes, and somebody listen to them. */
const FRESH_MS = 30_000;

/**
 * Gives a shell's later statements new pipes, once something in the background may still print into the old ones.
 * @returns whether the shell can still be heard
 */
export async function separate(connection: Connection, level: Level): Promise<boolean> {
	if (!level.mixed || !level.dialect.bash) return true;
	level.mixed = false;
	const [word, ready] = [nonce(), nonce()];
	const said = connection.both([word], () => {});
	connection.write(freshPipes(level.dialect, word));
	const mark = await withTimeout(FRESH_MS, said);
	if (mark === "timeout" || mark?.rest !== "new") return mark !== "timeout";
	connection.listenTo(relay(level.beside, level.id.pid, level.dialect, ready));
	const open = await withTimeout(
		FRESH_MS,
		connection.next("stdout", [ready], () => {}),
	);
	return open !== null && open !== "timeout";
}

/**
 * Shell text that makes two new pipes and puts them where the shell's old streams are: descriptors that the document has
 * led elsewhere stay as they are. It says on the old ones, once it is done, whether there are new ones. No process is made, so `$!` stays
 * too. What was started before keeps the old ones. Bash since 5.1, which passes a short here-string through a pipe; an
 * older one keeps its streams.
 */
function freshPipes(dialect: Dialect, word: string): string {
	const [out, err] = dialect.fds;
	const instead = (fd: string) =>
		`if [[ /dev/fd/${fd} -ef /dev/fd/${out} ]]; then \\exec ${fd}>&37; elif [[ /dev/fd/${fd} -ef /dev/fd/${err} ]]; then \\exec ${fd}>&38; fi`;
	const silently = (text: string) => `{ ${text}; } >/dev/null 2>&1`;
	const old = ["35", "36"] as const;
	return [
		silently("\\exec 35<<<'' 36<<<'' 37<>/dev/fd/35 38<>/dev/fd/36"),
		"if [[ -p /dev/fd/37 && -p /dev/fd/38 ]]; then",
		`${instead("1")}; ${instead("2")}; \\exec 35>&${out} 36>&${err} ${out}>&37 ${err}>&38`,
		`${silently(say(dialect, old, word, "new"))}; else ${silently(say(dialect, [out, err], word, "old"))}; fi`,
		"\\exec 35>&- 36>&- 37>&- 38>&-\n",
	].join("\n");
}

/**
 * Starts a program that hands on what comes out of a shell's pipes, as its own output; it says the nonce on standard
 * output once it has them. Before that nothing may run in the shell: a statement moves the descriptors out of the way.
 */
function relay(spawn: Spawn, pid: number, { fds: [out, err] }: Dialect, word: string): PipedProcess {
	const script = `exec 3<"/proc/$1/fd/$2" 4<"/proc/$1/fd/$3" && echo "$4" && { cat <&3 & exec cat <&4 >&2; }`;
	return spawn(["sh", "-c", script, "sh", String(pid), out, err, word]);
}
