import type { Statement } from "../model/script.js";

/** What a reader of the command line would rather take, most wanted first; what fits none comes between the last two. */
const wanted: RegExp[] = [
	/\b(?:cli|command[- ]line|terminal|shell|bash|consola|l[ií]nea de comandos|linha de comandos)\b/i,
	/\bdebian\b/i,
	/\bubuntu\b|\bapt\b/i,
	/\blinux\b/i,
];
const unwanted =
	/\b(?:api|rest|ui|gui|web|browser|dashboard|portal|console ui|windows|powershell|mac ?os|macos|homebrew|fedora|centos|rhel|red hat|arch|opensuse|suse|alpine)\b/i;

/** How much a tab is wanted: less is more. */
function rank(label: string): number {
	const at = wanted.findIndex((pattern) => pattern.test(label));
	if (at >= 0) return at;
	return unwanted.test(label) ? wanted.length + 1 : wanted.length;
}

/** What choosing needs to know. */
export interface Choice {
	/** The titles of the tabs that are asked for. */
	tabs: readonly string[];
	/** Whether the author says that a statement is not run: then another way is taken. */
	isSkipped: (statement: Statement) => boolean;
}

/**
 * Maps each statement of an alternative that is not taken to the label of the alternative that is.
 *
 * Of tabs that is the one that was asked for; else the command line before an API and a graphical interface, Debian before other
 * systems, and the first of those that are left. Of blocks that the prose offers instead of each other it is the first; of both,
 * the first that the author does not skip.
 */
export function notTaken(statements: readonly Statement[], choice: Choice): Map<string, string> {
	const groups = new Map<string, Map<string, Statement[]>>();
	for (const statement of statements) {
		for (const { group, label } of statement.alternatives ?? []) {
			const labels = groups.get(group) ?? new Map<string, Statement[]>();
			labels.set(label, [...(labels.get(label) ?? []), statement]);
			groups.set(group, labels);
		}
	}
	const taken = new Map<string, string>();
	for (const [group, labels] of groups) taken.set(group, take(group, labels, choice));
	const others = new Map<string, string>();
	for (const { id, alternatives = [] } of statements) {
		const other = alternatives.find(({ group, label }) => taken.get(group) !== label);
		if (other) others.set(id, taken.get(other.group) ?? "");
	}
	return others;
}

/** Whether somebody who writes `asked` means the tab with this title: case and accents do not count. */
export function isTitle(asked: string, title: string): boolean {
	return asked.localeCompare(title, "en", { sensitivity: "base" }) === 0;
}

/** The titles of a document's tabs in which something is typed, each once. */
export function tabTitles(statements: readonly Statement[]): string[] {
	const all = statements.flatMap(({ alternatives = [] }) => alternatives.filter(({ group }) => isTabs(group)));
	return [...new Set(all.map(({ label }) => label))];
}

const isTabs = (group: string): boolean => group.startsWith("tabs-");

function take(group: string, labels: ReadonlyMap<string, Statement[]>, { tabs, isSkipped }: Choice): string {
	const all = [...labels.keys()];
	const asked = all.find((label) => tabs.some((tab) => isTitle(tab, label)));
	if (asked !== undefined) return asked;
	const left = all.filter((label) => !labels.get(label)?.every(isSkipped));
	const from = left.length > 0 ? left : all;
	if (!isTabs(group)) return from[0] ?? "";
	return [...from].sort((a, b) => rank(a) - rank(b))[0] ?? "";
}
