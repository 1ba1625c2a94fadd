import { constants, existsSync } from "node:fs";
import { access, mkdtemp, readFile, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isAnnotatedMarkdown, isAnnotatedPage } from "../../annotate/copy.js";
import { reportIn } from "../../annotate/html/data.js";
import { commandWords } from "../../messages/commands.js";
import { InputError, type InputFault } from "../../model/input-fault.js";
import type { Language } from "../../model/words.js";

export const formats = ["markdown", "html"] as const;
export type Format = (typeof formats)[number];

/** The paths of a document's annotated copies, for the formats that are asked for. */
export type CopyPaths = Partial<Record<Format, string>>;

const extensions: Record<Format, RegExp> = { markdown: /\.(?:md|markdown)$/i, html: /\.html?$/i };
const isCopy: Record<Format, (text: string) => boolean> = { markdown: isAnnotatedMarkdown, html: isAnnotatedPage };

/**
 * Names the annotated copies of a document: `README.anotado.md` and `README.anotado.html` beside `README.md`.
 * @param out a folder, or a file name that ends in `.md` or `.html` and asks for that format alone
 */
export async function copyPaths(document: string, language: Language, out?: string): Promise<CopyPaths> {
	const format = formats.find((one) => extensions[one].test(out ?? ""));
	const isFolder = out !== undefined && (await stat(out).catch(() => null))?.isDirectory() === true;
	if (out !== undefined && format !== undefined && !isFolder) return { [format]: out };
	const stem = `${basename(document).replace(/\.[^.]*$/, "")}.${commandWords(language).annotate.copyName}`;
	const folder = out ?? dirname(document);
	return { markdown: join(folder, `${stem}.md`), html: join(folder, `${stem}.html`) };
}

/**
 * Reads the copies that are there.
 * @throws {InputError} where a file must not be overwritten, or cannot be written
 */
export async function copiesIn(paths: CopyPaths, document: string): Promise<CopyPaths> {
	const texts: CopyPaths = {};
	for (const format of formats) {
		const path = paths[format];
		if (path === undefined) continue;
		const fault = (await whyNot(path, format, document)) ?? (existsSync(path) ? null : await noPlace(path));
		if (fault !== null) throw new InputError(fault);
		if (existsSync(path)) texts[format] = await readFile(path, "utf8");
	}
	return texts;
}

/** Why a file must not be overwritten; null where there is no file, or a copy of this document. */
async function whyNot(path: string, format: Format, document: string): Promise<InputFault | null> {
	const there = await stat(path).catch(() => null);
	if (there === null) return null;
	const original = await stat(document).catch(() => null);
	if (original?.ino === there.ino && original.dev === there.dev) return { code: "copy-is-document", path };
	if (!there.isFile()) return { code: "copy-no-file", path };
	const text = await readFile(path, "utf8");
	if (!isCopy[format](text)) return { code: "copy-of-nothing", path };
	const of = format === "html" ? reportIn(text)?.document.path : undefined;
	// In the document's own folder the file name is enough; in other folders the path counts.
	const beside = resolve(dirname(path)) === resolve(dirname(document));
	if (of !== undefined && !sameDocument(of, beside ? basename(document) : resolve(document)))
		return { code: "copy-of-another", path, of, document };
	return access(path, constants.W_OK).then(
		() => null,
		(error: NodeJS.ErrnoException): InputFault => ({ code: "copy-not-writable", path, said: error.message }),
	);
}

/** Why a new file cannot be made in a folder. A missing folder is made with the file. */
async function noPlace(path: string, folder = dirname(path)): Promise<InputFault | null> {
	const there = await stat(folder).catch(() => null);
	if (there === null && dirname(folder) !== folder) return noPlace(path, dirname(folder));
	if (!there?.isDirectory()) return { code: "copy-without-folder", path, folder };
	// Tried, not asked: root may write in /proc, where nothing can be made and Node 20 would try for ever.
	return mkdtemp(join(folder, ".charla-")).then(
		async (made) => {
			await rmdir(made);
			return null;
		},
		(error: NodeJS.ErrnoException): InputFault => ({ code: "copy-not-writable", path, said: error.message }),
	);
}

/** Whether two paths can name one document, each relative to another folder: the shorter is the end of the longer. */
function sameDocument(one: string, other: string): boolean {
	const a = one.split(/[\\/]/).filter((part) => part !== "." && part !== "");
	const b = other.split(/[\\/]/).filter((part) => part !== "." && part !== "");
	const shared = Math.min(a.length, b.length);
	return a.slice(-shared).join("/") === b.slice(-shared).join("/");
}
