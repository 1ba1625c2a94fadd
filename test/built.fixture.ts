import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { takeLock } from "../src/machines/cache/lock.js";
import { repository } from "./charla.fixture.js";

/** The command line's program, built now if the source is newer than the build. Test files that run at once build it once. */
export async function builtCharla(): Promise<string> {
	const lock = await takeLock(join(repository, "package.json"));
	try {
		if (!(await isBuilt())) await execa("npm", ["run", "build"], { cwd: repository });
	} finally {
		await lock.release();
	}
	return join(repository, "dist/cli/main.js");
}

/** The schema is what a build writes last. */
async function isBuilt(): Promise<boolean> {
	const built = await modified(join(repository, "dist/report.schema.json"));
	const sources = await readdir(join(repository, "src"), { recursive: true });
	const times = await Promise.all(
		["package.json", ...sources.map((name) => join("src", name))].map((name) => modified(join(repository, name))),
	);
	return times.every((time) => time <= built);
}

async function modified(path: string): Promise<number> {
	return stat(path).then(
		({ mtimeMs }) => mtimeMs,
		() => 0,
	);
}
