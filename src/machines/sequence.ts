import type { Machine, PreparedCommand } from "./machine.js";
import { MachineUnavailable } from "./machine.js";

/**
 * Runs each of its arguments as a command of its own, with nothing on its standard input, and stops at the first
 * that fails. Answers, a command, four fields that end in NUL: exit code, milliseconds, standard output, standard error.
 */
const runner = `
t=$(mktemp -d) || exit 1
trap 'rm -rf "$t"' EXIT
for command do
	s=$EPOCHREALTIME
	bash -c "$command" </dev/null >"$t/out" 2>"$t/err"
	code=$?
	e=$EPOCHREALTIME
	printf '%s\\0' "$code" "$(((\${e/./}-\${s/./})/1000))" "$(<"$t/out")" "$(<"$t/err")"
	[ "$code" = 0 ] || exit 0
done
`;

/** A command that was run, and what it said. */
export interface SequenceRecord extends PreparedCommand {
	stdout: string;
	stderr: string;
}

/**
 * Runs commands one after the other on a machine's host, in one call (a call costs about 0.15 s).
 *
 * @param limitMs the whole sequence's time limit, in milliseconds
 * @throws MachineUnavailable naming the command that failed, its exit code and the last lines that it wrote
 */
export async function runSequence(
	machine: Pick<Machine, "spawn">,
	commands: readonly string[],
	limitMs: number,
): Promise<SequenceRecord[]> {
	if (commands.length === 0) return [];
	const process = machine.spawn(["bash", "-c", runner, "charla", ...commands]);
	process.stdin.end();
	const timer = setTimeout(() => process.kill("SIGKILL"), limitMs);
	const said = Promise.all([textOf(process.stdout), textOf(process.stderr), process]);
	const [stdout, stderr, result] = await said.finally(() => clearTimeout(timer));
	const records = parseRecords(commands, stdout);
	const failed = records.find((record) => record.exitCode !== 0);
	if (failed !== undefined) {
		const { command, exitCode } = failed;
		const said = lastLines(failed.stderr || failed.stdout);
		throw new MachineUnavailable(
			{ code: "preparation-failed", command, exitCode, seconds: limitMs / 1000, said },
			null,
		);
	}
	if (records.length < commands.length) {
		const command = commands[records.length] ?? "";
		const exitCode = result.signal === undefined ? (result.exitCode ?? null) : null;
		throw new MachineUnavailable(
			{ code: "preparation-failed", command, exitCode, seconds: limitMs / 1000, said: lastLines(stderr) },
			null,
		);
	}
	return records;
}

/** The records in the runner's answer, in the order of the commands; fewer where it was ended early. */
export function parseRecords(commands: readonly string[], answer: string): SequenceRecord[] {
	const fields = answer.split("\0");
	const records: SequenceRecord[] = [];
	for (const [index, command] of commands.entries()) {
		const [exitCode, durationMs, stdout, stderr] = fields.slice(index * 4, index * 4 + 4);
		if (exitCode === undefined || durationMs === undefined || stdout === undefined || stderr === undefined) break;
		if (fields.length <= index * 4 + 4) break;
		records.push({ command, exitCode: Number(exitCode), durationMs: Number(durationMs), stdout, stderr });
	}
	return records;
}

/** The last lines of a program's output, enough to see what was wrong. */
export function lastLines(text: string, count = 8): string {
	return text.trimEnd().split("\n").slice(-count).join("\n");
}

async function textOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString("utf8");
}
