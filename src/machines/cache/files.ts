import { access, readdir, readFile } from "node:fs/promises";

/** Whether there is something at a path. */
export async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}

/** A file's text; empty where there is none, as with a process that has ended. */
export async function textOf(path: string): Promise<string> {
	return readFile(path, "utf8").catch(() => "");
}

/** The names in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
	return readdir(folder).catch(() => []);
}
