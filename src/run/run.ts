import type { Companion } from "../companion/definition.js";
import type { Machine } from "../machines/machine.js";
import type { OnEvent } from "../model/events.js";
import type { Plan, Preparation, Step } from "../model/plan.js";
import type { Reason } from "../model/reason.js";
import type {
	Attempt,
	ClaimRecord,
	MachineFacts,
	PreparationRecord,
	StepRecord,
	Topology,
	Transcript,
} from "../model/transcript.js";
import { variableIn } from "../shell-language/variable-name.js";
import { attemptOf, failedAsExpected } from "./attempt.js";
import { ContainerNames } from "./container-names.js";
import { endCame, tellsToEnd } from "./ends-machine.js";
import { LookContext } from "./looks.js";
import { observe } from "./observe.js";
import { Places } from "./places.js";
import { reasonOf } from "./reason-of.js";
import { NoShell } from "./shell/no-shell.js";
import type { Shell } from "./shell/shell.js";
import { variableValue } from "./shell/variable-value.js";
import { type Execution, ensureState, stateOf } from "./states.js";
import { topology } from "./topology.js";

/** What a run needs beside its plan. */
export interface RunOptions {
	onEvent?: OnEvent;
	/** Ends the run after the statement that is running. */
	signal?: AbortSignal;
	/** The companion, for what its claims observe. */
	companion?: Companion | null;
	/** Whether every claim's counterexample is tried as well. */
	counterexamples?: boolean;
}

/**
 * Runs a plan's steps in order on a machine. The machine is neither opened nor disposed of here.
 * @returns everything that was seen; the leftovers are added by whoever disposes of the machine
 */
export async function run(plan: Plan, machine: Machine, options: RunOptions = {}): Promise<Transcript> {
	return new Runner(plan, machine, options).run();
}

class Runner {
	readonly #plan: Plan;
	readonly #machine: Machine;
	readonly #places: Places;
	readonly #onEvent: OnEvent;
	readonly #signal: AbortSignal | undefined;
	readonly #companion: Companion | null;
	readonly #counterexamples: boolean;
	readonly #looks: LookContext;
	readonly #preparations: PreparationRecord[] = [];
	readonly #records: StepRecord[] = [];
	readonly #claims: ClaimRecord[] = [];
	/** The steps that opened the shells in a container, the innermost last. */
	readonly #openers = new Map<string, StepRecord[]>();
	readonly #containerNames = new ContainerNames();
	readonly #started = performance.now();

	constructor(plan: Plan, machine: Machine, { onEvent, signal, companion, counterexamples }: RunOptions) {
		this.#plan = plan;
		this.#machine = machine;
		this.#places = new Places(machine);
		this.#onEvent = onEvent ?? (() => {});
		this.#signal = signal;
		this.#companion = companion ?? null;
		this.#counterexamples = counterexamples ?? false;
		this.#looks = new LookContext(this.#places, plan, this.#records);
	}

	async run(): Promise<Transcript> {
		try {
			return await this.#run();
		} finally {
			this.#places.close();
		}
	}

	async #run(): Promise<Transcript> {
		const startedAt = new Date().toISOString();
		const { steps, machine } = this.#plan;
		const { hasEngine = false } = this.#machine;
		let engineDue = machine.installs === null || hasEngine;
		for (const step of steps) {
			this.#signal?.throwIfAborted();
			await this.#noteMachine();
			if (step.skip === null) this.#noteBrought(step);
			if (engineDue && step.skip === null) {
				await this.#startEngine(step);
				engineDue = false;
			}
			const record = await this.#step(step);
			this.#records.push(record);
			this.#onEvent({ kind: "step-ended", step, record });
			if (step.id === machine.installs && !hasEngine) engineDue = record.attempts.at(-1)?.failure === null;
			if (record.skipped === null) await this.#observe(step);
		}
		this.#signal?.throwIfAborted();
		await this.#looks.late.settle();
		await this.#noteMachine({ asks: true });
		const network = await this.#topology();
		await this.#looks.close().catch(() => {});
		for (const [container, exitCode] of await this.#places.leaveAll()) this.#noteExit(container, exitCode);
		const facts = await this.#facts();
		const transcript: Transcript = {
			plan: this.#plan,
			machine: facts,
			steps: this.#records,
			claims: this.#claims,
			preparations: this.#preparations,
			topology: network,
			leftovers: [],
			startedAt,
			durationMs: performance.now() - this.#started,
		};
		this.#onEvent({ kind: "ended", transcript });
		return transcript;
	}

