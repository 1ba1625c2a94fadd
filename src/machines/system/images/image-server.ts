import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import { MachineUnavailable } from "../../machine.js";
import type { ImageFile } from "./image.js";

/** An image server that is open. */
export interface ImageServer {
	/** `host:port`; another port than the one that was asked for where somebody has that. */
	address: string;
	close(): Promise<void>;
}

/**
 * A public image server, as images.linuxcontainers.org was in 2015: the part of LXD's REST API from which a client reads
 * images, in this very process. So an ordinary user can have one, and the engine that is there is left as it is.
 *
 * @param address `host:port`
 * @param aliases under which the image is served
 * @param folder takes the server's key and certificate
 */
export async function openImageServer(
	address: string,
	aliases: readonly string[],
	image: ImageFile,
	folder: string,
): Promise<ImageServer> {
	const server = createServer(await certificate(folder), answering(aliases, image));
	const [host = "127.0.0.1", port = "0"] = address.split(":");
	const taken = (await listens(server, host, Number(port))) ? null : await listens(server, host, 0);
	if (taken === false) throw new MachineUnavailable({ code: "no-port", host }, null);
	const bound = server.address();
	return {
		address: `${host}:${typeof bound === "object" && bound !== null ? bound.port : port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function listens(server: Server, host: string, port: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const refused = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
		server.once("error", refused);
		server.listen(port, host, () => {
			server.off("error", refused);
			resolve(true);
		});
		server.unref();
	});
}

/** A key and a certificate of a day, made by openssl: Node makes keys, but no certificates. */
async function certificate(folder: string): Promise<{ key: Buffer; cert: Buffer }> {
	const [key, cert] = [join(folder, "image-server.key"), join(folder, "image-server.crt")];
	const made = await execa(
		"openssl",
		[
			...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
			...["-subj", "/O=charla/CN=charla", "-addext", "subjectAltName=DNS:charla,IP:127.0.0.1"],
			...["-keyout", key, "-out", cert],
		],
		{ reject: false, stdin: "ignore", timeout: 20_000 },
	);
	if (made.failed) {
		throw new MachineUnavailable(
			{ code: "no-certificate", said: made.shortMessage ?? "" },
			"sudo apt-get install openssl",
		);
	}
	return { key: await readFile(key), cert: await readFile(cert) };
}

function answering(
	aliases: readonly string[],
	image: ImageFile,
): (request: IncomingMessage, to: ServerResponse) => void {
	const description = describe(aliases, image);
	const one = `/1.0/images/${image.fingerprint}`;
	return (request, to) => {
		const path = pathOf(request);
		if (path === null) return fail(to, 400, "not a path");
		const alias = aliases.find((name) => path === `/1.0/images/aliases/${name}`);
		if (request.method !== "GET") fail(to, 403, "this server only reads");
		else if (path === "/") say(to, ["/1.0"]);
		else if (path === "/1.0") say(to, greeting);
		else if (path === "/1.0/images") say(to, [description]);
		else if (alias !== undefined)
			say(to, { name: alias, description: "", target: image.fingerprint, type: "container" });
		else if (path === one) say(to, description);
		else if (path === `${one}/export`) send(to, image).catch(() => to.destroy());
		else fail(to, 404, "not found");
	};
}

/** The path that a request asks for; null where its address cannot be read, as `/%ZZ` and `//` cannot. */
function pathOf({ url = "/" }: IncomingMessage): string | null {
	try {
		return decodeURIComponent(new URL(url, "https://charla").pathname);
	} catch {
		return null;
	}
}

const greeting = {
	api_extensions: [],
	api_status: "stable",
	api_version: "1.0",
	auth: "untrusted",
	auth_methods: ["tls"],
	public: true,
};

function describe(aliases: readonly string[], image: ImageFile): object {
	return {
		aliases: aliases.map((name) => ({ name, description: "" })),
		architecture: image.architecture,
		auto_update: false,
		cached: false,
		created_at: image.created,
		expires_at: "1970-01-01T00:00:00Z",
		filename: "image",
		fingerprint: image.fingerprint,
		last_used_at: image.created,
		profiles: ["default"],
		properties: image.properties,
		public: true,
		size: image.size,
		type: "container",
		uploaded_at: image.created,
	};
}

function say(to: ServerResponse, metadata: unknown): void {
	to.setHeader("Content-Type", "application/json");
	const head = { type: "sync", status: "Success", status_code: 200, operation: "", error_code: 0, error: "" };
	to.end(JSON.stringify({ ...head, metadata }));
}

function fail(to: ServerResponse, code: number, error: string): void {
	to.writeHead(code, { "Content-Type": "application/json" });
	to.end(JSON.stringify({ type: "error", error, error_code: code, metadata: null }));
}

/** A split image goes as a form of two files, as LXD itself sends it. */
async function send(to: ServerResponse, { path, rootfs, size }: ImageFile): Promise<void> {
	if (rootfs === null) {
		to.writeHead(200, {
			"Content-Type": "application/octet-stream",
			"Content-Disposition": "inline;filename=image",
			"Content-Length": size,
		});
		await pipeline(createReadStream(path), to);
		return;
	}
	const boundary = randomBytes(16).toString("hex");
	to.writeHead(200, { "Content-Type": `multipart/form-data; boundary=${boundary}` });
	for (const [name, file] of Object.entries({ metadata: path, rootfs })) {
		to.write(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${basename(file)}"\r\n`);
		to.write("Content-Type: application/octet-stream\r\n\r\n");
		await pipeline(createReadStream(file), to, { end: false });
		to.write("\r\n");
	}
	to.end(`--${boundary}--\r\n`);
}
