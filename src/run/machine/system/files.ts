import { copyFile, mkdir, readdir, realpath, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isWithin } from "../mounts.js";
import { type Act, handsOf } from "./hands.js";
import { fits, hasHoles, isPartlyKnown, mayMake, pathsThere, splitAtHole } from "./holes.js";
import { type Before, type Journal, newJournal, readJournal, writeJournal } from "./journal.js";
import { type Named, namedIn } from "./named.js";
import { putBack } from "./put-back.js";
import { contentOf, look, namesSeen, type Seen, treeUpTo } from "./seen.js";

/** Larger files are not copied before a statement that may change them; that they changed is then all that can be said. */
const LARGEST_COPY = 64e6;

/** Of what globs, loops and `rm -r` lead to, a statement has no more copied than this. */
const MOST_COPIED = 256e6;

/** Nor are more files and folders noted for one word of a statement. */
const MOST_NOTED = 5000;

/** A link to a link to a link is followed to this depth, as the kernel does. */
const DEEPEST_LINK = 40;

/**
 * The host's files that the document's statements may write, as they were before. Kept on disk before a statement runs,
 * so that another process can put them back.
 */
export class WatchedFiles {
	readonly #folder: string;
	readonly #asRoot: readonly string[] | null;
	readonly #act: Act;
	readonly #before = new Map<string, Before>();
	/** What the statement that is typed names, by where it was before, and where it is. */
	#typed = new Map<string, string>();
	/** The run's folder, by the names that its folders really have. */
	#real: string;
	#journal: Journal | null = null;

	/**
	 * @param folder the run's own; what is written below it is nobody's
	 * @param asRoot the words before a command that needs root; null where root is not to be had
	 */
	constructor(folder: string, asRoot: readonly string[] | null = null) {
		this.#folder = folder;
		this.#real = folder;
		this.#asRoot = asRoot;
		this.#act = handsOf(asRoot);
	}

