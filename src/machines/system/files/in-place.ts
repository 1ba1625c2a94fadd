import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import type { Act } from "./hands.js";
import { look, type PathState } from "./seen.js";

/** Makes something beside a path and then puts it in its place, so that what is there is not lost where that fails. */
export async function replace(
	path: string,
	now: PathState | null,
	make: (path: string) => Promise<unknown>,
	act: Act,
): Promise<void> {
	await act(["mkdir", "--parents", "--", dirname(path)]);
	const made = beside(path);
	try {
		await make(made);
		if (now?.kind === "folder") await remove(path, act);
		await act(["mv", "--force", "--no-target-directory", "--", made, path]);
	} catch (error) {
		await act(["rm", "--force", "--recursive", "--", made]).catch(() => {});
		throw error;
	}
}

/** Gives a path its owner, its mode and its time back. */
export async function settle(path: string, seen: PathState, act: Act): Promise<void> {
	let now = await look(path, act);
	if (now === null || now.kind !== seen.kind) return;
	if (now.owner !== seen.owner || now.group !== seen.group) {
		await act(["chown", "--no-dereference", `${seen.owner}:${seen.group}`, "--", path]);
		// A change of owner takes the set-user-ID bit away.
		now = await look(path, act);
	}
	if (now !== null && now.mode !== seen.mode && seen.kind !== "link") {
		await act(["chmod", octal(seen.mode), "--", path]);
	}
	if (now === null || seen.kind === "folder" || now.modified === seen.modified) return;
	const time = `${seen.modified.slice(0, -9) || "0"}.${seen.modified.slice(-9).padStart(9, "0")}`;
	await act(["touch", "--no-create", "--no-dereference", "-m", `--date=@${time}`, "--", path]);
}

/** Removes a path and all in it. That nothing is mounted there is for the caller to know. */
export async function remove(path: string, act: Act): Promise<void> {
	await act(["rm", "--recursive", "--force", "--one-file-system", "--", path]);
}

/** A path in the same folder that nothing has. */
export function beside(path: string): string {
	return join(dirname(path), `.${basename(path).slice(0, 200)}.charla-${randomBytes(4).toString("hex")}`);
}

/** A mode as programs read it. */
export function octal(mode: number): string {
	return mode.toString(8);
}
