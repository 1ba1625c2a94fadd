import { z } from "zod";
import type { ImageView, InstanceView, Look, NatRule, Output, Probe } from "../look/look.js";
import { Trouble } from "../look/obstacle.js";
import { parseNat, parseNft } from "../look/parse.js";
import { LiveProbe } from "../look/probe.js";
import type { Plan } from "../model/plan.js";
import type { Target } from "../model/target.js";
import type { StepRecord } from "../model/transcript.js";
import type { InstanceState, NamespaceType } from "../model/words.js";
import { quote } from "../shell-language/quote.js";
import type { Places } from "./places.js";
import { ensureState, stateOf } from "./states.js";

const Instance = z.object({ status: z.string(), config: z.record(z.string(), z.string()) });
const Profile = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())) });
const Alias = z.object({ target: z.string() });
const Image = z.object({
	fingerprint: z.string(),
	architecture: z.string(),
	public: z.boolean(),
	properties: z.record(z.string(), z.string()),
	aliases: z.array(z.object({ name: z.string() })).nullish(),
});

/** What outlives a single look: probes that wait in containers, and the witness. */
export class LookContext {
	readonly places: Places;
	readonly plan: Plan;
	readonly records: readonly StepRecord[];
	readonly #probes = new Map<string, { init: number; probe: LiveProbe }>();
	#host: LiveProbe | null = null;
	#witness: string | null = null;

	constructor(places: Places, plan: Plan, records: readonly StepRecord[]) {
		this.places = places;
		this.plan = plan;
		this.records = records;
	}

	/** A look for a claim, with its section's names; `without` leaves namespaces out wherever a container is entered. */
	async look(names: Readonly<Record<string, string>>, without: readonly NamespaceType[] = []): Promise<Look> {
		this.#host ??= await LiveProbe.host(this.places);
		return new LiveLook(this, names, this.#host, without);
	}

	async probe(container: string, without: readonly NamespaceType[]): Promise<Probe> {
		const { pid } = await stateOf(this.places, container);
		if (pid <= 0) throw new Trouble({ code: "not-running", container });
		const key = `${container} ${without.join(" ")}`;
		const known = this.#probes.get(key);
		if (known?.init === pid) return known.probe;
		await known?.probe.close();
		const probe = await LiveProbe.inside(this.places, container, pid, without);
		this.#probes.set(key, { init: pid, probe });
		return probe;
	}

	async witness(like: string): Promise<string> {
		const name = this.#witness ?? `testigo-${this.plan.runId}`;
		if (this.#witness === null) {
			const { config } = Instance.parse(await this.places.query(`/1.0/instances/${like}`));
			const made = await this.places.own(
				`${this.places.client} init ${quote(config["volatile.base_image"] ?? "")} ${name}`,
			);
			if (made.exitCode !== 0) throw new Trouble({ code: "no-witness", stderr: made.stderr });
			this.#witness = name;
		}
		await ensureState(this.places, name, "running");
		return name;
	}

	/** Ends the probes and takes the witness away. */
	async close(): Promise<void> {
		for (const { probe } of this.#probes.values()) await probe.close();
		this.#probes.clear();
		if (this.#witness !== null) await this.places.own(`${this.places.client} delete --force ${this.#witness}`);
		this.#witness = null;
	}
}

class LiveLook implements Look {
	readonly #context: LookContext;
	readonly #names: Readonly<Record<string, string>>;
	readonly #without: readonly NamespaceType[];
	readonly host: Probe;

	constructor(
		context: LookContext,
		names: Readonly<Record<string, string>>,
		host: Probe,
		without: readonly NamespaceType[],
	) {
		this.#context = context;
		this.#names = names;
		this.host = host;
		this.#without = without;
	}

	name(placeholder: string): string {
		const name = this.#names[placeholder];
		if (name === undefined) throw new Trouble({ code: "no-such-name", placeholder });
		return name;
	}

	step(target: Target): Output {
		const { plan, records } = this.#context;
		const under = typeof target.under === "string" ? [target.under] : target.under;
		for (const record of [...records].reverse()) {
			const step = plan.steps.find(({ id }) => id === record.id);
			const last = record.attempts.at(-1);
			if (step?.written !== target.statement || last === undefined) continue;
			if (under !== undefined && !under.includes(step.heading.at(-1) ?? "")) continue;
			if (target.place !== undefined && step.place !== target.place) continue;
			return last;
		}
		throw new Trouble({ code: "no-such-step", statement: target.statement });
	}

	container(name: string): Promise<Probe> {
		return this.#context.probe(name, this.#without);
	}

	async instance(name: string): Promise<InstanceView | null> {
		const answer = await this.#query(`/1.0/instances/${encodeURIComponent(name)}`);
		if (answer === null) return null;
		const { status, config } = Instance.parse(answer);
		const snapshots = z
			.array(z.string())
			.parse(await this.#query(`/1.0/instances/${encodeURIComponent(name)}/snapshots`));
		return {
			status,
			baseImage: config["volatile.base_image"] ?? "",
			snapshots: snapshots.map((path) => decodeURIComponent(path.replace(/\?.*$/, "").split("/").at(-1) ?? "")),
		};
	}

	async image(name: string): Promise<ImageView | null> {
		const alias = await this.#query(`/1.0/images/aliases/${encodeURIComponent(name)}`);
		const fingerprint = alias === null ? name : Alias.parse(alias).target;
		const answer = await this.#query(`/1.0/images/${encodeURIComponent(fingerprint)}`);
		if (answer === null) return null;
		const { aliases, ...image } = Image.parse(answer);
		return { ...image, aliases: (aliases ?? []).map((one) => one.name) };
	}

	async read(instance: string, path: string): Promise<string | null> {
		const command = `${this.#context.places.client} file pull ${quote(instance + path)} -`;
		const { exitCode, stdout, stderr } = await this.run(command);
		if (exitCode === 0) return stdout;
		if (/not found|no such file/i.test(stderr)) return null;
		throw new Error(`${command}: ${stderr.trim()}`);
	}

	async #query(path: string): Promise<unknown> {
		const { places } = this.#context;
		const { exitCode, stdout, stderr } = await places.own(`${places.client} query ${quote(places.inProject(path))}`);
		if (exitCode === 0) return JSON.parse(stdout);
		if (/not found/i.test(stderr)) return null;
		throw new Error(`query ${path}: ${stderr.trim()}`);
	}

	run(command: string): Promise<Output> {
		return this.host.run(command);
	}

	must(command: string): Promise<Output> {
		return this.host.must(command);
	}

	async bridge(): Promise<string> {
		const { devices } = Profile.parse(await this.#query("/1.0/profiles/default"));
		return devices.eth0?.network ?? devices.eth0?.parent ?? "";
	}

	async nat(): Promise<NatRule[]> {
		const { exitCode, stdout, stderr } = await this.run("iptables-save -t nat");
		if (exitCode !== 0) throw new Error(`iptables-save: ${stderr.trim()}`);
		const rules = parseNat(stdout);
		if (rules.length > 0) return rules;
		const nft = await this.run("nft list ruleset");
		return nft.exitCode === 0 ? parseNft(nft.stdout) : [];
	}

	witness(like: string): Promise<string> {
		return this.#context.witness(like);
	}

	async ensure(instance: string, state: InstanceState): Promise<void> {
		await ensureState(this.#context.places, instance, state);
	}
}
