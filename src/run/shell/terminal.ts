import type { PipedProcess } from "../../machines/machine.js";
import type { Spawn } from "./kernel-view.js";
import { withTimeout } from "./time-limit.js";

/** Milliseconds in which a terminal must be there. */
const OPENING_MS = 10_000;

/**
 * A pseudo-terminal in a shell's place, made by the script(1) that is there, which any carrier of three streams carries: a
 * program whose standard input it is asks as it asks a person, and reads what is typed.
 */
export class Terminal {
	readonly #holder: PipedProcess;
	/** Its path: `/dev/pts/3`. */
	readonly device: string;

	private constructor(holder: PipedProcess, device: string) {
		this.#holder = holder;
		this.device = device;
	}

	/** Opens one; null where none can be had. */
	static async open(spawn: Spawn): Promise<Terminal | null> {
		// Also for a shell of another user's in that place.
		const hold = 'chmod 666 "$(tty)" && tty && exec sleep 86400';
		const holder = spawn(["script", "--quiet", "--return", "--command", hold, "/dev/null"]);
		holder.stdin.on("error", () => {});
		holder.stderr.resume();
		const said = new Promise<string | null>((resolve) => {
			let text = "";
			holder.stdout.on("data", (bytes: Buffer) => {
				text += bytes.toString("utf8");
				const [device] = /\/dev\/\S+(?=\s)/.exec(text) ?? [];
				if (device !== undefined) resolve(device);
			});
			void holder.then(() => resolve(null));
		});
		const device = await withTimeout(OPENING_MS, said);
		if (device !== null && device !== "timeout") return new Terminal(holder, device);
		holder.kill();
		return null;
	}

	type(text: string): void {
		this.#holder.stdin.write(text);
	}

	/** Hangs up. */
	close(): void {
		this.#holder.stdin.end();
		this.#holder.kill();
	}
}
