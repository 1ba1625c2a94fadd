import { baseName } from "../shell-language/syntax.js";
import type { Engine } from "./engine.js";
import { incus } from "./incus.js";
import { lxd } from "./lxd.js";

/** The engines that charla knows, by the name that `--machine` has for them. */
export const engines = { lxd, incus } as const satisfies Readonly<Record<string, Engine>>;

/** The names of the engines. */
export type EngineName = keyof typeof engines;

const all: readonly Engine[] = Object.values(engines);

/** The client that a command's name is: `lxc` for `/usr/bin/lxc`; null for other programs. */
export function clientNamed(command: string): string | null {
	return engineOf(baseName(command))?.client ?? null;
}

/** The engine whose client has this name; null for other programs. */
export function engineOf(client: string): Engine | null {
	return all.find((engine) => engine.client === client) ?? null;
}

/** Whether a program comes with an engine and so is typed on the host, although it is not its client: `lxd`, `incus-migrate`. */
export function isEngineProgram(command: string): boolean {
	return all.some(({ programs }) => programs.test(baseName(command)));
}
