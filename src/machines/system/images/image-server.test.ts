import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ImageServer, openImageServer } from "./image-server.js";

let folder: string;
let server: ImageServer;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-images-"));
	const path = join(folder, "image.tar.zst");
	await writeFile(path, "image");
	const image = {
		...{ path, rootfs: null, fingerprint: "ab12", size: 5, architecture: "x86_64", properties: {} },
		...{ created: "2026-11-24T00:00:00Z", words: "an image", made: true, cached: null },
	};
	server = await openImageServer("127.0.0.1:0", ["/a/b"], image, folder);
});

afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true });
});

/** The status and the text of an answer; the path is sent as it is. */
function answerTo(path: string, method = "GET"): Promise<[number | undefined, string]> {
	const [host, port] = server.address.split(":");
	return new Promise((resolve, reject) => {
		const asked = request({ host, port, path, method, rejectUnauthorized: false }, async (answer) => {
			const chunks: Buffer[] = [];
			for await (const chunk of answer) chunks.push(Buffer.from(chunk));
			resolve([answer.statusCode, Buffer.concat(chunks).toString("utf8")]);
		});
		asked.once("error", reject);
		asked.end();
	});
}

test("an alias leads to the image, and the image is served", async () => {
	const [status, text] = await answerTo("/1.0/images/aliases/%2Fa%2Fb");
	expect([status, JSON.parse(text)]).toMatchObject([200, { metadata: { target: "ab12" } }]);
	expect(await answerTo("/1.0/images/ab12/export")).toEqual([200, "image"]);
});

test.each(["/%ZZ", "//"])("a request for %s is refused, and the server goes on", async (path) => {
	expect(await answerTo(path)).toMatchObject([400, expect.stringContaining('"error_code":400')]);
	expect((await answerTo("/1.0"))[0]).toBe(200);
});

test("it only reads, and has nothing else", async () => {
	expect((await answerTo("/1.0", "POST"))[0]).toBe(403);
	expect((await answerTo("/etc/passwd"))[0]).toBe(404);
});
