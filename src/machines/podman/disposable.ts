import { release } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Engine } from "../../engines/engine.js";
import type { MachineFacts } from "../../model/transcript.js";
import type { MachineLimit } from "../../model/words.js";
import { engineCommands, imageServerCommands, type Pool } from "../engine-preparation.js";
import { prettyName, serverVersion } from "../facts.js";
import type {
	EngineWants,
	Machine,
	MachinePreparation,
	PipedOptions,
	PipedProcess,
	PreparedCommand,
} from "../machine.js";
import { poolFor } from "../pool.js";
import { runSequence } from "../sequence.js";
import type { HostAccess, Parts } from "./host.js";
import { endRun } from "./runs.js";

/** A whole host with an engine that can be thrown away. */
export class Disposable implements Machine {
	readonly name: string;
	readonly engine: Engine;
	readonly enter: string;
	readonly folder?: string;
	readonly prepared: MachinePreparation[] = [];
	#parts: Parts;
	#running: HostAccess;
	#disposing: Promise<string[]> | null = null;

	constructor(parts: Parts, running: HostAccess) {
		const { run } = parts;
		this.name = parts.name;
		this.engine = parts.row.engine;
		this.enter = join(run.folder, "enter");
		if (parts.folder !== null) this.folder = parts.folder;
		this.#parts = parts;
		this.#running = running;
	}

	spawn(argv: readonly string[]): PipedProcess {
		const { exec, environment } = this.#running;
		const [program = "", ...before] = exec;
		const ours = { env: environment, detached: true };
		const options: PipedOptions = {
			...ours,
			...{ stdin: "pipe", stdout: "pipe", stderr: "pipe", reject: false, buffer: false },
		};
		return execa(program, [...before, ...argv], options);
	}

	async startEngine(wants: EngineWants): Promise<PreparedCommand[]> {
		const { row, options } = this.#parts;
		options.progress({ code: "starting-engine", engine: row.engine.name });
		const pool: Pool = await poolFor(this);
		const records = await Promise.all([
			runSequence(this, engineCommands(row.engine, wants, pool), 180_000),
			runSequence(this, imageServerCommands(row.engine, wants), 180_000),
		]);
		return records.flat().map(({ command, exitCode, durationMs }) => ({ command, exitCode, durationMs }));
	}

	limitsReached(): Promise<MachineLimit[]> {
		return this.#running.limits.reached();
	}

	async facts(): Promise<MachineFacts> {
		const { row, root, image, name } = this.#parts;
		const [osRelease, server] = await runSequence(
			this,
			["cat /etc/os-release", `${row.engine.client} query /1.0 || true`],
			30_000,
		);
		return {
			name,
			host: prettyName(osRelease?.stdout ?? "") ?? row.host.words,
			engine: row.engine.name,
			engineVersion: serverVersion(server?.stdout ?? "") ?? "",
			kernel: release(),
			disposable: true,
			bridge: row.engine.bridge,
			image: { name: image.words, made: true },
			cached: [
				...(root.fromCache ? [{ part: "root" as const, name: row.host.words, made: root.made }] : []),
				...(this.#parts.options.engineInstalled
					? []
					: [{ part: "packages" as const, name: row.engine.name, made: root.made }]),
				...(image.entry.fromCache ? [{ part: "image" as const, name: image.words, made: image.entry.made }] : []),
			],
		};
	}

	dispose(): Promise<string[]> {
		this.#disposing ??= this.#parts.options.keep ? this.#leave() : endRun(this.#parts.run);
		return this.#disposing;
	}

	/** A kept machine is nobody's now; `clean` takes it away. */
	async #leave(): Promise<string[]> {
		await this.#parts.run.lock.release();
		return [];
	}
}
