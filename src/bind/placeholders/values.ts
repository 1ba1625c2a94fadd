import type { PlaceholderValue, Unfilled } from "../../companion/definition.js";
import type { CompanionFile } from "../../companion/load.js";
import { effects } from "../../engines/effects.js";
import type { Script, Statement } from "../../model/script.js";
import { variableIn } from "../../shell-language/variable-name.js";
import type { Complaints } from "../complaints.js";
import { isGoodName, nameIn } from "./names.js";
import { nameOf, substitute, substituteNames } from "./substitute.js";

/** What a document's placeholders stand for, from statement to statement: a rename hands a value on. */
export class Values {
	readonly #file: CompanionFile | null;
	readonly #given: Readonly<Record<string, PlaceholderValue>>;
	readonly #runId: string;
	readonly #complaints: Complaints;
	/** Placeholders that a rename has given another one's value. */
	readonly #renamed = new Map<string, string>();

	/** @param runId what the run's names end with */
	constructor(file: CompanionFile | null, runId: string, complaints: Complaints) {
		this.#file = file;
		this.#given = file?.companion.placeholders ?? {};
		this.#runId = runId;
		this.#complaints = complaints;
	}

	/** A placeholder's value in a statement's section; undefined where it has none. */
	of(name: string, { heading }: Statement): string | undefined {
		const renamed = this.#renamed.get(name);
		if (renamed !== undefined) return renamed;
		const value = this.#given[name];
		if (value === undefined || isUnfilled(value)) return undefined;
		return nameIn(value, heading, this.#runId);
	}

	/** All of them, by name. */
	all(statement: Statement): Record<string, string> {
		return Object.fromEntries(Object.keys(this.#given).map((name) => [name, this.of(name, statement) ?? ""]));
	}

	/** A statement's text with its placeholders replaced. */
	bound(statement: Statement): string {
		return substitute(statement.text, statement.placeholders, (name) => this.of(name, statement));
	}

	/** Another text with its placeholders replaced. */
	inText(text: string, statement: Statement): string {
		return substituteNames(text, (name) => this.of(name, statement));
	}

	/** A container's name; one in a variable that the document sets is known when it is run. */
	container(written: string, statement: Statement): string {
		const variable = variableIn(written);
		return variable === null ? this.inText(written, statement) : (this.of(variable, statement) ?? written);
	}

	/** After `lxc move [a] [b]`, the document's [a] is what [b] was. */
	follow(statement: Statement): void {
		for (const call of statement.engine) {
			const renames = effects(call).renames;
			const from = renames && nameOf(renames.from.name);
			const to = renames && this.inText(renames.to.name, statement);
			// A new name without a value is a separate problem.
			if (from && to && !to.startsWith("[")) this.#renamed.set(from, to);
		}
	}

	/** A placeholder without a value, as written. With a companion this is a problem; without one the statement is skipped. */
	missing(statement: Statement): string | null {
		let missing: string | null = null;
		for (const { name, start, end } of statement.placeholders) {
			const value = this.of(name, statement);
			const written = statement.text.slice(start, end);
			if (value === undefined && this.#file && this.#given[name] === undefined) {
				const data = { name, written, companion: this.#file.path };
				this.#complaints.ofDocument({ rule: "placeholder-without-value", data }, pointOf(statement, start));
			} else if (value === undefined && !this.#file) {
				missing = written;
			} else if (value !== undefined && !isGoodName(value) && !this.#isExact(name)) {
				this.#complaints.ofCompanion({ rule: "bad-name", data: { name, value } }, ["placeholders", name]);
			}
		}
		return missing;
	}

	/** Complains of values that no statement uses, and of those that are still to be given. */
	check({ statements }: Script): void {
		const used = new Set(statements.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)));
		for (const [name, value] of Object.entries(this.#given)) {
			const entry = ["placeholders", name];
			if (!used.has(name)) this.#complaints.ofCompanion({ rule: "unused-value", data: { name } }, entry);
			else if (isUnfilled(value)) {
				this.#complaints.ofCompanion({ rule: "not-filled-in", data: { name, what: value.fillIn } }, entry);
			}
		}
	}

	/** Whether the author gave the value letter by letter. */
	#isExact(name: string): boolean {
		const value = this.#given[name];
		return typeof value === "object" && "exactly" in value;
	}
}

function isUnfilled(value: PlaceholderValue): value is Unfilled {
	return typeof value === "object" && "fillIn" in value;
}

/** The point of an offset in a statement's text; exact on its first line. */
function pointOf(statement: Statement, offset: number): { line: number; column: number } {
	const before = statement.text.slice(0, offset).split("\n");
	const column = (before.at(-1) ?? "").length + 1;
	const { start } = statement.position;
	return before.length === 1
		? { line: start.line, column: start.column + column - 1 }
		: { line: start.line + before.length - 1, column };
}