	/** The step with the names of its containers, where the document has variables for them. */
	async #named(step: Step): Promise<Step> {
		try {
			return await this.#containerNames.of(step, () => this.#places.host());
		} catch (error) {
			if (!(error instanceof NoShell)) throw error;
			return step;
		}
	}

	/** What the machine is; where it has ended, no more than its name. */
	async #facts(): Promise<MachineFacts> {
		try {
			return await this.#machine.facts();
		} catch {
			const { name } = this.#machine;
			const disposable = this.#machine.admit === undefined;
			return { name, host: "", engine: "", engineVersion: "", kernel: "", disposable, image: null, cached: [] };
		}
	}

	/** Why nothing can be typed on the machine any more, once that is so. */
	#ended: Reason | null = null;

	/**
	 * Notes whether the step before has ended the machine: the document's shell on the host has ended, and no other one opens.
	 * @param more.asks whether that shell is asked; otherwise it is there until it is known to have ended
	 */
	async #noteMachine({ asks = false } = {}): Promise<void> {
		if (this.#ended !== null || (await this.#places.hasHost(asks))) return;
		try {
			await this.#places.host();
		} catch (error) {
			if (!(error instanceof NoShell)) throw error;
			this.#ended = { code: "machine-ended", stderr: error.stderr };
			const attempt = this.#records.at(-1)?.attempts.at(-1);
			if (attempt) attempt.failure = { kind: "machine-ended" };
		}
	}

	async #step(planned: Step): Promise<StepRecord> {
		const record: StepRecord = {
			id: planned.id,
			attempts: [],
			failedAsExpected: false,
			skipped: planned.skip ?? this.#ended,
			namespaces: {},
			startedMs: performance.now() - this.#started,
		};
		const step = record.skipped === null ? await this.#named(planned) : planned;
		record.skipped ??= this.#refusal(step, step.bound) ?? this.#unopened(step);
		if (record.skipped !== null) return record;
		this.#onEvent({ kind: "step-started", step });
		for (const preparation of step.preparations) await this.#prepare(step, preparation);
		const written = await this.#attempt(step, step.bound, record);
		record.attempts.push(written);
		if (step.adaptation !== null && failedAsExpected(written, step.adaptation)) {
			record.failedAsExpected = true;
			record.skipped = this.#refusal(step, step.adaptation.command);
			if (record.skipped === null) record.attempts.push(await this.#attempt(step, step.adaptation.command, record));
		}
		return record;
	}

	/** Why a statement is not typed whose shell was refused; null for all others. */
	#unopened(step: Step): Reason | null {
		if (step.client !== undefined || step.opens?.client !== undefined) return { code: "other-client" };
		const unknown = variableIn(step.container ?? "") ?? variableIn(step.opens?.container ?? "");
		if (unknown !== null) return { code: "unset-container" };
		const waits = step.place === "host" && step.rule === "shell" && this.#machine.admit !== undefined;
		return waits && this.#places.innerHost === null ? { code: "shell-not-started" } : null;
	}

	/** Why the machine does not let a command be typed on its host, or null. */
	#refusal(step: Step, command: string): Reason | null {
		// Another user's shell would lose what leads the document's commands to the run's own project.
		if (step.opens?.container === null && this.#machine.admit !== undefined) return { code: "other-user" };
		const admission = step.place === "host" ? this.#machine.admit?.(command) : undefined;
		return admission !== undefined && "refused" in admission ? admission.refused : null;
	}

	/** A command as the machine's host wants it typed: through sudo, say. */
	#admitted(step: Step, command: string): string {
		const admission = step.place === "host" ? this.#machine.admit?.(command) : undefined;
		return admission !== undefined && "run" in admission ? admission.run : command;
	}

	/** Watches the files that a command on the host may write. */
	async #watch(step: Step, shell: Shell, command: string): Promise<() => Promise<void>> {
		if (step.place !== "host" || this.#machine.watch === undefined) return async () => {};
		return this.#machine.watch(command, (name) => variableValue(shell, name));
	}

	async #attempt(step: Step, typed: string, record: StepRecord): Promise<Attempt> {
		const command = this.#admitted(step, typed);
		if (step.opens) return this.#open({ ...step.opens, nested: step.place === "container" }, command, record);
		const shell = step.place === "host" ? await this.#shellOnHost(step) : await this.#shellIn(step);
		if (shell === null) return noShell(command, { code: "no-container-named" });
		if (shell instanceof NoShell) return noShell(command, shell.reason);
		record.namespaces = await this.#namespaces(step, shell);
		const ended = await this.#watch(step, shell, command);
		const outcome = await shell.run({
			text: command,
			watches: step.assigns,
			timeoutMs: step.timeoutSeconds * 1000,
			answers: step.answers ?? [],
			onOutput: (chunk) => this.#onEvent({ kind: "output", step, chunk }),
		});
		await ended();
		const attempt = await this.#withLimits(attemptOf(command, outcome, step));
		if (outcome.ended === "normally" && tellsToEnd(command) && (await endCame(shell))) {
			return { ...attempt, exitCode: null, failure: { kind: "shell-ended" } };
		}
		if (outcome.ended !== "shell-ended" || outcome.leftWith === null) return attempt;
		this.#noteExit(step.container ?? "", outcome.leftWith);
		return { ...attempt, exitCode: outcome.leftWith };
	}

	/** A failure with the limits of the machine that were reached meanwhile. */
	async #withLimits(attempt: Attempt): Promise<Attempt> {
		const limits = (attempt.failure && (await this.#machine.limitsReached?.())) ?? [];
		return limits.length === 0 ? attempt : { ...attempt, limits };
	}

	/** Opens a shell by the document's own command; its exit code is known once it is left. */
	async #open(
		{ container, nested }: { container: string | null; nested: boolean },
		command: string,
		record: StepRecord,
	): Promise<Attempt> {
		const started = performance.now();
		const attempt: Attempt = {
			command,
			exitCode: null,
			stdout: "",
			stderr: "",
			output: [],
			durationMs: 0,
			failure: null,
		};
		if (!nested && container !== null) this.#noteExit(container, await this.#places.leave(container));
		try {
			if (container === null) await this.#places.nestOnHost(command);
			else if (nested) await this.#places.nest(container, command);
			else await this.#places.open(container, command, "document");
			const key = container ?? "";
			this.#openers.set(key, [...(this.#openers.get(key) ?? []), record]);
			record.namespaces = await this.#hostNamespaces(await this.#places.host()).catch(() => ({}));
		} catch (error) {
			if (!(error instanceof NoShell)) throw error;
			const { stdout, stderr, exitCode } = error;
			attempt.failure =
				exitCode === null ? { kind: "no-shell", reason: error.reason } : { kind: "exit-code", exitCode };
			Object.assign(attempt, { stdout, stderr, exitCode });
			if (stdout !== "") attempt.output.push({ stream: "stdout", text: stdout });
			if (stderr !== "") attempt.output.push({ stream: "stderr", text: stderr });
		}
		attempt.durationMs = performance.now() - started;
		return attempt;
	}

	/** The document's shell on the host, or the one that it started there; that is left where it goes on outside. */
	async #shellOnHost(step: Step): Promise<Shell | NoShell> {
		if (step.rule !== "shell") {
			while (this.#places.innerHost !== null) this.#noteExit("", await this.#places.leaveInnerHost());
			return this.#places.host().catch((error: unknown) => {
				if (error instanceof NoShell) return error;
				throw error;
			});
		}
		return this.#places.innerHost ?? new NoShell(null, "", "", { code: "shell-not-started" });
	}

	/** The shell of a container that the document has opened, or one that charla opens because none is open. */
	async #shellIn(step: Step): Promise<Shell | NoShell | null> {
		const { container } = step;
		if (container === null) return null;
		const open = this.#places.container(container);
		if (open) return open;
		const command = this.#places.entering(container);
		const started = performance.now();
		const record = {
			before: step.id,
			executed: command.replaceAll("'", ""),
			reason: { code: "no-open-shell" } as const,
		};
		try {
			const shell = await this.#places.open(container, command, "charla");
			this.#note({ ...record, exitCode: 0, durationMs: performance.now() - started });
			return shell;
		} catch (error) {
			if (!(error instanceof NoShell)) throw error;
			this.#note({ ...record, exitCode: error.exitCode, durationMs: performance.now() - started });
			return error;
		}
	}

	/** Observes the claims whose moment is after a step. */
	async #observe(step: Step): Promise<void> {
		for (const claim of this.#plan.claims.filter(({ after }) => after === step.id)) {
			const entry = this.#companion?.claims?.find(({ id }) => id === claim.id);
			if (!entry) continue;
			this.#onEvent({ kind: "claim-started", claim });
			const record = await observe(claim, entry, this.#looks, this.#counterexamples);
			this.#claims.push(record);
			this.#onEvent({ kind: "claim-ended", claim, record });
		}
	}

	/** The network after the last step that was run; null where no engine answers. */
	async #topology(): Promise<Topology | null> {
		const last = this.#records.findLast(({ skipped }) => skipped === null);
		return last ? topology(this.#looks, last.id).catch(() => null) : null;
	}

	async #prepare(step: Step, preparation: Preparation): Promise<void> {
		// A reader leaves a container's shell before the container is stopped.
		if (preparation.kind === "ensure" && preparation.state === "stopped") {
			this.#noteExit(preparation.instance, await this.#places.leave(preparation.instance));
		}
		const reason = { code: "text", text: preparation.because } as const;
		for (const ran of await this.#ran(preparation)) this.#note({ before: step.id, reason, ...ran });
	}

	/** Runs a preparation. One that cannot be, since the instance is not there, say, is noted; its step shows the rest. */
	async #ran(preparation: Preparation): Promise<Omit<PreparationRecord, "before" | "reason">[]> {
		if (preparation.kind === "run") {
			return [await this.#ranCommand(preparation.command)];
		}
		const { instance, state } = preparation;
		const started = performance.now();
		try {
			return (await ensureState(this.#places, instance, state)).map(outcome);
		} catch (error) {
			const durationMs = performance.now() - started;
			return [{ executed: `${instance}: ${state}`, exitCode: null, durationMs, failed: reasonOf(error) }];
		}
	}

	async #ranCommand(executed: string): Promise<Omit<PreparationRecord, "before" | "reason">> {
		try {
			return outcome({ executed, ...(await this.#places.own(`(\n${executed}\n)`)) });
		} catch (error) {
			return { executed, exitCode: null, durationMs: 0, failed: reasonOf(error) };
		}
	}

	#brought = false;

	/** Notes what was brought to the machine before its first step. */
	#noteBrought(first: Step): void {
		if (this.#brought) return;
		this.#brought = true;
		for (const { command, ...record } of this.#machine.prepared ?? [])
			this.#note({ before: first.id, executed: command, ...record });
	}

	async #startEngine(before: Step): Promise<void> {
		const { images, imageServer } = this.#plan.machine;
		const noted = { before: before.id, reason: { code: "engine-start" } } as const;
		try {
			const commands = await this.#machine.startEngine({ images, imageServer });
			for (const { command, exitCode, durationMs } of commands) {
				this.#note({ ...noted, executed: command, exitCode, durationMs });
			}
		} catch (error) {
			// What the document did before may be why; then that is for the report.
			if (this.#records.every(({ attempts }) => attempts.length === 0)) throw error;
			this.#note({ ...noted, executed: "", exitCode: null, durationMs: 0, failed: reasonOf(error) });
		}
	}

	async #namespaces(step: Step, shell: Shell): Promise<Record<string, string>> {
		if (step.place === "host") return this.#hostNamespaces(shell).catch(() => ({}));
		// The engine may no longer know the instance into whose shell this is typed.
		return this.#namespacesOf(step.container ?? "").catch(() => ({}));
	}

	#host: { pid: number; namespaces: Record<string, string> } | null = null;

	async #hostNamespaces(shell: Shell): Promise<Record<string, string>> {
		if (this.#host?.pid !== shell.pid) {
			this.#host = { pid: shell.pid, namespaces: await this.#places.namespaces(shell.pid) };
		}
		return this.#host.namespaces;
	}

	readonly #containers = new Map<Shell | null, Record<string, string>>();

	async #namespacesOf(container: string): Promise<Record<string, string>> {
		const shell = this.#places.container(container);
		const known = this.#containers.get(shell);
		if (known) return known;
		const { pid } = await stateOf(this.#places, container);
		const namespaces = await this.#places.namespaces(pid);
		this.#containers.set(shell, namespaces);
		return namespaces;
	}

	#noteExit(container: string, exitCode: number | null): void {
		const attempt = this.#openers.get(container)?.pop()?.attempts.at(-1);
		if (attempt) attempt.exitCode = exitCode;
	}

	#note(record: PreparationRecord): void {
		this.#preparations.push(record);
		this.#onEvent({ kind: "preparation", record });
	}
}

function noShell(command: string, reason: Reason): Attempt {
	return {
		command,
		exitCode: null,
		stdout: "",
		stderr: "",
		output: [],
		durationMs: 0,
		failure: { kind: "no-shell", reason },
	};
}

/** What a preparation's command came to. */
function outcome({ executed, exitCode, stderr, durationMs }: Execution): Omit<PreparationRecord, "before" | "reason"> {
	const failed: Reason = { code: "text", text: stderr };
	return { executed, exitCode, durationMs, ...(exitCode === 0 ? {} : { failed }) };
}
