import type { Tab } from "../../markdown/tabs.js";
import type { Alternative } from "../../model/script.js";
import { doTheSame, offersAnother } from "../alternatives.js";
import type { BlockStatement, ReadBlock } from "./block.js";
import type { Neighbour } from "./neighbour.js";

/** A block as it is told from its alternatives. */
interface Member {
	block: { id: string };
	read: ReadBlock;
	tabs: readonly Tab[];
}

/** Finds blocks of which one is typed: those in tabs side by side, and those that a paragraph offers instead of the one before. */
export class AlternativeGroups {
	/** What a block is offered instead of or is itself offered instead: the group and its label. */
	readonly #offered = new Map<string, Alternative>();
	#count = 0;

	/** Sees a block, in the document's order. */
	block({ block, read }: Member, before: Neighbour): void {
		const first = before.typed;
		const offered = before.paragraphs === 1 && offersAnother(before.sentences.join(" "));
		if (!first || !offered || first.statements.some(({ saidToFail }) => saidToFail) || read.statements.length === 0)
			return;
		if (!doTheSame(textsOf(first.statements), textsOf(read.statements))) return;
		const known = this.#offered.get(first.id) ?? { group: `or-${++this.#count}`, label: labelOf(first.statements) };
		this.#offered.set(first.id, known);
		this.#offered.set(block.id, { group: known.group, label: labelOf(read.statements) });
	}

	/** The alternatives that a block is one of, outermost first. */
	of({ block, tabs }: Member): Alternative[] {
		const offered = this.#offered.get(block.id);
		return [...tabs.map(({ group, label }) => ({ group: `tabs-${group}`, label })), ...(offered ? [offered] : [])];
	}
}

const textsOf = (statements: readonly BlockStatement[]): string[] => statements.map(({ text }) => text);

const labelOf = (statements: readonly BlockStatement[]): string => statements[0]?.text.split("\n", 1)[0] ?? "";
