import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { companionPath } from "../companion/load.js";
import { InputError, type InputFault } from "../model/input-fault.js";

/**
 * Checks before the run that each report can be written, and does not overwrite the document, its companion or another report.
 * @param files the reports' files; null where one goes to standard output
 * @throws {InputError}
 */
export async function writable(files: readonly (string | null)[], document: string): Promise<void> {
	const taken = new Set([resolve(document), resolve(companionPath(document))]);
	for (const file of files) {
		if (file === null) continue;
		const path = resolve(file);
		if (file === "") throw new InputError({ code: "report-without-name" });
		const fault = taken.has(path) ? { code: "report-path-taken" as const, path: file } : await faultOf(file);
		if (fault !== null) throw new InputError(fault);
		taken.add(path);
	}
}

async function faultOf(file: string): Promise<InputFault | null> {
	const path = resolve(file);
	const [there, folder] = await Promise.all([path, dirname(path)].map((each) => stat(each).catch(() => null)));
	if (there?.isDirectory()) return { code: "report-is-folder", path: file };
	if (!folder?.isDirectory()) return { code: "report-without-folder", path: file, folder: dirname(path) };
	return access(there ? path : dirname(path), constants.W_OK).then(
		() => null,
		(error: NodeJS.ErrnoException): InputFault => ({ code: "report-not-writable", path: file, said: error.message }),
	);
}
