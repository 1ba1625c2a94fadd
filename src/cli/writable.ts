import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { companionPath } from "../companion/load.js";
import { DocumentError } from "../library/prepare.js";

/**
 * Checks before the run that each report can be written, and does not overwrite the document, its companion or another report.
 * @param files the reports' files; null where one goes to standard output
 * @throws {DocumentError}
 */
export async function writable(files: readonly (string | null)[], document: string): Promise<void> {
	const taken = new Set([resolve(document), resolve(companionPath(document))]);
	for (const file of files) {
		if (file === null) continue;
		const path = resolve(file);
		const trouble =
			file === ""
				? "it has no name"
				: taken.has(path)
					? "the document, its companion or another report has this path"
					: await troubleWith(path);
		if (trouble !== null)
			throw new DocumentError(`${file} cannot be written: ${trouble}. Expected a file for the report.`);
		taken.add(path);
	}
}

async function troubleWith(path: string): Promise<string | null> {
	const [there, folder] = await Promise.all([path, dirname(path)].map((each) => stat(each).catch(() => null)));
	if (there?.isDirectory()) return "it is a directory";
	if (!folder?.isDirectory()) return `there is no folder ${dirname(path)}`;
	return access(there ? path : dirname(path), constants.W_OK).then(
		() => null,
		(error: NodeJS.ErrnoException) => error.message,
	);
}
