import { entryOf, likeness, objectLiterals, type SyntaxNode } from "./literals.js";

/** A file of a companion's: itself, or one that it imports. */
export interface SourceFile {
	path: string;
	text: string;
}

/** A place in one of them; `line` and `column` count from 1. */
export interface SourcePlace {
	path: string;
	line: number;
	column: number;
}

/** A literal in a file. */
interface Literal {
	file: SourceFile;
	node: SyntaxNode;
}

/**
 * Where a companion's files say what it exports. A value is found by what is written of it: the path to it is followed through
 * literals, and what is imported, spread or made elsewhere is looked for among the literals of all files.
 */
export class SourcePlaces {
	readonly #companion: unknown;
	readonly #files: readonly SourceFile[];
	#literals: Literal[] | null = null;

	constructor(companion: unknown, files: readonly SourceFile[]) {
		this.#companion = companion;
		this.#files = files;
	}

	/**
	 * The place of what stands at a path, or of the nearest thing above it that can be found; null where nothing can.
	 * @param path `["statements", 2, "timeout"]`
	 */
	of(path: readonly PropertyKey[]): SourcePlace | null {
		let value = this.#companion;
		let here = this.#find(value);
		let place = here && placeOf(here.file, here.node);
		for (const key of path) {
			value = childOf(value, key);
			const entry = here && entryOf(here.node, key);
			if (here && entry) place = placeOf(here.file, entry.at);
			const literal: Literal | null = here && entry ? { file: here.file, node: entry.value } : null;
			const describes = literal !== null && /^(Object|Array)Expression$/.test(literal.node.type);
			here = describes ? literal : this.#find(value);
			if (here && !describes) place = placeOf(here.file, here.node);
		}
		return place;
	}

	/** The literal that says the most of an object. */
	#find(value: unknown): Literal | null {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
		this.#literals ??= this.#files.flatMap((file) => objectLiterals(file.text).map((node) => ({ file, node })));
		let [best, most]: [Literal | null, number] = [null, 0];
		for (const literal of this.#literals) {
			const like = likeness(literal.node, value) ?? 0;
			if (like > most) [best, most] = [literal, like];
		}
		return best;
	}
}

function childOf(value: unknown, key: PropertyKey): unknown {
	if (typeof value !== "object" || value === null) return undefined;
	return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

function placeOf({ path, text }: SourceFile, { start }: SyntaxNode): SourcePlace {
	const before = text.slice(0, start).split("\n");
	return { path, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
