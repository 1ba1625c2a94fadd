import { dirname } from "node:path";
import { isWithin, mountedIn } from "../../cache/mounts.js";
import type { Act } from "./hands.js";
import { beside, octal, remove, replace, settle } from "./in-place.js";
import type { Before, Journal } from "./journal.js";
import { contentOf, look, type PathState, treeSeen } from "./seen.js";
import { unmountOurs } from "./unmount.js";

/** What is said where something could not be put back. */
interface Problem {
	path: string;
	line: string;
	/** Whether it may be possible later: what is needed for it is then kept. */
	again: boolean;
}

/** What came of putting back. */
export interface PutBack {
	/** What could not be put back or taken away, one line each. */
	lines: string[];
	/** What can be tried again. */
	left: Before[];
	/** Something that was there before, of which there is no copy, and that is nowhere. */
	lost: string | null;
}

/**
 * Puts back what a journal says. What was there before is never removed, wherever it was moved to: it is moved back, or
 * left where it is and said.
 *
 * @param folder the run's own, into which the document may have moved something as well
 */
export async function putBack(journal: Journal, folder: string, act: Act): Promise<PutBack> {
	const work = new Work(journal, folder, act);
	await work.leaveWhatIsOthers();
	await work.unmount();
	await work.openFolders();
	await work.moveBack();
	await work.restore();
	await work.takeAway();
	return work.result();
}

class Work {
	readonly #journal: Journal;
	readonly #folder: string;
	readonly #act: Act;
	/** What was there before, the upper before the lower. */
	#things: readonly Thing[];
	/** What was not there before. */
	#came: readonly Before[];
	readonly #problems: Problem[] = [];
	/** What lay where something was moved back to. */
	readonly #aside: string[] = [];
	/** Where something of the run's is still mounted. */
	readonly #covered: string[] = [];
	#lost: string | null = null;

	constructor(journal: Journal, folder: string, act: Act) {
		this.#journal = journal;
		this.#folder = folder;
		this.#act = act;
		const sorted = [...journal.before].sort((one, other) => one.path.split("/").length - other.path.split("/").length);
		this.#things = sorted.flatMap((before) => (before.seen === null ? [] : [{ ...before, seen: before.seen }]));
		this.#came = sorted.filter(({ seen }) => seen === null);
	}

