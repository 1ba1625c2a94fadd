import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isConfiguration } from "../configuration-folders.js";
import { type Act, handsOf } from "./hands.js";
import { fits, hasHoles, isPartlyKnown, mayMake, splitAtHole } from "./holes.js";
import { type Journal, newJournal, readJournal, writeJournal } from "./journal.js";
import { type NamedFiles, namedIn } from "./named.js";
import { MOST_COPIED, Notes, real } from "./notes.js";
import { putBack } from "./put-back.js";
import { look, namesSeen } from "./seen.js";

/**
 * The host's files that the document's statements may write, as they were before. Kept on disk before a statement runs,
 * so that another process can put them back.
 */
export class WatchedFiles {
	readonly #folder: string;
	readonly #asRoot: readonly string[] | null;
	readonly #act: Act;
	#notes: Notes | null = null;
	#saved: Promise<void> = Promise.resolve();
	/** Once putting back has begun, its journal is the one that counts. */
	#closed = false;

	/**
	 * @param folder the run's own; what is written below it is nobody's
	 * @param asRoot the words before a command that needs root; null where root is not to be had
	 */
	constructor(folder: string, asRoot: readonly string[] | null = null) {
		this.#folder = folder;
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
		const notes = await this.#open();
		const { journal } = notes;
		const typed = notes.begin();
		const [current, named] = [await expand("PWD"), await namedIn(command, expand)];
		if (named.moves === "unnamed" || journal.moves === "none") journal.moves = named.moves;
		const bases = [current || "/", ...named.from.map((folder) => resolve(current || "/", folder))];
		const all = [...new Set(named.words.flatMap((word) => bases.map((base) => resolve(base, word))))];
		const paths = all.filter((path) => !hasHoles(path) && notes.isWatched(path));
		const patterns = all.filter((path) => hasHoles(path) && notes.isWatched(splitAtHole(path).folder));
		const budget = { bytes: MOST_COPIED };
		const found: string[] = [];
		for (const pattern of patterns) found.push(...(await notes.notePattern(pattern, budget)));
		const into: string[] = [];
		for (const path of paths) if (await notes.isFolder(path)) into.push(path);
		const folders = new Set([...bases.filter((path) => notes.isWatched(path)), ...into]);
		const namesOf = (some: readonly string[]) => [...new Set(some.map((path) => basename(path)))].filter(isName);
		for (const folder of folders) paths.push(...namesOf(named.words).map((name) => join(folder, name)));
		// What a glob finds is put into a folder only where that is named as well.
		for (const folder of into) paths.push(...namesOf(found).map((name) => join(folder, name)));
		for (const path of paths) await notes.note(path);
		await notes.noteTrees(named, bases, budget);
		await this.#save(notes);
		const compare = await this.#listing(notes, { paths, patterns, folders, named });
		return async () => {
			await compare();
			await notes.noteContent(typed, named);
			await this.#save(notes);
		};
	}

	/**
	 * Puts everything back. Returns what could not be, one line each; what may be possible later stays in the run's folder.
	 */
	async putBack(): Promise<string[]> {
		this.#closed = true;
		await this.#saved.catch(() => {});
		return this.#notes === null ? [] : putBackAll(this.#folder, this.#notes.journal, this.#act);
	}

	async #open(): Promise<Notes> {
		if (this.#notes !== null) return this.#notes;
		const journal = await newJournal(this.#folder, this.#asRoot);
		this.#notes = new Notes(journal, this.#folder, await realpath(this.#folder), this.#act);
		return this.#notes;
	}

	/** What is in the folders now, and what to do about what will have come to them when the statement has ended. */
	async #listing(
		notes: Notes,
		watched: { paths: string[]; patterns: string[]; folders: Set<string>; named: NamedFiles },
	) {
		const { paths, patterns, folders, named } = watched;
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
					const path = notes.isWatched(found) ? await notes.origin(found) : null;
					if (path === null || notes.before.has(path)) continue;
					const isMade = made.some((pattern) => isPartlyKnown(pattern) && fits(pattern, name));
					if (isMade || siblings.some((sibling) => isBackup(name, sibling))) {
						notes.before.set(path, { path, seen: null, copy: null, whole: false });
					} else if (folders.has(folder) || made.length > 0) await this.#explain(notes, found, named);
				}
			}
		};
	}

	/** Notes that something came that no word explains, where it is of the user whose statement ran. */
	async #explain({ journal }: Notes, path: string, { byRoot }: NamedFiles): Promise<void> {
		const owner = (await look(path, this.#act).catch(() => null))?.owner;
		const isOurs = owner === process.getuid?.() || (byRoot && owner === 0);
		if (isOurs) journal.unexplained.push(path);
	}

	async #save({ journal, before }: Notes): Promise<void> {
		if (this.#closed) return;
		journal.before = [...before.values()];
		this.#saved = writeJournal(this.#folder, journal);
		await this.#saved;
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

async function putBackAll(folder: string, noted: Journal, act: Act): Promise<string[]> {
	// An earlier state of the client's configuration may lack what the user has added since.
	const journal = { ...noted, before: noted.before.filter(({ path }) => !isConfiguration(path)) };
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

function isName(name: string): boolean {
	return name !== "" && !/^\.+$/.test(name) && !hasHoles(name);
}

/** Whether a name is what programs call what they make beside a file: `issue.bak`, `issue~`, `issue.gz`. */
function isBackup(name: string, sibling: string): boolean {
	return name.startsWith(sibling) && /^(~|\.[\w.~-]+)$/.test(name.slice(sibling.length));
}
