import { readFileSync } from "node:fs";
import { readlink } from "node:fs/promises";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { namesIn, textOf } from "../cache/files.js";

/** How long the processes of a run may take to end, in milliseconds. */
const END_MS = 3_000;

/** By what the processes of a run are known. */
export interface RunOfProcesses {
	/** The mark in their environment. */
	id: string;
	/** The run's folder; a process without the mark that is still in it is said, not ended. */
	folder: string;
	/** The words before a command that needs root; null where root is not to be had. */
	asRoot: readonly string[] | null;
}

/**
 * Ends every process of a run, also one that has left its session: they bear the run's mark in their environment. Those of
 * another user cannot be looked at, unless root can be had.
 *
 * @returns what could not be ended, one line each
 */
export async function endProcessesOf({ id, folder, asRoot }: RunOfProcesses): Promise<string[]> {
	const mark = `CHARLA_RUN=${id}`;
	for (const limit = Date.now() + END_MS; ; await after(30)) {
		const found = [...(await marked(mark)), ...(await markedOfRoot(mark, asRoot))];
		if (found.length === 0) break;
		if (Date.now() > limit)
			return Promise.all(found.map(async (pid) => `process ${await described(pid)}: could not be ended`));
		for (const pid of found) end(pid, mark);
		if (asRoot !== null && asRoot.length > 0) await asked(asRoot, ["sh", "-c", endMarked, mark]);
	}
	return stayingIn(folder);
}

/** The processes that are in a folder, one line each. One that is just ending has no command line any more: it is waited for. */
async function stayingIn(folder: string): Promise<string[]> {
	for (const limit = Date.now() + END_MS; ; await after(30)) {
		const found = (await processes()).map(async (pid) => {
			const where = await readlink(`/proc/${pid}/cwd`).catch(() => "");
			return `${where}/`.startsWith(`${folder}/`) && Number(pid) !== process.pid ? [pid] : [];
		});
		const staying = (await Promise.all(found)).flat();
		const commands = await Promise.all(staying.map((pid) => textOf(`/proc/${pid}/cmdline`)));
		if (commands.every((command) => command !== "") || Date.now() > limit)
			return Promise.all(staying.map(async (pid) => `process ${await described(pid)}: is still in the run's folder`));
	}
}

/** Processes that bear the mark; this one may be a run's itself, and is not among them. */
async function marked(mark: string): Promise<string[]> {
	const found = (await processes()).map(async (pid) => {
		const environment = await textOf(`/proc/${pid}/environ`);
		return environment.split("\0").includes(mark) && Number(pid) !== process.pid ? [pid] : [];
	});
	return (await Promise.all(found)).flat();
}

const listMarked = 'cd /proc && grep -lzxF -e "$0" [0-9]*/environ 2>/dev/null';
/** Found and ended in one go: a number that was found earlier may have become another process's. */
const endMarked = `for each in $(${listMarked}); do kill -KILL "\${each%%/*}"; done`;

/** The same among those that sudo started. */
async function markedOfRoot(mark: string, asRoot: readonly string[] | null): Promise<string[]> {
	if (asRoot === null || asRoot.length === 0) return [];
	const answer = await asked(asRoot, ["sh", "-c", listMarked, mark]);
	return answer.split("\n").flatMap((line) => /^(\d+)\//.exec(line)?.[1] ?? []);
}

async function asked([program = "true", ...argv]: readonly string[], words: readonly string[]): Promise<string> {
	const options = { reject: false, stdin: "ignore", timeout: 10_000, env: { CHARLA_RUN: "" } } as const;
	return (await execa(program, [...argv, ...words], options)).stdout ?? "";
}

async function processes(): Promise<string[]> {
	return (await namesIn("/proc")).filter((name) => /^\d+$/.test(name));
}

/** Ends a process if it still bears the mark: its number may have become another one's. */
function end(pid: string, mark: string): void {
	try {
		const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
		if (environment.split("\0").includes(mark)) process.kill(Number(pid), "SIGKILL");
	} catch {
		// It has ended meanwhile, or is root's.
	}
}

async function described(pid: string): Promise<string> {
	const command = (await textOf(`/proc/${pid}/cmdline`)).replaceAll("\0", " ").trim();
	return `${pid} ${command.slice(0, 120)}`.trim();
}
