import { isWithin, type Mount, mountsNow } from "../../cache/mounts.js";
import type { Act } from "./hands.js";
import { bootNow, type Journal } from "./journal.js";

/** A mount that is not as it was. */
interface ChangedMount {
	point: string;
	line: string;
	/** Whether it is still there, and may be unmounted later. */
	again: boolean;
}

/**
 * Unmounts what was mounted on what the statements name, and in the run's folder; the last first.
 *
 * @returns what could not be unmounted, and what of others' is not mounted any more
 */
export async function unmountOurs(journal: Journal, folder: string, act: Act): Promise<ChangedMount[]> {
	// What a boot has mounted says nothing of another one's.
	if (journal.boot !== (await bootNow())) return [];
	const named = new Set(journal.before.map(({ path }) => path));
	const within = [folder, ...journal.before.flatMap(({ path, seen }) => (seen === null ? [path] : []))];
	const isOurs = ({ point }: Mount) => named.has(point) || within.some((each) => isWithin(each, point));
	const now = await mountsNow();
	const found: ChangedMount[] = [];
	for (const { point } of without(now, journal.mounts).filter(isOurs).reverse()) {
		await act(["umount", "--", point]).catch((error) => {
			const line = `what is mounted there could not be unmounted: ${error instanceof Error ? error.message : error}`;
			found.push({ point, line, again: true });
		});
	}
	for (const { point } of without(journal.mounts, now).filter(isOurs)) {
		found.push({ point, line: "what was mounted there is not any more", again: false });
	}
	return found;
}

/** Those of some mounts that are not among others. */
function without(some: readonly Mount[], others: readonly Mount[]): Mount[] {
	const rest = others.map(({ what }) => what);
	return some.filter(({ what }) => {
		const index = rest.indexOf(what);
		if (index >= 0) rest.splice(index, 1);
		return index < 0;
	});
}
