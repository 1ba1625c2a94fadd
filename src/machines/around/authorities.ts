import { X509Certificate } from "node:crypto";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { textOf } from "../cache/files.js";
import { type Machine, MachineUnavailable } from "../machine.js";
import { lastLines } from "../sequence.js";
import { authorityVariables } from "./variables.js";

/** Where an administrator puts authorities of his own: Debian, Fedora, Arch. */
const folders = [
	"/usr/local/share/ca-certificates",
	"/etc/pki/ca-trust/source/anchors",
	"/etc/ca-certificates/trust-source/anchors",
];

/** The distributions' files of all authorities: what a machine has itself. */
const bundles = /^\/etc\/(ssl\/certs\/ca-certificates\.crt|pki\/.*|ca-certificates\/extracted\/.*|ssl\/cert\.pem)$/;

/**
 * The certificate authorities that the real machine trusts beside its distribution's: those that its administrator put
 * there, and those in files that the environment names.
 *
 * @param from folders with certificates
 * @returns certificates as PEM, each once
 */
export async function ownAuthorities(
	environment: NodeJS.ProcessEnv = process.env,
	from: readonly string[] = folders,
): Promise<string[]> {
	const named = authorityVariables.flatMap((name) => environment[name] ?? []);
	const files = [...(await Promise.all(from.map(filesIn))).flat(), ...(await Promise.all(named.map(ownFile))).flat()];
	const texts = await Promise.all(files.map(textOf));
	return [...new Set(texts.flatMap(certificatesIn))];
}

/** The certificates in a text, as PEM; what is none, and what has expired, is left out. */
export function certificatesIn(text: string): string[] {
	const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
	return found.flatMap((pem) => {
		try {
			const certificate = new X509Certificate(pem);
			return Date.parse(certificate.validTo) > Date.now() ? [certificate.toString()] : [];
		} catch {
			return [];
		}
	});
}

const write = `
set -e
folder=/usr/local/share/ca-certificates/charla
mkdir -p "$folder"
n=0
for pem do n=$((n + 1)); printf '%s' "$pem" >"$folder/$n.crt"; done
update-ca-certificates
`;

/**
 * Makes a machine trust authorities as well.
 *
 * @throws MachineUnavailable with what update-ca-certificates said
 */
export async function trust(machine: Pick<Machine, "spawn">, authorities: readonly string[]): Promise<void> {
	if (authorities.length === 0) return;
	const process = machine.spawn(["sh", "-c", write, "charla", ...authorities]);
	process.stdin.end();
	let said = "";
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("data", (chunk: Buffer) => {
			said += chunk.toString("utf8");
		});
	}
	const { exitCode } = await process;
	if (exitCode === 0) return;
	throw new MachineUnavailable(
		{ code: "command-failed", command: "update-ca-certificates", said: lastLines(said) },
		null,
	);
}

async function filesIn(folder: string): Promise<string[]> {
	const names = await readdir(folder, { recursive: true }).catch(() => []);
	return names.filter((name) => /\.(crt|pem|cer)$/.test(name)).map((name) => join(folder, name));
}

/** A file that a variable names, where it is not the distribution's own. */
async function ownFile(path: string): Promise<string[]> {
	const real = await realpath(path).catch(() => "");
	return real === "" || bundles.test(real) ? [] : [real];
}
