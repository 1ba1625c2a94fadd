import GithubSlugger from "github-slugger";
import type { Script, Sentence, Statement } from "../model/script.js";
import type { Language } from "../model/words.js";

/**
 * The text of a companion for a document that has none: every placeholder and every sentence that is no cue, each to be
 * filled in; and, proposed, every statement of which the prose says that it fails. As it is written it never passes: a placeholder is an error, and a claim is not decided.
 */
export function draftCompanion(script: Script, language: Language, words: DraftWords): string {
	const placeholders = [
		...new Set(script.statements.flatMap((statement) => statement.placeholders.map(shown(statement)))),
	];
	const sentences = script.sentences.filter(({ cue }) => cue === null);
	const { heading, nothing, value, claims, notClaims } = words;
	const first = placeholders.length + sentences.length > 0 ? heading : nothing;
	const used = ["defineCompanion", ...(sentences.length > 0 ? ["stub"] : [])];
	return [
		...first.map((line) => `// ${line}`),
		`import { ${used.join(", ")} } from "charla";`,
		"",
		"export default defineCompanion({",
		`\tlanguage: ${quoted(language)},`,
		...section(
			"placeholders: {",
			placeholders.map((placeholder) => fillIn(placeholder, value)),
			"},",
		),
		...section("statements: [", failing(script), "],"),
		...section("claims: [", stubs(script, sentences), "],", claims),
		...(sentences.length > 0 ? [`\t// ${notClaims}`, "\tnotClaims: [],"] : []),
		"});",
		"",
	].join("\n");
}

/** Statements of which the prose says that they fail, each with the sentence: proposed, and for the author to declare. */
function failing({ statements }: Script): string[] {
	return statements.flatMap(({ text, heading, saidToFail, marks }) => {
		if (!saidToFail || marks?.fails) return [];
		const under = statements.filter((other) => other.text === text).length > 1 ? heading.at(-1) : undefined;
		const fields = [
			`statement: ${quoted(text)}`,
			...(under === undefined ? [] : [`under: ${quoted(under)}`]),
			"fails: true",
		];
		return [`// ${saidToFail.position.start.line}: ${saidToFail.text}`, `// { ${fields.join(", ")} },`];
	});
}

type Placeholder = [name: string, written: string];

const shown =
	({ text }: Statement) =>
	({ name, start, end }: Statement["placeholders"][number]) =>
		JSON.stringify([name, text.slice(start, end)] satisfies Placeholder);

function section(opening: string, lines: string[], closing: string, comment?: string): string[] {
	if (lines.length === 0) return [];
	return [
		...(comment ? [`\t// ${comment}`] : []),
		`\t${opening}`,
		...lines.map((line) => `\t\t${line}`),
		`\t${closing}`,
	];
}

/** A stub for each sentence; the same words under one heading are one claim. */
function stubs(script: Script, sentences: readonly Sentence[]): string[] {
	const ids = new GithubSlugger();
	const byPlace = new Map<string, Sentence[]>();
	for (const sentence of sentences) {
		const key = JSON.stringify([sentence.text, sentence.heading.at(-1)]);
		byPlace.set(key, [...(byPlace.get(key) ?? []), sentence]);
	}
	return [...byPlace.values()].map((same) => {
		const [first] = same;
		const last = same.at(-1);
		if (!first || !last) return "";
		const heading = first.heading.at(-1);
		const elsewhere = script.sentences.filter(({ text }) => text === first.text).length > same.length;
		const fields = [
			`id: ${quoted(newId(first.text, ids))}`,
			`quote: ${quoted(first.text)}`,
			...(elsewhere && heading !== undefined ? [`under: ${quoted(heading)}`] : []),
			...(same.length > 1 || (elsewhere && heading === undefined) ? ["repeated: true"] : []),
			...(hasMoment(script, last) ? [] : after(script)),
		];
		return `stub({ ${fields.join(", ")} }),`;
	});
}

/** Whether a statement stands before the sentence, after which it is observed. */
function hasMoment(script: Script, { statement, position }: Sentence): boolean {
	return statement !== null || script.statements.some((one) => one.position.end.offset <= position.start.offset);
}

/** The first statement that can be named. */
function after({ statements }: Script): string[] {
	for (const { text, heading, place } of statements) {
		const same = statements.filter((other) => other.text === text);
		const under = heading.at(-1);
		if (same.length === 1) return [`after: { statement: ${quoted(text)} }`];
		const there = same.filter((other) => other.heading.at(-1) === under && other.place === place);
		if (there.length === 1 && under !== undefined) {
			return [`after: { statement: ${quoted(text)}, under: ${quoted(under)}, place: ${quoted(place)} }`];
		}
	}
	return [];
}

/** An id of the first words of a sentence, in ASCII: it is typed, and is an anchor of the annotated copies. */
function newId(text: string, ids: GithubSlugger): string {
	const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	return ids.slug(
		plain
			.match(/[a-z0-9]+/g)
			?.slice(0, 6)
			.join("-") ?? "claim",
	);
}

const quoted = (text: string): string => JSON.stringify(text);

/** The notes of the draft to its author. */
export interface DraftWords {
	heading: string[];
	/** The heading where the document has nothing to fill in. */
	nothing: string[];
	/** The note at a placeholder, which stands as the document writes it. */
	value: (written: string) => string;
	claims: string;
	notClaims: string;
}

/** `name: { fillIn: "…" }` for a placeholder and how it is written. */
const fillIn = (placeholder: string, value: DraftWords["value"]): string => {
	const [name, written] = JSON.parse(placeholder) as Placeholder;
	return `${quoted(name)}: { fillIn: ${quoted(value(written))} },`;
};