	/**
	 * Notes what is at every path that a statement names, or that it would make in a folder that it names.
	 *
	 * @param expand the value of a variable in the shell in which it will be typed
	 * @returns to be called when the statement has ended
	 */
	async watch(command: string, expand: (variable: string) => Promise<string>): Promise<() => Promise<void>> {
		const journal = await this.#open();
		this.#typed = new Map();
		const [current, named] = [await expand("PWD"), await namedIn(command, expand)];
		if (named.moves === "unnamed" || journal.moves === "none") journal.moves = named.moves;
		const bases = [current || "/", ...named.from.map((folder) => resolve(current || "/", folder))];
		const all = [...new Set(named.words.flatMap((word) => bases.map((base) => resolve(base, word))))];
		const paths = all.filter((path) => !hasHoles(path) && this.#isWatched(path));
		const patterns = all.filter((path) => hasHoles(path) && this.#isWatched(splitAtHole(path).folder));
		const budget = { bytes: MOST_COPIED };
		const names = new Set(named.words.map((word) => basename(word)));
		for (const pattern of patterns)
			for (const path of await this.#notePattern(pattern, budget)) names.add(basename(path));
		const folders = new Set(bases.filter((path) => this.#isWatched(path)));
		for (const path of paths) if (await this.#isFolder(path)) folders.add(path);
		for (const folder of folders) {
			for (const name of names) if (isName(name)) paths.push(join(folder, name));
		}
		for (const path of paths) await this.#note(path);
		await this.#noteTrees(named, bases, budget);
		await this.#save();
		return this.#listing({ paths, patterns, folders, named });
	}

	/** Notes files that something else than a statement's words may lead to. */
	async keep(paths: readonly string[]): Promise<void> {
		await this.#open();
		for (const path of paths) await this.#note(path);
		await this.#save();
	}

	/**
	 * Puts everything back. Returns what could not be, one line each; what may be possible later stays in the run's folder.
	 */
	async putBack(): Promise<string[]> {
		return this.#journal === null ? [] : putBackAll(this.#folder, this.#journal, this.#act);
	}

	async #open(): Promise<Journal> {
		this.#journal ??= await newJournal(this.#folder, this.#asRoot);
		this.#real = await realpath(this.#folder);
		return this.#journal;
	}

	#isWatched(path: string): boolean {
		if (!path.startsWith("/") || /^\/(proc|sys|dev)(\/|$)/.test(path)) return false;
		return !isWithin(this.#folder, path) && !isWithin(this.#real, path);
	}

	/** Notes what is at a path, and where a link leads to. */
	async #note(path: string, budget = { bytes: Number.POSITIVE_INFINITY }, depth = 0): Promise<void> {
		const top = await real(await this.#topmostMissing(path));
		const origin = this.#isWatched(top) ? await this.#origin(top) : null;
		if (origin === null) return;
		if (this.#typed.has(origin)) return;
		this.#typed.set(origin, top);
		const seen = await look(top, this.#act).catch(() => undefined);
		const to = seen?.kind === "link" ? await this.#noteTarget(top, budget, depth) : null;
		if (this.#before.has(origin)) return;
		// Who may not look may not write either, and what is not known must not be taken for nothing.
		if (seen === undefined || (seen?.kind === "link" && to === null)) return;
		const before: Before = { path: origin, seen, copy: null, whole: false };
		this.#before.set(origin, before);
		if (seen?.kind === "file") before.copy = await this.#copy(top, seen, budget);
		if (seen?.kind === "folder") before.whole = await isEmpty(top);
		if (to !== null) before.to = to;
	}

	/** Notes what a link leads to, and answers where that is; null where it has gone. */
	async #noteTarget(link: string, budget: { bytes: number }, depth: number): Promise<string | null> {
		const to = await this.#act(["readlink", "--no-newline", "--", link]).catch(() => null);
		if (to !== null && depth < DEEPEST_LINK) await this.#note(resolve(dirname(link), to), budget, depth + 1);
		return to;
	}

	/**
	 * Where something was before the run: the same path, another where the document has moved it, or null where it is in what
	 * the document has made.
	 */
	async #origin(path: string): Promise<string | null> {
		const unexplained = this.#journal?.unexplained ?? [];
		const isNew = (one: string) => unexplained.includes(one) || (one !== path && this.#before.get(one)?.seen === null);
		const line: string[] = [];
		for (let one = path; one !== dirname(one); one = dirname(one)) line.push(one);
		const top = line.findLastIndex(isNew);
		if (top < 0) return path;
		const things = [...this.#before.values()];
		for (const folder of line.slice(0, top + 1)) {
			const identity = (await look(folder, this.#act).catch(() => null))?.identity;
			const moved = things.find(({ seen }) => identity !== undefined && seen?.identity === identity);
			if (moved !== undefined) return moved.path + path.slice(folder.length);
		}
		return null;
	}

	async #copy(path: string, { size }: Seen, budget: { bytes: number }): Promise<string | null> {
		if (size > LARGEST_COPY || size > budget.bytes) return null;
		budget.bytes -= size;
		const copies = join(this.#folder, "copies");
		const copy = join(copies, String(this.#before.size));
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
	async #notePattern(pattern: string, budget: { bytes: number }): Promise<string[]> {
		const { folder } = splitAtHole(pattern);
		const found = await pathsThere(pattern, (each) => namesSeen(each, this.#act), MOST_NOTED);
		if (found.length > MOST_NOTED) this.#limit(folder);
		for (const path of [folder, ...found.slice(0, MOST_NOTED)]) await this.#note(path, budget);
		return found.slice(0, MOST_NOTED);
	}

	/** Notes all that lies below what a statement may remove or change as a whole. */
	async #noteTrees({ trees }: Named, bases: readonly string[], budget: { bytes: number }): Promise<void> {
		const list = (folder: string) => namesSeen(folder, this.#act);
		for (const path of new Set(trees.flatMap((word) => bases.map((base) => resolve(base, word))))) {
			const tops = hasHoles(path) ? await pathsThere(path, list, MOST_NOTED) : [path];
			for (const top of tops)
				if (this.#isWatched(top) && (await this.#isFolder(top))) await this.#noteTree(top, budget);
		}
	}

	async #noteTree(top: string, budget: { bytes: number }): Promise<void> {
		const root = await real(await realpath(top).catch(() => top));
		const tree = await treeUpTo(root, MOST_NOTED, this.#act);
		if (tree === null) return this.#limit(root);
		for (const path of tree.paths) await this.#note(path, budget);
		for (const path of tree.folders) {
			const before = this.#before.get(path);
			if (before !== undefined) before.whole = true;
		}
	}

	#limit(path: string): void {
		const line = `more than ${MOST_NOTED} files in it may have been changed, and are not looked at`;
		this.#journal?.limits.push({ path, line });
	}

	/** What is in the folders now, and what to do about what will have come to them when the statement has ended. */
	async #listing(watched: { paths: string[]; patterns: string[]; folders: Set<string>; named: Named }) {
		const { paths, patterns, folders, named } = watched;
		const typed = this.#typed;
		const makers = patterns.filter(mayMake).map((path) => splitAtHole(path));
		const parents = [...paths.map((path) => dirname(path)), ...makers.map(({ folder }) => folder), ...folders];
		const listed = new Map<string, Set<string>>();
		for (const folder of new Set(parents)) listed.set(folder, new Set(await namesSeen(folder, this.#act)));
		return async () => {
			for (const [folder, earlier] of listed) {
				const siblings = paths.filter((path) => dirname(path) === folder).map((path) => basename(path));
				const made = makers.flatMap((one) => (one.folder === folder ? one.names.slice(0, 1) : []));
				for (const name of await namesSeen(folder, this.#act)) {
					if (earlier.has(name)) continue;
					const found = await real(join(folder, name));
					const path = this.#isWatched(found) ? await this.#origin(found) : null;
					if (path === null || this.#before.has(path)) continue;
					const isMade = made.some((pattern) => isPartlyKnown(pattern) && fits(pattern, name));
					if (isMade || siblings.some((sibling) => isBackup(name, sibling))) {
						this.#before.set(path, { path, seen: null, copy: null, whole: false });
					} else if (folders.has(folder) || made.length > 0) await this.#explain(found, named);
				}
			}
			await this.#noteContent(typed, named);
			await this.#save();
		};
	}

	/** Notes what the statement has made of the files that it names. */
	async #noteContent(typed: ReadonlyMap<string, string>, { goesOn }: Named): Promise<void> {
		for (const [origin, path] of typed) {
			const before = this.#before.get(origin);
			if (before?.seen?.kind !== "file") continue;
			const now = goesOn ? null : await look(path, this.#act).catch(() => null);
			if (now === null) delete before.after;
			else before.after = contentOf(now);
		}
	}

	/** Notes that something came that no word explains, where it is of the user whose statement ran. */
	async #explain(path: string, { byRoot }: Named): Promise<void> {
		const owner = (await look(path, this.#act).catch(() => null))?.owner;
		const isOurs = owner === process.getuid?.() || (byRoot && owner === 0);
		if (isOurs) this.#journal?.unexplained.push(path);
	}

	async #save(): Promise<void> {
		const journal = await this.#open();
		journal.before = [...this.#before.values()];
		await writeJournal(this.#folder, journal);
	}

	async #isFolder(path: string): Promise<boolean> {
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

/** Puts back what the journal in a run's folder says, for a run whose process is gone, and for what failed before. */
export async function putBackFrom(folder: string): Promise<string[]> {
	try {
		const journal = await readJournal(folder);
		return journal === null ? [] : await putBackAll(folder, journal, handsOf(journal.asRoot));
	} catch (error) {
		return [`run ${folder}: its files could not be put back: ${error instanceof Error ? error.message : error}`];
	}
}

async function putBackAll(folder: string, journal: Journal, act: Act): Promise<string[]> {
	const { lines, left, lost } = await putBack(journal, await realpath(folder).catch(() => folder), act);
	const rest = {
		...journal,
		before: left,
		unexplained: [],
		limits: [],
		left: left.length > 0,
		lost: lost ?? journal.lost,
	};
	try {
		await writeJournal(folder, rest);
	} catch (error) {
		lines.push(`run ${folder}: its journal could not be kept: ${error instanceof Error ? error.message : error}`);
	}
	return lines;
}

async function isEmpty(folder: string): Promise<boolean> {
	return readdir(folder).then(
		(names) => names.length === 0,
		() => false,
	);
}

/** A path by the names that its folders really have, so that no two are the same file; a link at its end is not followed. */
async function real(path: string): Promise<string> {
	return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
}

function isName(name: string): boolean {
	return name !== "" && !/^\.+$/.test(name) && !hasHoles(name);
}

/** Whether a name is what programs call what they make beside a file: `issue.bak`, `issue~`, `issue.gz`. */
function isBackup(name: string, sibling: string): boolean {
	return name.startsWith(sibling) && /^(~|\.[\w.~-]+)$/.test(name.slice(sibling.length));
}
