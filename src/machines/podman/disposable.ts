import { release } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { MachineFacts } from "../../model/transcript.js";
import type { Language } from "../../model/words.js";
import { engineCommands, imageServerCommands, type Pool } from "../engine-preparation.js";
import { factWords, prettyName, serverVersion } from "../facts.js";
import type { EngineWants, Machine, Piped, PipedOptions, PreparedCommand } from "../machine.js";
import { poolFor } from "../pool.js";
import { runSequence } from "../sequence.js";
import type { Parts, Running } from "./host.js";
import { endRun } from "./runs.js";

/** A whole host with an engine that can be thrown away. */
export class Disposable implements Machine {
	readonly name: string;
	readonly enter: string;
	#parts: Parts;
	#running: Running;
	#disposing: Promise<string[]> | null = null;

	constructor(parts: Parts, running: Running) {
		const { run } = parts;
		this.name = parts.name;
		this.enter = join(run.folder, "enter");
		this.#parts = parts;
		this.#running = running;
	}

	spawn(argv: readonly string[]): Piped {
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
		options.progress({ what: { en: `starting ${row.engine.name}`, es: `arrancando ${row.engine.name}` } });
		const pool: Pool = await poolFor(this);
		const records = await Promise.all([
			runSequence(this, engineCommands(row.engine, wants, pool), 180_000),
			runSequence(this, imageServerCommands(row.engine, wants), 180_000),
		]);
		return records.flat().map(({ command, exitCode, durationMs }) => ({ command, exitCode, durationMs }));
	}

	async facts(language: Language): Promise<MachineFacts> {
		const say = factWords[language];
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
			image: say.made(image.words),
			cached: [
				...(root.fromCache ? [say.root(row.host.words, root.made)] : []),
				...(this.#parts.options.engineInstalled ? [] : [say.packages(row.engine.name, root.made)]),
				...(image.entry.fromCache ? [say.image(image.words, image.entry.made)] : []),
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
