import { VFile } from "vfile";
import type { Companion, PlaceholderValue, Unfilled } from "../companion/definition.js";
import type { CompanionFile } from "../companion/load.js";
import { locate } from "../companion/locate.js";
import type { AdaptationEntry, PreparationEntry, StatementEntry } from "../companion/statement-entry.js";
import { effects } from "../engines/engine.js";
import type { Adaptation, Plan, Preparation, Step } from "../model/plan.js";
import type { Finding, Problem } from "../model/problem.js";
import type { Reason } from "../model/reason.js";
import type { Script, Statement } from "../model/script.js";
import type { Target } from "../model/target.js";
import type { Text } from "../model/text.js";
import type { Language } from "../model/words.js";
import { variableIn } from "../shell-language/variable-name.js";
import { notTaken } from "./alternatives.js";
import { bindClaims } from "./claims.js";
import { expectationOf } from "./expectation.js";
import { languageFor } from "./language.js";
import { isGoodName, nameIn } from "./names.js";
import { reasonFor } from "./reasons.js";
import { selectOnly } from "./select.js";
import { imagesNeeded, standIn } from "./stand-in.js";
import { nameOf, substitute, substituteNames } from "./substitute.js";
import { findStatements } from "./targets.js";

/** Seconds that a statement may take where nothing else is said. */
const DEFAULT_TIMEOUT_SECONDS = 120;

/** What binding needs beside the script. */
export interface BindOptions {
	companion: CompanionFile | null;
	/** The companion's source, for positions in it. */
	companionSource?: string;
	/** What the run's names end with. */
	runId: string;
	/** The language of the report; the companion's or the document's otherwise. */
	language?: Language;
	/** Run only what stands under this heading, and what it depends on. */
	only?: string;
	/** The tabs that are to be typed, by their titles. */
	tabs?: readonly string[];
}

/** A plan, and what is wrong with the document or its companion. */
export interface Binding {
	plan: Plan;
	problems: Problem[];
}

/** Binds a script to its companion. Pure: it reads no file and touches no machine. */
export function bind(script: Script, options: BindOptions): Binding {
	return new Binder(script, options).bind();
}

class Binder {
	readonly #script: Script;
	readonly #options: BindOptions;
	readonly #content: Companion;
	readonly #companion: VFile;
	readonly #problems: Problem[] = [];
	/** Placeholders that a rename has given another one's value. */
	readonly #renamed = new Map<string, string>();

	constructor(script: Script, options: BindOptions) {
		this.#script = script;
		this.#options = options;
		this.#content = options.companion?.companion ?? {};
		const path = options.companion?.path;
		this.#companion = new VFile({ ...(path ? { path } : {}), value: options.companionSource ?? "" });
	}

