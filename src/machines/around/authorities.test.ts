import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it as test } from "vitest";
import { certificatesIn, ownAuthorities } from "./authorities.js";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-authorities-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function certificate(name: string): Promise<string> {
	const [key, file] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
	const options = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "9"];
	await promisify(execFile)("openssl", ["req", ...options, "-subj", `/CN=${name}`, "-keyout", key, "-out", file]);
	return readFile(file, "utf8");
}

test("finds each certificate of a bundle, and nothing that is none", async () => {
	const [one, other] = [await certificate("one"), await certificate("other")];
	const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
	expect(certificatesIn(`# ours\n${one}${broken}\n${other}`)).toEqual([one, other]);
});

test("finds those of an administrator's folders and of named files, each once, and not the distribution's", async () => {
	const [one, other] = [await certificate("one"), await certificate("other")];
	const bundle = join(folder, "bundle");
	await writeFile(bundle, `${other}${one}`);
	const environment = { NODE_EXTRA_CA_CERTS: bundle, SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt" };
	expect((await ownAuthorities(environment, [folder])).sort()).toEqual([one, other].sort());
	expect(await ownAuthorities({ SSL_CERT_FILE: join(folder, "nowhere") }, [])).toEqual([]);
});
