import type { ClaimEntry, Companion } from "../companion/definition.js";
import type { PlannedClaim, PlannedSentence } from "../model/plan.js";
import type { Script, Sentence, Statement } from "../model/script.js";
import type { Text } from "../model/text.js";
import { nearest } from "../text/nearest.js";
import type { Complaints, EntryPath } from "./complaints.js";
import { findStatements } from "./targets.js";

/** What binding claims needs to know. */
export interface ClaimBinding {
	script: Script;
	companion: Companion;
	complaints: Complaints;
	/** What the placeholders stand for once a statement has been run. */
	namesAfter: (statement: string) => Record<string, string>;
}

/** A part of a sentence that a claim quotes. */
interface Quotation {
	sentence: Sentence;
	start: number;
	end: number;
}

/** Binds every claim to its sentences, and says of every sentence what covers it. */
export function bindClaims(binding: ClaimBinding): { claims: PlannedClaim[]; sentences: PlannedSentence[] } {
	const quoted: Quotation[] = [];
	const claims: PlannedClaim[] = [];
	const reasons = new Map<string, Text>();
	for (const [index, entry] of (binding.companion.claims ?? []).entries()) {
		const path = ["claims", index];
		const found = findQuote(binding, entry, [...path, "quote"]);
		quoted.push(...found);
		const claim = plannedClaim(binding, entry, found, path);
		if (claims.some(({ id }) => id === entry.id)) {
			binding.complaints.ofCompanion({ rule: "two-claims", data: { id: entry.id } }, [...path, "id"]);
		} else if (claim) claims.push(claim);
	}
	for (const [index, { quote, under, because }] of (binding.companion.notClaims ?? []).entries()) {
		for (const [at, one] of (typeof quote === "string" ? [quote] : quote).entries()) {
			const path = ["notClaims", index, "quote", ...(typeof quote === "string" ? [] : [at])];
			const limits = under === undefined ? {} : { under };
			for (const { sentence } of findQuote(binding, { id: null, quote: one, ...limits }, path)) {
				reasons.set(sentence.id, because);
			}
		}
	}
	const sentences = binding.script.sentences.map((sentence) => {
		const parts = quoted.filter((one) => one.sentence.id === sentence.id);
		if (parts.length > 0) checkWhole(binding, sentence, parts);
		return classed(sentence, parts.length > 0, reasons.get(sentence.id) ?? null);
	});
	return { claims, sentences };
}

function classed(sentence: Sentence, claimed: boolean, notClaim: Text | null): PlannedSentence {
	const { id, text, position, heading, cue } = sentence;
	const kind = claimed ? "claim" : notClaim !== null ? "not-a-claim" : cue !== null ? "cue" : "uncovered";
	return { id, text, position, heading, class: kind, because: notClaim };
}

/** What is quoted; `id` is null where no claim quotes it. */
type Quote = Pick<ClaimEntry, "quote" | "under" | "repeated"> & { id: string | null };

function findQuote(
	{ script, complaints }: ClaimBinding,
	{ id, quote, under, repeated }: Quote,
	entry: EntryPath,
): Quotation[] {
	const there = script.sentences.filter((one) => under === undefined || one.heading.at(-1) === under);
	const whole = there.filter(({ text }) => text === quote);
	const found = whole.length > 0 ? whole : there.filter(({ text }) => text.includes(quote));
	if (found.length === 0) {
		const elsewhere = script.sentences.filter((one) => one.text.includes(quote));
		const headings = [...new Set(elsewhere.flatMap(({ heading }) => heading.at(-1) ?? []))];
		const among = there.length > 0 ? there : script.sentences;
		const near = nearest(quote, [...new Set(among.map(({ text }) => text))]);
		const like = near === null ? undefined : among.find(({ text }) => text === near);
		const place = complaints.placeOf(entry);
		const finding = {
			rule: "no-such-sentence",
			data: {
				...{ id, quote, nearest: like?.text ?? null, entry: place && `${place.path}:${place.line}:${place.column}` },
				...(headings.length === 0 ? {} : { headings }),
			},
		} as const;
		// A changed sentence is shown where it changed; an entry of which no sentence is near, where it stands itself.
		if (like && headings.length === 0) complaints.ofDocument(finding, like.position);
		else complaints.ofCompanion(finding, entry);
	} else if (found.length > 1 && !repeated) {
		const lines = found.map(({ position }) => position.start.line);
		complaints.ofCompanion({ rule: "ambiguous-sentence", data: { id, quote, lines } }, entry);
	}
	return found.map((sentence) => {
		const start = sentence.text.indexOf(quote);
		return { sentence, start, end: start + quote.length };
	});
}

/** Complains where letters of a claimed sentence stand outside every quote. */
function checkWhole({ complaints }: ClaimBinding, sentence: Sentence, parts: readonly Quotation[]): void {
	// By UTF-16 unit, as the parts are: an emoji before them is two.
	const rest = sentence.text
		.replace(/[\s\S]/g, (unit, at: number) => (parts.some(({ start, end }) => at >= start && at < end) ? " " : unit))
		.trim();
	if (!/[\p{L}\p{N}]/u.test(rest)) return;
	complaints.ofDocument({ rule: "partly-quoted", data: { sentence: sentence.text, rest } }, sentence.position);
}

function plannedClaim(
	binding: ClaimBinding,
	entry: ClaimEntry,
	found: readonly Quotation[],
	path: EntryPath,
): PlannedClaim | null {
	const [first] = found;
	const last = found.at(-1);
	if (!first || !last) return null;
	const { script, complaints } = binding;
	const after = entry.after
		? findStatements(entry.after, script.statements, complaints, [...path, "after"])[0]
		: statementBefore(script.statements, last.sentence);
	if (!after) {
		if (!entry.after) complaints.ofCompanion({ rule: "claim-without-step", data: { id: entry.id } }, [...path, "id"]);
		return null;
	}
	return {
		id: entry.id,
		sentences: found.map(({ sentence }) => sentence.id),
		text: entry.quote,
		position: first.sentence.position,
		heading: first.sentence.heading,
		after: after.id,
		names: binding.namesAfter(after.id),
		isolates: "without" in entry.counterexample,
		declared: entry.declared ?? "holds",
		because: entry.because ?? null,
		since: entry.since ?? null,
	};
}

/** The statement that a comment trails, or the last one before a sentence of the prose. */
function statementBefore(statements: readonly Statement[], sentence: Sentence): Statement | undefined {
	if (sentence.statement !== null) return statements.find(({ id }) => id === sentence.statement);
	return statements.filter(({ position }) => position.end.offset <= sentence.position.start.offset).at(-1);
}
