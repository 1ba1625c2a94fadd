import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Trouble } from "../look/obstacle.js";
import type { InstanceState } from "../model/words.js";
import { quote } from "../shell-language/quote.js";
import type { Places } from "./places.js";

/** Milliseconds between two looks at a state that the engine does not announce. */
const LOOK_EVERY_MS = 50;
/** Milliseconds after which a state is not waited for any longer. */
const GIVE_UP_MS = 60_000;

const State = z.object({
	status: z.string(),
	pid: z.number(),
	network: z
		.record(
			z.string(),
			z.object({ addresses: z.array(z.object({ family: z.string(), scope: z.string(), address: z.string() })) }),
		)
		.nullish(),
});

/** What the engine says of an instance now. */
export async function stateOf(places: Places, instance: string): Promise<z.infer<typeof State>> {
	return State.parse(await places.query(`/1.0/instances/${encodeURIComponent(instance)}/state`));
}

/** A command that a preparation ran. */
export interface Execution {
	executed: string;
	exitCode: number | null;
	stderr: string;
	durationMs: number;
}

/**
 * Brings an instance to a state and waits until it is there. Nothing is run where it is there already.
 * `booted` waits for the instance's own init, by systemd's `is-system-running --wait`.
 * @returns the commands that it took
 */
export async function ensureState(places: Places, instance: string, state: InstanceState): Promise<Execution[]> {
	const { status } = await stateOf(places, instance);
	if (state === "stopped") {
		return status === "Stopped" ? [] : [await own(places, `${places.client} stop --force ${quote(instance)}`)];
	}
	const started = status === "Running" ? [] : [await own(places, `${places.client} start ${quote(instance)}`)];
	if (started.some(({ exitCode }) => exitCode !== 0) || state === "running") return started;
	if (state === "booted") await waitForBoot(places, instance);
	else await waitForAddress(places, instance);
	return started;
}

async function waitForBoot(places: Places, instance: string): Promise<void> {
	// Before systemd listens, its client fails at once; afterwards it waits for the end of the boot by itself.
	const ask = `${places.client} exec ${quote(instance)} -- systemctl is-system-running --wait`;
	await until(async () => /^(running|degraded)/.test((await places.own(ask)).stdout), instance, "booted");
}

async function waitForAddress(places: Places, instance: string): Promise<void> {
	await until(
		async () => {
			const { network } = await stateOf(places, instance);
			const addresses = Object.values(network ?? {}).flatMap((link) => link.addresses);
			return addresses.some(({ family, scope }) => family === "inet" && scope === "global");
		},
		instance,
		"addressed",
	);
}

async function until(isThere: () => Promise<boolean>, instance: string, state: "booted" | "addressed"): Promise<void> {
	const giveUp = performance.now() + GIVE_UP_MS;
	while (!(await isThere())) {
		if (performance.now() > giveUp)
			throw new Trouble({ code: "state-not-reached", instance, state, seconds: GIVE_UP_MS / 1000 });
		await sleep(LOOK_EVERY_MS);
	}
}

async function own(places: Places, command: string): Promise<Execution> {
	const { exitCode, stderr, durationMs } = await places.own(command);
	return { executed: command.replaceAll("'", ""), exitCode, stderr, durationMs };
}