	/** Leaves what somebody has changed since putting it back failed. */
	async leaveWhatIsOthers(): Promise<void> {
		const others = new Set<string>();
		for (const { path, found } of this.#journal.before) {
			if (found === undefined) continue;
			const now = await look(path, this.#act).catch(() => undefined);
			if (now === undefined || stateOf(now) === found) continue;
			others.add(path);
			if (now !== null) this.#say(path, "was changed by somebody since it could not be put back, and is left", false);
		}
		this.#things = this.#things.filter(({ path }) => !others.has(path));
		this.#came = this.#came.filter(({ path }) => !others.has(path));
	}

	/** Unmounts what was mounted on what the statements name, and in the run's folder. */
	async unmount(): Promise<void> {
		for (const { point, line, again } of await unmountOurs(this.#journal, this.#folder, this.#act)) {
			if (again) this.#covered.push(point);
			this.#say(point, line, again);
		}
	}

	/** Lets this user into folders again that were closed. */
	async openFolders(): Promise<void> {
		for (const { path, seen } of this.#things) {
			if (seen.kind !== "folder" || this.#isCovered(path)) continue;
			const now = await this.#look(path);
			if (now?.identity !== seen.identity || now.mode === seen.mode) continue;
			await this.#act(["chmod", octal(seen.mode | 0o700), "--", path]).catch(() => {});
		}
	}

	/** Moves back what is not where it was and is found elsewhere. */
	async moveBack(): Promise<void> {
		const missing: Thing[] = [];
		for (const thing of this.#things) {
			if (this.#isCovered(thing.path)) continue;
			if ((await this.#look(thing.path))?.identity !== thing.seen.identity) missing.push(thing);
		}
		if (missing.length === 0) return;
		const places = await this.#places();
		for (const { path, seen } of missing) {
			const from = places.get(seen.identity);
			if (from === undefined || this.#isAtHome(from, seen)) continue;
			await this.#try(path, `is now ${from} and could not be moved back`, async () => {
				await this.#moveBack(from, path, places);
				if ((await look(path, this.#act))?.identity !== seen.identity) throw new Error("another is in its place");
			});
		}
	}

	/** Puts the content and the properties of everything back. */
	async restore(): Promise<void> {
		for (const thing of this.#things) {
			await this.#try(thing.path, "could not be put back", () => this.#restore(thing));
		}
		for (const { path, seen } of [...this.#things].reverse()) {
			if (seen.kind !== "folder" || this.#isCovered(path)) continue;
			await this.#try(path, "could not be put back", () => settle(path, seen, this.#act));
		}
	}

	/** Takes away what was not there before. */
	async takeAway(): Promise<void> {
		this.#lost = await this.#firstLost();
		for (const { path } of this.#came) {
			await this.#try(path, "could not be taken away", () => this.#takeAway(path));
		}
		for (const path of this.#aside) {
			await this.#try(path, "could not be taken away", () => this.#takeAway(path));
		}
	}

	async result(): Promise<PutBack> {
		for (const path of this.#journal.unexplained) {
			if ((await this.#look(path)) !== null) this.#say(path, "came while a statement ran", false);
		}
		for (const { path, line } of this.#journal.limits) {
			if ((await this.#look(path)) !== null) this.#say(path, line, false);
		}
		const again = new Set(this.#problems.filter((problem) => problem.again).map(({ path }) => path));
		const left: Before[] = [];
		const aside = this.#aside.map((path): Before => ({ path, seen: null, copy: null, whole: false }));
		for (const before of [...this.#journal.before, ...aside].filter(({ path }) => again.has(path))) {
			const covered = (await mountedIn(before.path)).length > 0;
			const now = covered ? undefined : await look(before.path, this.#act).catch(() => undefined);
			left.push(now === undefined ? before : { ...before, found: stateOf(now) });
		}
		// One line for a path: what went wrong first is why the rest did.
		const lines = new Map<string, string>();
		for (const { path, line } of this.#problems) if (!lines.has(path)) lines.set(path, `file ${path}: ${line}`);
		return { lines: [...lines.values()], left, lost: this.#lost };
	}

	/** Where everything is that was there before: by identity, in what came, in what took another's place, and in the run's folder. */
	async #places(): Promise<Map<string, string>> {
		const sought = new Set(this.#things.map(({ seen }) => seen.identity));
		const roots = [...this.#came.map(({ path }) => path), ...this.#journal.unexplained, this.#folder];
		for (const { path, seen } of this.#things) {
			if ((await this.#look(path))?.identity !== seen.identity) roots.push(path);
		}
		const places = new Map<string, string>();
		for (const root of roots) {
			if ((await this.#look(root)) === null) continue;
			for (const { path, seen } of await this.#tree(root)) {
				if (!sought.has(seen.identity) || places.has(seen.identity) || this.#isCovered(path)) continue;
				places.set(seen.identity, path);
			}
		}
		return places;
	}

	/** Whether what is at a path was there before as well, so that it is not the one that was moved: a second name of a file's. */
	#isAtHome(path: string, seen: PathState): boolean {
		return this.#things.some((thing) => thing.path === path && thing.seen.identity === seen.identity);
	}

	async #moveBack(from: string, to: string, places: Map<string, string>): Promise<void> {
		const follow = (old: string, now: string) => {
			for (const [identity, place] of places) {
				if (isWithin(old, place)) places.set(identity, now + place.slice(old.length));
			}
		};
		let source = from;
		if ((await look(to, this.#act)) !== null) {
			const aside = beside(to);
			await this.#act(["mv", "--no-clobber", "--no-target-directory", "--", to, aside]);
			this.#aside.push(aside);
			follow(to, aside);
			if (isWithin(to, source)) source = aside + source.slice(to.length);
		}
		await this.#act(["mkdir", "--parents", "--", dirname(to)]);
		await this.#act(["mv", "--no-clobber", "--no-target-directory", "--", source, to]);
		follow(source, to);
		const index = this.#aside.indexOf(source);
		if (index >= 0) this.#aside.splice(index, 1);
	}

	async #restore(thing: Thing): Promise<void> {
		const { path, seen, to, copy, whole, after } = thing;
		if (this.#isCovered(path)) throw new Error("something is mounted over it");
		const now = await look(path, this.#act);
		const same = now?.identity === seen.identity;
		if (same && now.changed === seen.changed) return;
		if (seen.kind === "link") {
			if (now?.kind !== "link" || (await this.#target(path)) !== to) {
				await this.#replace(path, now, (made) => this.#act(["ln", "--symbolic", "--", to ?? "", made]));
			}
			return settle(path, seen, this.#act);
		}
		if (seen.kind === "file") {
			if (same && (now.mode & 0o600) !== 0o600) {
				await this.#act(["chmod", octal(now.mode | 0o600), "--", path]).catch(() => {});
			}
			if (now?.kind === "file" && (await this.#isUnchanged(thing, now))) return settle(path, seen, this.#act);
			if (now?.kind === "file" && after !== undefined && contentOf(now) !== after) {
				return this.#say(path, "was changed later than by the statements that name it, and is left", false);
			}
			if (copy === null) {
				const what = now === null ? "is gone" : "was changed";
				return this.#say(path, `${what}, and no copy of it could be made`, false);
			}
			if (same) await this.#act(["dd", `if=${copy}`, `of=${path}`, "oflag=nofollow", "bs=1M", "status=none"]);
			else await this.#replace(path, now, (made) => this.#act(["cp", "--no-dereference", "--", copy, made]));
			return settle(path, seen, this.#act);
		}
		// A socket is made anew by whoever serves it.
		if (same || (seen.kind === "other" && now?.kind === "other")) return;
		if (seen.kind === "folder" && whole) {
			if (now?.kind !== "folder") await this.#replace(path, now, (made) => this.#act(["mkdir", "--", made]));
			return this.#act(["chmod", octal(seen.mode | 0o700), "--", path]).then(() => {});
		}
		const was = seen.kind === "folder" ? "was a folder before" : "was there before";
		this.#say(path, now === null ? `${was} and is gone` : `${was} and is another one now`, false);
	}

	async #isUnchanged({ path, seen, copy }: Thing, now: PathState): Promise<boolean> {
		if (now.size !== seen.size) return false;
		if (copy === null) return now.identity === seen.identity && now.modified === seen.modified;
		return this.#act(["cmp", "--silent", "--", copy, path]).then(
			() => true,
			() => false,
		);
	}

	async #takeAway(path: string): Promise<void> {
		const now = await look(path, this.#act);
		if (now === null) return;
		const mounted = await mountedIn(path);
		if (mounted.length > 0) return this.#say(path, `is left: something is mounted on ${mounted.join(", ")}`, true);
		if (this.#lost !== null) return this.#say(path, `is left: ${this.#lost} is gone and may be in it`, false);
		if (now.kind === "folder" && (now.mode & 0o700) !== 0o700) {
			await this.#act(["chmod", octal(now.mode | 0o700), "--", path]);
		}
		const theirs = await this.#wasThere(path);
		if (theirs !== null) {
			const isKnown = this.#things.some(({ seen }) => seen.identity === theirs.seen.identity);
			return this.#say(path, `is left: ${theirs.path} was there before the run`, isKnown);
		}
		await remove(path, this.#act);
	}

	#isCovered(path: string): boolean {
		return this.#covered.some((point) => isWithin(point, path));
	}

	async #firstLost(): Promise<string | null> {
		for (const { path, seen, copy, whole } of this.#things) {
			if (seen.kind === "link" || copy !== null || whole) continue;
			if ((await this.#look(path))?.identity !== seen.identity) return path;
		}
		return null;
	}

	/** What in a tree was there before the run and was moved into it; null where there is nothing of that kind. */
	async #wasThere(path: string): Promise<{ path: string; seen: PathState } | null> {
		const home = new Map<string, string>();
		for (const thing of this.#things) if (thing.seen.kind === "file") home.set(thing.seen.identity, thing.path);
		for (const one of await treeSeen(path, this.#act)) {
			if (!isOlder(one.seen, this.#journal)) continue;
			const first = home.get(one.seen.identity);
			const isSecondName =
				first !== undefined && first !== one.path && (await this.#look(first))?.identity === one.seen.identity;
			if (!isSecondName) return one;
		}
		return null;
	}

	/** Makes something in the place of what is there, unless that was there before the run or is mounted. */
	async #replace(path: string, now: PathState | null, make: (path: string) => Promise<unknown>): Promise<void> {
		if (now !== null) {
			const theirs = await this.#wasThere(path);
			if (theirs !== null) throw new Error(`${theirs.path} was there before the run and lies in its place`);
			if (now.kind === "folder") {
				const mounted = await mountedIn(path);
				if (mounted.length > 0) throw new Error(`something is mounted on ${mounted.join(", ")}`);
			}
		}
		await replace(path, now, make, this.#act);
	}

	async #tree(path: string): Promise<{ path: string; seen: PathState }[]> {
		return treeSeen(path, this.#act).catch(() => []);
	}

	async #target(path: string): Promise<string> {
		return this.#act(["readlink", "--no-newline", "--", path]);
	}

	async #look(path: string): Promise<PathState | null> {
		return look(path, this.#act).catch(() => null);
	}

	async #try(path: string, what: string, step: () => Promise<unknown>): Promise<void> {
		try {
			await step();
		} catch (error) {
			this.#say(path, `${what}: ${error instanceof Error ? error.message : error}`, true);
		}
	}

	#say(path: string, line: string, again: boolean): void {
		this.#problems.push({ path, line, again });
	}
}

type Thing = Before & { seen: PathState };

/** Whether something was there before the run, by when it was made; by its content's time where it may be a copy that `mv` made. */
function isOlder(seen: PathState, { started, moves }: Journal): boolean {
	const byContent = BigInt(seen.modified) < BigInt(started);
	if (seen.birth === "0") return moves !== "none" && byContent;
	return BigInt(seen.birth) < BigInt(started) || (moves === "unnamed" && byContent);
}

function stateOf(seen: PathState | null): string {
	return seen === null ? "nothing" : `${seen.identity} ${seen.changed}`;
}
