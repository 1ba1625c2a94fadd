import { copyFile, mkdir, readdir, realpath, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin } from "../../cache/mounts.js";
import type { Act } from "./hands.js";
import { hasHoles, pathsThere, splitAtHole } from "./holes.js";
import type { Before, Journal } from "./journal.js";
import type { NamedFiles } from "./named.js";
import { contentOf, look, namesSeen, type PathState, treeUpTo } from "./seen.js";

/** Larger files are not copied before a statement that may change them; that they changed is then all that can be said. */
const LARGEST_COPY = 64e6;

/** Of what globs, loops and `rm -r` lead to, a statement has no more copied than this. */
export const MOST_COPIED = 256e6;

/** Nor are more files and folders noted for one word of a statement. */
const MOST_NOTED = 5000;

/** A link to a link to a link is followed to this depth, as the kernel does. */
const DEEPEST_LINK = 40;

/** What was at the paths that statements name, by where it was before the run. */
export class Notes {
	readonly before = new Map<string, Before>();
	readonly journal: Journal;
	readonly #folders: readonly string[];
	readonly #folder: string;
	readonly #act: Act;
	/** What the statement that is typed names, by where it was before, and where it is. */
	#typed = new Map<string, string>();

	/**
	 * @param folder the run's own, which takes the copies
	 * @param real the same by the names that its folders really have
	 */
	constructor(journal: Journal, folder: string, real: string, act: Act) {
		this.journal = journal;
		this.#folder = folder;
		this.#folders = [folder, real];
		this.#act = act;
	}

	/** Begins with another statement, and answers what it will have named, by where it was before, and where it is. */
	begin(): ReadonlyMap<string, string> {
		this.#typed = new Map();
		return this.#typed;
	}

	/** Whether what is at a path is somebody's file: not the run's own, nor the kernel's. */
	isWatched(path: string): boolean {
		if (!path.startsWith("/") || /^\/(proc|sys|dev)(\/|$)/.test(path)) return false;
		return !this.#folders.some((folder) => isWithin(folder, path));
	}

