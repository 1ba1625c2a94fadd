import { constants, openSync, readSync } from "node:fs";
import { Socket } from "node:net";
import { execa } from "execa";

/**
 * Makes FIFOs. Node has no call for it, so `mkfifo` is run once for all of them, on this side of the machine.
 * @param paths paths that do not exist yet
 */
export async function makeFifos(paths: readonly string[]): Promise<void> {
	await execa("mkfifo", ["-m", "600", "--", ...paths]);
}

/**
 * Reads a FIFO as its bytes come. Opened before its writer, so that the writer never waits for a reader.
 * A FIFO without a writer is silent; it ends when its last writer has closed it.
 */
export class FifoReader {
	readonly #fd: number;
	readonly #socket: Socket;
	readonly #onData: (bytes: Buffer) => void;
	#ended = false;
	readonly ended: Promise<void>;

	constructor(path: string, onData: (bytes: Buffer) => void) {
		this.#onData = onData;
		this.#fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		this.#socket = new Socket({ fd: this.#fd, readable: true, writable: false });
		this.#socket.on("data", onData);
		this.#socket.on("error", () => this.#socket.destroy());
		this.ended = new Promise((resolve) => {
			this.#socket.on("end", () => {
				this.#ended = true;
			});
			this.#socket.on("close", () => {
				this.#ended = true;
				resolve();
			});
		});
	}

	/**
	 * Takes what already lies in the pipe, without waiting for more. After the writer has said by another way that it
	 * has written all, this makes sure that all has been read.
	 */
	drain(): void {
		const bytes = Buffer.allocUnsafe(65_536);
		while (!this.#ended) {
			const length = readNow(this.#fd, bytes);
			if (length === 0) return;
			this.#onData(Buffer.from(bytes.subarray(0, length)));
		}
	}

	close(): void {
		this.#socket.destroy();
	}
}

function readNow(fd: number, into: Buffer): number {
	try {
		return readSync(fd, into);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EAGAIN") return 0;
		throw error;
	}
}

/** The writing end of a FIFO, held open so that its reader sees no end before {@link close}. */
export class FifoWriter {
	readonly #fd: number;
	readonly #socket: Socket;

	constructor(path: string) {
		// Read and write, because opening a FIFO only for writing waits for (or refuses without) a reader.
		this.#fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
		this.#socket = new Socket({ fd: this.#fd, readable: false, writable: true });
		this.#socket.on("error", () => this.#socket.destroy());
	}

	write(text: string): void {
		this.#socket.write(text);
	}

	close(): void {
		if (this.#socket.destroyed) return;
		this.#socket.destroySoon();
	}
}
