import { rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists, namesIn } from "../../cache/files.js";
import { mountedIn } from "../../cache/mounts.js";
import { type Act, handsOf } from "./hands.js";
import { remove } from "./in-place.js";
import { journalNames, readJournal } from "./journal.js";
import { treeSeen } from "./seen.js";

/**
 * Removes a run's folder, and that of all runs where it was the only one. What is needed to put files back is kept as long
 * as that has not been possible, and so is what the document has moved into it.
 *
 * @returns why it is still there, one line at most
 */
export async function removeRunFolder(folder: string): Promise<string[]> {
	try {
		if (!(await exists(folder))) return [];
		const journal = await readJournal(folder);
		const mounted = await mountedIn(folder);
		if (mounted.length > 0) return [`run ${folder}: is kept: something is mounted on ${mounted.join(", ")}`];
		const act = handsOf(journal?.asRoot ?? null);
		const theirs = await movedInto(folder, act);
		if (theirs !== null) return [`run ${folder}: is kept: ${theirs} was there before the run, and was moved into it`];
		if (journal?.lost) return [`run ${folder}: is kept: ${journal.lost} is gone, and may be in it`];
		if (journal?.left) {
			const others = (await namesIn(folder)).filter((name) => !journalNames.includes(name));
			for (const name of others) await remove(join(folder, name), act);
			return [`run ${folder}: is kept for what could not be put back; \`charla clean\` tries again`];
		}
		await remove(folder, act);
		await rmdir(dirname(folder)).catch(() => {});
		return [];
	} catch (error) {
		return [`run ${folder}: could not be removed: ${error instanceof Error ? error.message : error}`];
	}
}

/** Something in a run's folder that is older than it; null where there is nothing of that kind. */
async function movedInto(folder: string, act: Act): Promise<string | null> {
	const [top, ...rest] = await treeSeen(folder, act);
	if (top === undefined || top.seen.birth === "0") return null;
	const older = rest.find(({ seen }) => seen.birth !== "0" && BigInt(seen.birth) < BigInt(top.seen.birth));
	return older?.path ?? null;
}
