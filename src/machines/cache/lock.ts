import { createHash } from "node:crypto";
import { connect, createServer, type Server } from "node:net";

/** A lock that this process holds. */
export interface Lock {
	release(): Promise<void>;
}

/**
 * Waits until nobody on this machine holds the lock `name`, and takes it.
 *
 * The lock is a listening socket in Linux's abstract namespace: the kernel lets one process listen on a name, and
 * frees it when that process ends, however it ends. So a killed process never leaves a lock behind, and whoever
 * waits is told by its connection's end rather than by asking again and again. It does not keep the process alive.
 *
 * @param name any string; only who uses the same one is kept out
 * @param waiting called once if somebody else holds it
 */
export async function takeLock(name: string, waiting: () => void = () => {}): Promise<Lock> {
	let told = false;
	for (;;) {
		const server = await listen(name);
		if (server !== null) return { release: () => new Promise((resolve) => server.close(() => resolve())) };
		if (!told) waiting();
		told = true;
		await connectionEnds(name);
	}
}

/** Whether a live process holds the lock `name`. */
export function isLocked(name: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ path: socketName(name) });
		socket.once("connect", () => {
			socket.destroy();
			resolve(true);
		});
		socket.once("error", () => resolve(false));
	});
}

/** The socket's name; at most 108 bytes long, so the lock's is hashed. */
function socketName(name: string): string {
	return `\0charla-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
}

function listen(name: string): Promise<Server | null> {
	return new Promise((resolve, reject) => {
		const connections = new Set<{ destroy(): void }>();
		const server = createServer((socket) => {
			connections.add(socket);
			socket.on("error", () => {});
			socket.once("close", () => connections.delete(socket));
			socket.unref();
			socket.resume();
		});
		server.once("error", (error: NodeJS.ErrnoException) =>
			error.code === "EADDRINUSE" ? resolve(null) : reject(error),
		);
		const close = server.close.bind(server);
		server.close = (done) => {
			const closing = close(done);
			for (const connection of connections) connection.destroy();
			return closing;
		};
		server.listen({ path: socketName(name) }, () => resolve(server));
		server.unref();
	});
}

/** Resolves when the holder's socket is closed, or at once where nobody holds it any more. */
function connectionEnds(name: string): Promise<void> {
	return new Promise((resolve) => {
		const socket = connect({ path: socketName(name) });
		socket.on("error", () => {});
		socket.resume();
		socket.once("close", () => resolve());
	});
}
