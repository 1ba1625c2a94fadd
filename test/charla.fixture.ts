import { chmod, copyFile, mkdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Machine } from "../src/machines/machine.js";

/** The repository that is tested. */
export const repository = fileURLToPath(new URL("..", import.meta.url));

/** Where {@link bringCharla} puts what it brings, as the machine sees it: `app`, `node`, `npm`. */
export const brought = "/run/charla";

/** Builds charla, and puts the build, its documents, the modules it needs, Node and npm where the machine finds them. */
export async function bringCharla(host: Machine): Promise<void> {
	const app = join(host.exchange.outside, "app");
	await mkdir(app);
	await execa("npx", ["tsc", "-p", "src/tsconfig.build.json", "--outDir", join(app, "dist")], { cwd: repository });
	const list = await execa("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: repository, reject: false });
	const modules = list.stdout.split("\n").filter((path) => path.startsWith(join(repository, "node_modules")));
	const own = ["package.json", "README.md", "README.es.md", "docs", ".github"];
	await copyTree(repository, app, [...own, ...new Set(modules.map((path) => path.slice(repository.length)))]);
	await copyFile(process.execPath, join(host.exchange.outside, "node"));
	await chmod(join(host.exchange.outside, "node"), 0o755);
	const { stdout: npm } = await execa("sh", ["-c", "command -v npm"]);
	await copyTree(dirname(dirname(dirname(await realpath(npm)))), host.exchange.outside, ["npm"]);
}

/** Copies files and folders that are named from a folder into another one, with their paths. */
export async function copyTree(from: string, to: string, paths: readonly string[]): Promise<void> {
	await execa("sh", ["-c", 'tar -cf - -- "$@" | tar -xf - -C "$0"', to, ...paths], { cwd: from });
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
