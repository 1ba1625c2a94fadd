import { copyFile, lstat, mkdir, readFile, readlink, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "unbash";
import { z } from "zod";
import { removeTree } from "../cache.js";
import { namesIn } from "../files.js";
import { commandsIn, typedWords } from "./admit.js";

/** Larger files are not copied before a statement that may change them; that they changed is then all that can be said. */
const LARGEST_COPY = 64e6;

/** What was at a path before a statement that names it. */
const Before = z.discriminatedUnion("kind", [
	z.object({ path: z.string(), kind: z.literal("nothing") }),
	z.object({ path: z.string(), kind: z.literal("folder") }),
	z.object({ path: z.string(), kind: z.literal("link"), to: z.string() }),
	z.object({
		path: z.string(),
		kind: z.literal("file"),
		size: z.number(),
		mode: z.number(),
		modified: z.number(),
		/** The copy; null where there is none. */
		copy: z.string().nullable(),
	}),
]);

type Before = z.infer<typeof Before>;

const journalName = "files.json";

/**
 * The host's files that the document's statements may write, as they were before. Kept on disk before a statement runs,
 * so that another process can put them back.
 */
export class WatchedFiles {
	readonly #folder: string;
	readonly #before = new Map<string, Before>();
	/** Entries that came into a watched folder while a statement ran and that none of its words explains. */
	readonly #unexplained = new Set<string>();

	/** @param folder the run's own; what is written below it is nobody's */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/**
	 * Notes what is at every path that a statement names, or that it would make in a folder that it names.
	 *
	 * @param expand the value of a variable in the shell in which it will be typed
	 * @returns to be called when the statement has ended
	 */
	async watch(command: string, expand: (variable: string) => Promise<string>): Promise<() => Promise<void>> {
		const current = await expand("PWD");
		const words = await wordsIn(command, expand);
		const paths = words.map((word) => resolve(current || "/", word)).filter((path) => this.#isWatched(path));
		const folders = new Set<string>(this.#isWatched(current) && current !== "" ? [current] : []);
		for (const path of paths) if (await isFolder(path)) folders.add(path);
		const candidates = [...folders].flatMap((folder) =>
			words
				.map((word) => basename(word))
				.flatMap((name) => (/^[^/]+$/.test(name) && !/^\.+$/.test(name) ? [join(folder, name)] : [])),
		);
		for (const path of [...paths, ...candidates]) await this.#note(path);
		await this.#save();
		const listed = new Map<string, Set<string>>();
		for (const folder of folders) listed.set(folder, new Set(await namesIn(folder)));
		return async () => {
			for (const [folder, names] of listed) await this.#compare(folder, names);
		};
	}

	/** Notes files that something else than a statement's words may lead to. */
	async keep(paths: readonly string[]): Promise<void> {
		for (const path of paths) await this.#note(path);
		await this.#save();
	}

	/** Puts everything back. Returns what could not be, one line each. */
	async putBack(): Promise<string[]> {
		const lines = await putBack([...this.#before.values()]);
		for (const path of this.#unexplained) {
			if ((await kindOf(path)) !== null) lines.push(`file ${path}: came while a statement ran`);
		}
		return lines;
	}

	#isWatched(path: string): boolean {
		return path.startsWith("/") && !/^\/(proc|sys|dev)(\/|$)/.test(path) && !`${path}/`.startsWith(`${this.#folder}/`);
	}

	async #note(path: string): Promise<void> {
		const top = await topmostMissing(path);
		if (this.#before.has(top)) return;
		this.#before.set(top, await lookAt(top, join(this.#folder, "copies", String(this.#before.size))));
	}

	async #save(): Promise<void> {
		await mkdir(this.#folder, { recursive: true });
		await writeFile(join(this.#folder, journalName), JSON.stringify([...this.#before.values()]));
	}

	async #compare(folder: string, names: ReadonlySet<string>): Promise<void> {
		for (const name of await namesIn(folder)) {
			const path = join(folder, name);
			if (names.has(name) || this.#before.has(path)) continue;
			const found = await lstat(path).catch(() => null);
			if (found?.uid === process.getuid?.()) this.#unexplained.add(path);
		}
	}
}

/** Puts back what the journal in a run's folder says, for a run whose process is gone. */
export async function putBackFrom(folder: string): Promise<string[]> {
	const text = await readFile(join(folder, journalName), "utf8").catch(() => null);
	return text === null ? [] : putBack(z.array(Before).parse(JSON.parse(text)));
}

async function putBack(all: readonly Before[]): Promise<string[]> {
	const lines: string[] = [];
	for (const before of all) {
		try {
			const problem = await putOneBack(before);
			if (problem !== null) lines.push(`file ${before.path}: ${problem}`);
		} catch (error) {
			lines.push(`file ${before.path}: could not be put back: ${error instanceof Error ? error.message : error}`);
		}
	}
	return lines;
}

async function putOneBack(before: Before): Promise<string | null> {
	const { path } = before;
	const now = await kindOf(path);
	if (before.kind === "nothing") {
		if (now !== null) await removeTree(path);
		return null;
	}
	if (before.kind === "folder") return now === "folder" ? null : "was a folder before";
	if (before.kind === "link") {
		if (now === "link" && (await readlink(path)) === before.to) return null;
		await rm(path, { force: true });
		await symlink(before.to, path);
		return null;
	}
	const found = await lstat(path).catch(() => null);
	if (found?.isFile() && found.size === before.size && found.mtimeMs === before.modified) return null;
	if (before.copy === null) return "was changed, and no copy of it could be made";
	await copyFile(before.copy, path);
	await utimes(path, before.modified / 1000, before.modified / 1000);
	return null;
}

async function lookAt(path: string, copy: string): Promise<Before> {
	const found = await lstat(path).catch(() => null);
	if (found === null) return { path, kind: "nothing" };
	if (found.isSymbolicLink()) return { path, kind: "link", to: await readlink(path) };
	if (!found.isFile()) return { path, kind: "folder" };
	const { size, mode, mtimeMs: modified } = found;
	await mkdir(dirname(copy), { recursive: true });
	const copied =
		size > LARGEST_COPY
			? false
			: await copyFile(path, copy).then(
					() => true,
					() => false,
				);
	return { path, kind: "file", size, mode, modified, copy: copied ? copy : null };
}

async function kindOf(path: string): Promise<Before["kind"] | null> {
	const found = await lstat(path).catch(() => null);
	if (found === null) return null;
	return found.isSymbolicLink() ? "link" : found.isFile() ? "file" : "folder";
}

async function isFolder(path: string): Promise<boolean> {
	return (await kindOf(path)) === "folder";
}

/** The path itself, or the first folder above it that would have to be made for it. */
async function topmostMissing(path: string): Promise<string> {
	const parent = dirname(path);
	if (parent === path || (await kindOf(parent)) !== null) return path;
	return topmostMissing(parent);
}

/** The words of a statement, and what it redirects to, with plain variables replaced; names of programs are left out. */
async function wordsIn(command: string, expand: (variable: string) => Promise<string>): Promise<string[]> {
	const values = new Map<string, string>();
	const texts: string[] = [];
	for (const one of commandsIn(parse(command))) {
		texts.push(...typedWords(one).slice(1));
		for (const redirect of one.redirects)
			if (redirect.type === "Redirect" && redirect.target) texts.push(redirect.target.value);
	}
	for (const [, name] of texts.join(" ").matchAll(variable)) {
		if (name !== undefined && !values.has(name)) values.set(name, await expand(name));
	}
	return texts
		.flatMap((text) => [text, text.replace(/^-*[\w-]+=/, "")])
		.map((text) => text.replace(variable, (_, name: string) => values.get(name) ?? ""))
		.filter((text, index, all) => text !== "" && !text.startsWith("-") && all.indexOf(text) === index);
}

const variable = /\$\{?([A-Za-z_]\w*)\}?/g;
