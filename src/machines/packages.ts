import { delimiter, join } from "node:path";
import { execa } from "execa";
import { cacheFolder, type Making } from "./cache/cache.js";
import { exists } from "./cache/files.js";
import { lockFile, takeLock } from "./cache/lock.js";
import { MachineUnavailable } from "./machine.js";
import { lastLines } from "./sequence.js";

/** Debian's packages that disposable machines need on the real machine, each with a program of it. */
const needed: Readonly<Record<string, string>> = {
	podman: "podman",
	runc: "runc",
	slirp4netns: "slirp4netns",
	mmdebstrap: "mmdebstrap",
	zstd: "zstd",
	e2fsprogs: "mkfs.ext4",
	iproute2: "ip",
};

/** The packages whose program cannot be found. */
export async function missingPackages(): Promise<string[]> {
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
	const found = await Promise.all(
		Object.entries(needed).map(async ([name, program]) => {
			const there = await Promise.all(folders.map((folder) => exists(join(folder, program))));
			return there.includes(true) ? [] : [name];
		}),
	);
	return found.flat();
}

/** The needed packages and the versions that are installed; null for one that is not, or where dpkg is not. */
export async function packageVersions(): Promise<Record<string, string | null>> {
	const names = Object.keys(needed);
	const { stdout } = await execa("dpkg-query", ["--show", ...names], { reject: false });
	const found = new Map<string, string>();
	for (const line of (stdout ?? "").split("\n")) {
		const [name = "", version = ""] = line.split("\t");
		found.set(name, version);
	}
	return Object.fromEntries(names.map((name) => [name, found.get(name) || null]));
}

/** The one command that installs packages. */
export function installCommand(names: readonly string[]): string {
	return `apt-get update && apt-get install --no-install-recommends ${names.join(" ")}`;
}

/**
 * Sees to it that the packages are there: installs what is missing, after saying so, as root and where it may.
 *
 * @throws MachineUnavailable with the command that installs them
 */
export async function ensurePackages(install: boolean, { progress, signal }: Making): Promise<void> {
	const lacking = await missingPackages();
	if (lacking.length === 0) return;
	if (!install) throw new MachineUnavailable({ code: "missing-packages", packages: lacking }, installCommand(lacking));
	const waiting = () => progress({ code: "waiting-for-packages" });
	const lock = await takeLock(packagesLock(), { waiting, signal });
	try {
		const missing = await missingPackages();
		if (missing.length === 0) return;
		const command = installCommand(missing);
		progress({ code: "installing", packages: missing, command });
		const first = await aptGet(["install", "--no-install-recommends", ...missing], signal);
		if (first.exitCode === 0) return;
		const update = await aptGet(["update"], signal);
		const second = await aptGet(["install", "--no-install-recommends", ...missing], signal);
		if (second.exitCode === 0) return;
		const said = lastLines(`${update.stderr}\n${second.stderr}`);
		throw new MachineUnavailable({ code: "command-failed", command, said }, command);
	} finally {
		await lock.release();
	}
}

/**
 * Installs a package that would be good to have, if apt knows it: no failure where it does not.
 *
 * @param file what is there when the package is
 */
export async function installIfOffered(name: string, file: string, { progress, signal }: Making): Promise<void> {
	if (await exists(file)) return;
	const { stdout } = await execa("apt-cache", ["policy", name], { reject: false, env: { LC_ALL: "C" } });
	if (!/Candidate: (?!\(none\))/.test(stdout ?? "")) return;
	progress({ code: "installing", packages: [name], command: installCommand([name]) });
	const lock = await takeLock(packagesLock(), { signal });
	try {
		await aptGet(["install", "--no-install-recommends", name], signal);
	} finally {
		await lock.release();
	}
}

function packagesLock(): string {
	return lockFile(cacheFolder(), "packages");
}

/**
 * Runs apt-get to its end, or until the signal. apt-get heeds an interrupt while it downloads, and not while dpkg unpacks:
 * no package stays half-installed.
 *
 * @throws the signal's reason once it is aborted and apt-get has ended
 */
async function aptGet(argv: readonly string[], signal: AbortSignal | undefined) {
	const result = await execa("apt-get", ["--yes", "--quiet", "-oDPkg::Lock::Timeout=300", ...argv], {
		// A session of its own, so that a terminal's Ctrl-C does not reach dpkg.
		...{ detached: true, reject: false, stdin: "ignore", env: { DEBIAN_FRONTEND: "noninteractive" } },
		...(signal ? { cancelSignal: signal, killSignal: "SIGINT", forceKillAfterDelay: false } : {}),
	});
	signal?.throwIfAborted();
	return result;
}
