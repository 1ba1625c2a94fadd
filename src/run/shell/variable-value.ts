import type { Shell } from "./shell.js";

/** The value of a variable in an open shell, empty where it has none. The shell's `$?` stays what it was. */
export async function variableValue(shell: Shell, name: string): Promise<string> {
	const text = `( charla=$?; printf %s "\${${name}-}"; exit $charla )`;
	return (await shell.run({ text, timeoutMs: 10_000 })).stdout;
}
