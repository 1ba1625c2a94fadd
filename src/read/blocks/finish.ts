import { engineCalls } from "../../engines/calls.js";
import type { Source } from "../../markdown/source.js";
import type { Alternative, PlaceholderUse, Sentence, Statement } from "../../model/script.js";
import { assignedBy, expandedBy } from "../../shell-language/variables.js";
import type { Placement } from "../place/decide.js";
import { commentSentences, type Unnumbered } from "../sentences.js";
import type { BlockStatement, ReadBlock } from "./block.js";

/** What the document as a whole has to add to a statement. */
export interface Whole {
	id: string;
	block: string;
	heading: string[];
	placement: Placement;
	/** Names that the document has bare somewhere. */
	names: Set<string>;
	/** Uses of variables that the document never sets. */
	unset: PlaceholderUse[];
	alternatives: Alternative[];
}

/** The statement as others see it. */
export function finish(read: BlockStatement, whole: Whole): Statement {
	const { id, block, heading, placement, names, unset, alternatives } = whole;
	const placeholders = read.candidates
		.filter((candidate) => candidate.sure || names.has(candidate.name))
		.map(({ name, start, end }) => ({ name, start, end }))
		.concat(unset)
		.sort((a, b) => a.start - b.start);
	return {
		id,
		block,
		text: read.text,
		position: read.position,
		heading,
		place: placement.place,
		container: placement.container,
		...(placement.machine === undefined ? {} : { machine: placement.machine }),
		...(placement.client === undefined ? {} : { client: placement.client }),
		rule: placement.rule,
		opens: placement.opens,
		leaves: placement.leaves,
		placeholders,
		assigns: assignedBy(read.node.nodes),
		expands: expandedBy(read.node.nodes),
		engine: engineCalls(read.node, placeholders),
		...(read.expected ? { expected: read.expected } : {}),
		...(alternatives.length > 0 ? { alternatives } : {}),
		...(read.saidToFail ? { saidToFail: read.saidToFail } : {}),
	};
}

/** The comments of a block as sentences; `ids` are those of its statements. */
export function commentsOf(block: ReadBlock, ids: string[], heading: string[], source: Source): Unnumbered[] {
	return block.comments.flatMap(({ span, typed: code, statement, cue }) => {
		const id: Sentence["statement"] = statement === null ? null : (ids[statement] ?? null);
		const sentences = commentSentences(span, code, heading, id, source);
		return cue === null ? sentences : sentences.map((sentence) => ({ ...sentence, cue: cue.place }));
	});
}