	bind(): Binding {
		const { statements } = this.#script;
		const installs = this.#one(this.#content.installs);
		const selected = this.#options.only === undefined ? null : selectOnly(statements, this.#options.only, installs);
		const entries = this.#entries();
		this.#checkValues();
		const others = notTaken(statements, {
			tabs: [...(this.#options.tabs ?? []), ...(this.#content.tabs ?? [])],
			isSkipped: ({ id, marks }) => entries.get(id)?.skip === true || marks?.skip !== undefined,
		});
		const namesAfter = new Map<string, Record<string, string>>();
		const steps = statements.map((statement): Step => {
			const entry = entries.get(statement.id) ?? null;
			const { adapt, skip: skipped, because, fails } = entry ?? {};
			const missing = this.#missing(statement);
			const notAsked = selected !== null && !selected.has(statement.id);
			const instead = others.get(statement.id);
			const skip = notAsked
				? ({ code: "not-asked" } as const)
				: (textReason(skipped ? because : statement.marks?.skip) ??
					(instead === undefined ? null : ({ code: "another-way", taken: instead } as const)) ??
					reasonFor(statement) ??
					missingReason(missing));
			const expected = expectationOf(statement, entry, {
				names: (text) => this.#names(text, statement),
			});
			if (!expected && entry?.expect) {
				this.#problem({ rule: "no-output-shown", data: { statement: statement.text } }, statement.text);
			}
			const output = fails === true ? /(?:)/ : fails;
			const failing = output ? { pattern: output.source, flags: output.flags } : statement.marks?.fails;
			const bound = substitute(statement.text, statement.placeholders, (name) => this.#value(name, statement));
			const adapted = entry && adapt ? this.#adaptation(entry, adapt, statement) : standIn(statement, bound);
			const step: Step = {
				id: statement.id,
				written: statement.text,
				bound,
				position: statement.position,
				heading: statement.heading,
				block: statement.block,
				place: statement.place,
				container: statement.container && this.#container(statement.container, statement),
				...(statement.machine === undefined ? {} : { machine: statement.machine }),
				...(statement.client === undefined ? {} : { client: statement.client }),
				rule: statement.rule,
				opens: statement.opens && {
					...statement.opens,
					container: statement.opens.container && this.#container(statement.opens.container, statement),
				},
				leaves: statement.leaves,
				assigns: statement.assigns,
				preparations: entry ? this.#preparations(entry, statement) : [],
				adaptation: adapted,
				declared: adapt || expected?.today ? "adapted" : "as-written",
				timeoutSeconds: entry?.timeout ?? statement.marks?.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
				skip,
				...(notAsked ? { notAsked } : {}),
				...(instead === undefined ? {} : { instead }),
				...(statement.saidToFail && !failing ? { saidToFail: statement.saidToFail } : {}),
				...(missing === null ? {} : { lacks: missing }),
				...(expected ? { expected } : {}),
				...(failing ? { fails: failing } : {}),
			};
			if (skip === null) this.#follow(statement);
			namesAfter.set(statement.id, this.#allNames(statement));
			return step;
		});
		const plan: Plan = {
			document: this.#script.document,
			companion: this.#options.companion?.path ?? null,
			language: languageFor(this.#script, this.#options.companion?.companion ?? null, this.#options.language),
			runId: this.#options.runId,
			machine: {
				installs: installs?.id ?? null,
				imageServer: this.#content.imageServer
					? {
							address: this.#content.imageServer.address,
							aliases: [...this.#content.imageServer.aliases],
							because: this.#content.imageServer.because,
						}
					: null,
				bridge: this.#content.bridge
					? {
							name: this.#content.bridge.name,
							because: this.#content.bridge.because,
							since: this.#content.bridge.since,
						}
					: null,
				images: [...(this.#content.images ?? imagesNeeded(statements))],
			},
			steps,
			...bindClaims({
				script: this.#script,
				content: this.#content,
				companion: this.#companion,
				problems: this.#problems,
				namesAfter: (statement) => namesAfter.get(statement) ?? {},
			}),
			statements: statements.length,
			...(this.#script.untyped.length > 0 ? { untyped: this.#script.untyped } : {}),
		};
		return { plan, problems: this.#problems };
	}

	#one(target: Target | undefined): Statement | null {
		return (target && findStatements(target, this.#script.statements, this.#companion, this.#problems)[0]) ?? null;
	}

	/** The companion's entries by the id of the statement that each means. */
	#entries(): Map<string, StatementEntry> {
		const byStatement = new Map<string, StatementEntry>();
		for (const entry of this.#content.statements ?? []) {
			for (const { id, text } of findStatements(entry, this.#script.statements, this.#companion, this.#problems)) {
				if (byStatement.has(id)) this.#problem({ rule: "two-entries", data: { statement: text } }, text);
				else byStatement.set(id, entry);
			}
		}
		return byStatement;
	}

	#value(name: string, statement: Statement): string | undefined {
		const renamed = this.#renamed.get(name);
		if (renamed !== undefined) return renamed;
		const value = this.#content.placeholders?.[name];
		if (value === undefined || isUnfilled(value)) return undefined;
		return nameIn(value, statement.heading, this.#options.runId);
	}

	#names(text: string, statement: Statement): string {
		return substituteNames(text, (name) => this.#value(name, statement));
	}

	/** A container's name; one in a variable that the document sets is known when it is run. */
	#container(written: string, statement: Statement): string {
		const variable = variableIn(written);
		return variable === null ? this.#names(written, statement) : (this.#value(variable, statement) ?? written);
	}

	/** After `lxc move [a] [b]`, the document's [a] is what [b] was. */
	#follow(statement: Statement): void {
		for (const call of statement.engine) {
			const renames = effects(call).renames;
			const from = renames && nameOf(renames.from.name);
			const to = renames && this.#names(renames.to.name, statement);
			// A new name without a value is a problem of its own, and nothing to follow.
			if (from && to && !to.startsWith("[")) this.#renamed.set(from, to);
		}
	}

	/** A placeholder that has no value, as it is written. With a companion that is a problem; without one it is left out. */
	#missing(statement: Statement): string | null {
		let missing: string | null = null;
		for (const use of statement.placeholders) {
			const value = this.#value(use.name, statement);
			const companion = this.#options.companion?.path;
			const given = this.#content.placeholders?.[use.name];
			if (value === undefined && companion && given === undefined) {
				const written = statement.text.slice(use.start, use.end);
				this.#problems.push({
					rule: "placeholder-without-value",
					data: { name: use.name, written, companion },
					file: "document",
					place: pointOf(statement, use.start),
					fatal: true,
				});
			} else if (value === undefined && !companion) {
				missing = statement.text.slice(use.start, use.end);
			} else if (value !== undefined && !isGoodName(value) && !this.#isExact(use.name)) {
				this.#problem({ rule: "bad-name", data: { name: use.name, value } }, use.name);
			}
		}
		return missing;
	}

	/** Whether the author gave the value letter by letter. */
	#isExact(name: string): boolean {
		const value = this.#content.placeholders?.[name];
		return typeof value === "object" && "exactly" in value;
	}

	#checkValues(): void {
		const used = new Set(this.#script.statements.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)));
		for (const [name, value] of Object.entries(this.#content.placeholders ?? {})) {
			if (!used.has(name)) this.#problem({ rule: "unused-value", data: { name } }, name);
			else if (isUnfilled(value)) {
				this.#problem({ rule: "not-filled-in", data: { name, what: value.fillIn } }, name);
			}
		}
	}

	/** A problem of the companion, where it says `text`. */
	#problem(finding: Finding, text: string): void {
		const place = locate(this.#companion, text) ?? null;
		this.#problems.push({ ...finding, file: "companion", place, fatal: true });
	}

	#preparations({ prepare = [], because: reason = "" }: StatementEntry, statement: Statement): Preparation[] {
		const entries: readonly PreparationEntry[] = Array.isArray(prepare) ? prepare : [prepare];
		return entries.map((entry) => {
			const { because = reason } = entry;
			if ("run" in entry) return { kind: "run", command: this.#names(entry.run, statement), because };
			return { kind: "ensure", instance: this.#names(entry.instance, statement), state: entry.state, because };
		});
	}

	#adaptation(entry: StatementEntry, { to, when }: AdaptationEntry, statement: Statement): Adaptation {
		return {
			command: this.#names(to, statement),
			expects: when instanceof RegExp ? { output: when.source, flags: when.flags } : when,
			because: { code: "text", text: entry.because ?? "" },
			since: entry.since ?? "",
		};
	}

	#allNames(statement: Statement): Record<string, string> {
		const names = Object.keys(this.#content.placeholders ?? {});
		return Object.fromEntries(names.map((name) => [name, this.#value(name, statement) ?? ""]));
	}
}

/** An author's reason; null where none is given. */
function textReason(text: Text | undefined): Reason | null {
	return text === undefined ? null : { code: "text", text };
}

/** Why a statement with a placeholder without a value is left out; null where there is none. */
function missingReason(written: string | null): Reason | null {
	if (written === null) return null;
	return written.startsWith("$")
		? { code: "unset-variable", variable: written }
		: { code: "no-value", placeholder: written };
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