	/** Notes what is at a path, and where a link leads to. */
	async note(path: string, budget = { bytes: Number.POSITIVE_INFINITY }, depth = 0): Promise<void> {
		const top = await real(await this.#topmostMissing(path));
		const origin = this.isWatched(top) ? await this.origin(top) : null;
		if (origin === null) return;
		if (this.#typed.has(origin)) return;
		this.#typed.set(origin, top);
		const seen = await look(top, this.#act).catch(() => undefined);
		const to = seen?.kind === "link" ? await this.#noteTarget(top, budget, depth) : null;
		if (this.before.has(origin)) return;
		// Who may not look may not write either, and what is not known must not be taken for nothing.
		if (seen === undefined || (seen?.kind === "link" && to === null)) return;
		const before: Before = { path: origin, seen, copy: null, whole: false };
		this.before.set(origin, before);
		if (seen?.kind === "file") before.copy = await this.#copy(top, seen, budget);
		if (seen?.kind === "folder") before.whole = await isEmpty(top);
		if (to !== null) before.to = to;
	}

	/** Notes what a link leads to, and answers where that is; null where it has gone. */
	async #noteTarget(link: string, budget: { bytes: number }, depth: number): Promise<string | null> {
		const to = await this.#act(["readlink", "--no-newline", "--", link]).catch(() => null);
		if (to !== null && depth < DEEPEST_LINK) await this.note(resolve(dirname(link), to), budget, depth + 1);
		return to;
	}

	/**
	 * Where something was before the run: the same path, another where the document has moved it, or null where it is in what
	 * the document has made.
	 */
	async origin(path: string): Promise<string | null> {
		const unexplained = this.journal.unexplained;
		const isNew = (one: string) => unexplained.includes(one) || (one !== path && this.before.get(one)?.seen === null);
		const line: string[] = [];
		for (let one = path; one !== dirname(one); one = dirname(one)) line.push(one);
		const top = line.findLastIndex(isNew);
		if (top < 0) return path;
		const things = [...this.before.values()];
		for (const folder of line.slice(0, top + 1)) {
			const identity = (await look(folder, this.#act).catch(() => null))?.identity;
			const moved = things.find(({ seen }) => identity !== undefined && seen?.identity === identity);
			if (moved !== undefined) return moved.path + path.slice(folder.length);
		}
		return null;
	}

	async #copy(path: string, { size }: PathState, budget: { bytes: number }): Promise<string | null> {
		if (size > LARGEST_COPY || size > budget.bytes) return null;
		budget.bytes -= size;
		const copies = join(this.#folder, "copies");
		const copy = join(copies, String(this.before.size));
		await mkdir(copies, { recursive: true, mode: 0o700 });
		try {
			await copyFile(path, copy);
			return copy;
		} catch {
			await rm(copy, { force: true });
		}
		return this.#act(["cp", "--no-dereference", "--", path, copy]).then(
			() => copy,
			() => null,
		);
	}

	/** Notes the files that are there and that a path with holes may be. */
	async notePattern(pattern: string, budget: { bytes: number }): Promise<string[]> {
		const { folder } = splitAtHole(pattern);
		const found = await pathsThere(pattern, (each) => namesSeen(each, this.#act), MOST_NOTED);
		if (found.length > MOST_NOTED) this.#limit(folder);
		for (const path of [folder, ...found.slice(0, MOST_NOTED)]) await this.note(path, budget);
		return found.slice(0, MOST_NOTED);
	}

	/** Notes all that lies below what a statement may remove or change as a whole. */
	async noteTrees({ trees }: NamedFiles, bases: readonly string[], budget: { bytes: number }): Promise<void> {
		const list = (folder: string) => namesSeen(folder, this.#act);
		for (const path of new Set(trees.flatMap((word) => bases.map((base) => resolve(base, word))))) {
			const tops = hasHoles(path) ? await pathsThere(path, list, MOST_NOTED) : [path];
			for (const top of tops) if (this.isWatched(top) && (await this.isFolder(top))) await this.#noteTree(top, budget);
		}
	}

	async #noteTree(top: string, budget: { bytes: number }): Promise<void> {
		const root = await real(await realpath(top).catch(() => top));
		const tree = await treeUpTo(root, MOST_NOTED, this.#act);
		if (tree === null) return this.#limit(root);
		for (const path of tree.paths) await this.note(path, budget);
		for (const path of tree.folders) {
			const before = this.before.get(path);
			if (before !== undefined) before.whole = true;
		}
	}

	#limit(path: string): void {
		const line = `more than ${MOST_NOTED} files in it may have been changed, and are not looked at`;
		this.journal.limits.push({ path, line });
	}

	/** Notes what the statement has made of the files that it names. */
	async noteContent(typed: ReadonlyMap<string, string>, { goesOn }: NamedFiles): Promise<void> {
		for (const [origin, path] of typed) {
			const before = this.before.get(origin);
			if (before?.seen?.kind !== "file") continue;
			const now = goesOn ? null : await look(path, this.#act).catch(() => null);
			if (now === null) delete before.after;
			else before.after = contentOf(now);
		}
	}

	/** Whether a path is a folder, or leads to one. */
	async isFolder(path: string): Promise<boolean> {
		const target = await realpath(path).catch(() => path);
		return (await look(target, this.#act).catch(() => null))?.kind === "folder";
	}

	/** The path itself, or the first folder above it that would have to be made for it. */
	async #topmostMissing(path: string): Promise<string> {
		const parent = dirname(path);
		const found = parent === path ? undefined : await look(parent, this.#act).catch(() => undefined);
		return found === null ? this.#topmostMissing(parent) : path;
	}
}

async function isEmpty(folder: string): Promise<boolean> {
	return readdir(folder).then(
		(names) => names.length === 0,
		() => false,
	);
}

/** A path by the names that its folders really have, so that no two are the same file; a link at its end is not followed. */
export async function real(path: string): Promise<string> {
	return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}
