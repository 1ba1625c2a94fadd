import { chmod, copyFile, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Machine } from "../src/machines/machine.js";

/** The repository that is tested. */
export const repository = fileURLToPath(new URL("..", import.meta.url));

/**
 * Where {@link bringCharla} puts what it brings: `app`, `node`, `npm`. In the engine's folder, which is on a disk: the
 * machine's root is an overlay, on which a machine within it could not lie.
 */
export const brought = "/var/lib/lxd/brought";

/** Builds charla, and puts the build, its documents, the modules it needs, Node and npm where the machine finds them. */
export async function bringCharla(host: Machine): Promise<void> {
	const built = await mkdtemp(join(tmpdir(), "charla-"));
	await execa("npx", ["tsc", "-p", "src/tsconfig.build.json", "--outDir", join(built, "dist")], { cwd: repository });
	const list = await execa("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: repository, reject: false });
	const modules = list.stdout.split("\n").filter((path) => path.startsWith(join(repository, "node_modules")));
	const own = ["package.json", "README.md", "README.es.md", "docs", ".github"];
	const app = join(brought, "app");
	await bring(host, app, built, ["dist"]);
	await bring(host, app, repository, [...own, ...new Set(modules.map((path) => path.slice(repository.length)))]);
	await copyFile(process.execPath, join(built, "node"));
	await chmod(join(built, "node"), 0o755);
	await bring(host, brought, built, ["node"]);
	await rm(built, { recursive: true });
	const { stdout: npm } = await execa("sh", ["-c", "command -v npm"]);
	await bring(host, brought, dirname(dirname(dirname(await realpath(npm)))), ["npm"]);
}

/** Puts files and folders that are named from a folder into one of the machine's, with their paths. */
export async function bring(host: Machine, to: string, from: string, paths: readonly string[]): Promise<void> {
	const unpack = host.spawn(["sh", "-c", 'mkdir -p "$0" && exec tar -xf - -C "$0"', to]);
	const pack = execa("tar", ["-cf", "-", "--", ...paths], { cwd: from, buffer: false });
	pack.stdout.pipe(unpack.stdin);
	await pack;
	const { exitCode } = await unpack;
	if (exitCode !== 0) throw new Error(`could not be brought to ${to}: ${paths.join(", ")}`);
}

/** Runs a script on the machine's host, as root or another user of it, and answers its exit code and all that it wrote. */
export async function scriptAs(
	host: Machine,
	user: string,
	script: string,
): Promise<{ exitCode: number | undefined; said: string }> {
	const login = user === "root" ? ["bash", "-s"] : ["su", "-", user, "-s", "/bin/bash", "-c", "bash -s"];
	const process = host.spawn(login);
	let said = "";
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("data", (bytes: Buffer) => {
			said += bytes.toString("utf8");
		});
	}
	process.stdin.end(script);
	const { exitCode } = await process;
	return { exitCode, said };
}

/** The same for a script that has to succeed; answers what it wrote. */
export async function must(host: Machine, user: string, script: string): Promise<string> {
	const { exitCode, said } = await scriptAs(host, user, `set -e\n${script}`);
	if (exitCode !== 0) throw new Error(`exit code ${exitCode}\n${script}\n${said}`);
	return said;
}
