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
import { LateChanges } from "./late-changes.js";
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

/** A look that is ended: what its probes still hold is then released. */
export type EndingLook = Look & { end(): Promise<void> };

/** What outlives a single look: the witness, and changes that are late. */
export class LookContext {
	readonly places: Places;
	readonly plan: Plan;
	readonly records: readonly StepRecord[];
	readonly late = new LateChanges();
	#witness: string | null = null;

	constructor(places: Places, plan: Plan, records: readonly StepRecord[]) {
		this.places = places;
		this.plan = plan;
		this.records = records;
	}

	/** A look for a claim, with its section's names; `without` leaves namespaces out wherever a container is entered. */
	look(names: Readonly<Record<string, string>>, without: readonly NamespaceType[] = []): EndingLook {
		return new LiveLook(this, names, without);
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

	/** Takes the witness away. */
	async close(): Promise<void> {
		if (this.#witness !== null) await this.places.own(`${this.places.client} delete --force ${this.#witness}`);
		this.#witness = null;
	}
}

class LiveLook implements EndingLook {
	readonly #context: LookContext;
	readonly #names: Readonly<Record<string, string>>;
	readonly #without: readonly NamespaceType[];
	readonly #probes: LiveProbe[] = [];
	readonly host: Probe;

	constructor(context: LookContext, names: Readonly<Record<string, string>>, without: readonly NamespaceType[]) {
		this.#context = context;
		this.#names = names;
		this.host = this.#opened(LiveProbe.host(context.places));
		this.#without = without;
	}

	async end(): Promise<void> {
		for (const probe of this.#probes.splice(0)) await probe.close();
	}

	#opened(probe: LiveProbe): LiveProbe {
		this.#probes.push(probe);
		return probe;
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

	async container(name: string): Promise<Probe> {
		const { places } = this.#context;
		const { pid } = await stateOf(places, name);
		if (pid <= 0) throw new Trouble({ code: "not-running", container: name });
		return this.#opened(LiveProbe.inside(places, name, pid, this.#without));
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
