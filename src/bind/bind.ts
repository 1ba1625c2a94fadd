import { dirname, join } from "node:path";
import type { Companion } from "../companion/definition.js";
import type { CompanionFile } from "../companion/load.js";
import type { PreparationEntry, StatementEntry } from "../companion/statement-entry.js";
import type { Adaptation, MachineNeeds, Plan, Preparation, Step } from "../model/plan.js";
import type { Problem } from "../model/problem.js";
import type { Reason } from "../model/reason.js";
import type { Script, Statement } from "../model/script.js";
import type { Text } from "../model/text.js";
import type { Language } from "../model/words.js";
import { notTaken } from "./alternatives.js";
import { answersOf } from "./answers.js";
import { bindClaims } from "./claims.js";
import { Complaints } from "./complaints.js";
import { type BoundEntry, entriesByStatement } from "./entries.js";
import { expectationOf } from "./expectation.js";
import { languageFor } from "./language.js";
import { Values } from "./placeholders/values.js";
import { reasonFor } from "./reasons.js";
import { selectOnly } from "./select.js";
import { imagesNeeded, standIn } from "./stand-in.js";
import { findStatements } from "./targets.js";

/** The default time limit of a statement, in seconds. */
const DEFAULT_TIMEOUT_SECONDS = 120;

/** What binding needs beside the script. */
export interface BindOptions {
	companion: CompanionFile | null;
	/** What the run's names end with. */
	runId: string;
	/** The language of the report; the companion's or the document's otherwise. */
	language?: Language;
	/** Run only what stands under this heading, and what it depends on. */
	only?: string;
	/** The tabs that are to be typed, by their titles. */
	tabs?: readonly string[];
	/** A folder that the machine gets a copy of, instead of the companion's `files`. */
	files?: string;
	/** Seconds that a statement may take where neither document nor companion says it. */
	timeoutSeconds?: number;
}

/** A plan, and the problems of the document and its companion. */
export interface Binding {
	plan: Plan;
	problems: Problem[];
}

/** Binds a script to its companion. Pure: it reads no file and touches no machine. */
export function bind(script: Script, options: BindOptions): Binding {
	return new Binder(script, options).bind();
}

/** The choice among a document's statements. */
interface Choice {
	/** Whether `--only` leaves the statement out. */
	notAsked: boolean;
	/** The statement that is typed instead, where the document gives several ways. */
	instead: string | undefined;
}

class Binder {
	readonly #script: Script;
	readonly #options: BindOptions;
	readonly #companion: Companion;
	readonly #complaints: Complaints;
	readonly #values: Values;

	constructor(script: Script, options: BindOptions) {
		this.#script = script;
		this.#options = options;
		this.#companion = options.companion?.companion ?? {};
		this.#complaints = new Complaints(options.companion);
		this.#values = new Values(options.companion, options.runId, this.#complaints);
	}

	bind(): Binding {
		const { statements } = this.#script;
		const { companion, language, only, runId } = this.#options;
		const { installs } = this.#companion;
		const [installing = null] = installs ? findStatements(installs, statements, this.#complaints, ["installs"]) : [];
		const selected = only === undefined ? null : selectOnly(statements, only, installing);
		const entries = entriesByStatement(this.#companion, statements, this.#complaints);
		this.#values.check(this.#script);
		const others = notTaken(statements, {
			tabs: [...(this.#options.tabs ?? []), ...(this.#companion.tabs ?? [])],
			isSkipped: ({ id, marks }) => entries.get(id)?.entry.skip === true || marks?.skip !== undefined,
		});
		const namesAfter = new Map<string, Record<string, string>>();
		const steps = statements.map((statement) => {
			const notAsked = selected !== null && !selected.has(statement.id);
			const step = this.#step(statement, entries.get(statement.id) ?? null, {
				notAsked,
				instead: others.get(statement.id),
			});
			if (step.skip === null) this.#values.follow(statement);
			namesAfter.set(statement.id, this.#values.all(statement));
			return step;
		});
		const plan: Plan = {
			document: this.#script.document,
			companion: companion?.path ?? null,
			language: languageFor(this.#script, companion?.companion ?? null, language),
			runId,
			machine: { ...machineNeeds(this.#companion, statements, installing), ...this.#around() },
			steps,
			...bindClaims({
				script: this.#script,
				companion: this.#companion,
				complaints: this.#complaints,
				namesAfter: (statement) => namesAfter.get(statement) ?? {},
			}),
			statements: statements.length,
			...(this.#script.untyped.length > 0 ? { untyped: this.#script.untyped } : {}),
		};
		return { plan, problems: this.#complaints.problems };
	}

	/** What is brought to the machine before the first step. */
	#around(): Pick<MachineNeeds, "files" | "packages"> {
		const { companion, files: asked } = this.#options;
		const { files: named, packages = [] } = this.#companion;
		const files = asked ?? (named === undefined ? undefined : join(dirname(companion?.path ?? ""), named));
		return { ...(files === undefined ? {} : { files }), ...(packages.length > 0 ? { packages: [...packages] } : {}) };
	}

	#step(statement: Statement, found: BoundEntry | null, { notAsked, instead }: Choice): Step {
		const { entry = null } = found ?? {};
		const missing = this.#values.missing(statement);
		const expected = expectationOf(statement, entry, { names: (text) => this.#values.inText(text, statement) });
		if (!expected && found?.entry.expect) {
			const finding = { rule: "no-output-shown", data: { statement: statement.text } } as const;
			this.#complaints.ofCompanion(finding, [...found.path, "expect"]);
		}
		const output = entry?.fails === true ? /(?:)/ : entry?.fails;
		const failing = output ? { pattern: output.source, flags: output.flags } : statement.marks?.fails;
		const bound = this.#values.bound(statement);
		const { opens, container } = statement;
		return {
			id: statement.id,
			written: statement.text,
			bound,
			position: statement.position,
			heading: statement.heading,
			block: statement.block,
			place: statement.place,
			container: container && this.#values.container(container, statement),
			...(statement.machine === undefined ? {} : { machine: statement.machine }),
			...(statement.client === undefined ? {} : { client: statement.client }),
			rule: statement.rule,
			opens: opens && { ...opens, container: opens.container && this.#values.container(opens.container, statement) },
			leaves: statement.leaves,
			assigns: statement.assigns,
			preparations: entry ? this.#preparations(entry, statement) : [],
			adaptation: this.#adaptation(entry, statement) ?? standIn(statement, bound),
			declared: entry?.adapt || expected?.today ? "adapted" : "as-written",
			...answersOf(entry, bound),
			timeoutSeconds:
				entry?.timeout ?? statement.marks?.timeoutSeconds ?? this.#options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
			skip: notAsked ? { code: "not-asked" } : skipReason(statement, entry, instead, missing),
			...(notAsked ? { notAsked } : {}),
			...(instead === undefined ? {} : { instead }),
			...(statement.saidToFail && !failing ? { saidToFail: statement.saidToFail } : {}),
			...(missing === null ? {} : { lacks: missing }),
			...(expected ? { expected } : {}),
			...(failing ? { fails: failing } : {}),
		};
	}

	#preparations({ prepare = [], because: reason = "" }: StatementEntry, statement: Statement): Preparation[] {
		const entries: readonly PreparationEntry[] = Array.isArray(prepare) ? prepare : [prepare];
		return entries.map((entry) => {
			const { because = reason } = entry;
			if ("run" in entry) return { kind: "run", command: this.#values.inText(entry.run, statement), because };
			const instance = this.#values.inText(entry.instance, statement);
			return { kind: "ensure", instance, state: entry.state, because };
		});
	}

	#adaptation(entry: StatementEntry | null, statement: Statement): Adaptation | null {
		if (!entry?.adapt) return null;
		const { to, when } = entry.adapt;
		return {
			command: this.#values.inText(to, statement),
			expects: when instanceof RegExp ? { output: when.source, flags: when.flags } : when,
			because: { code: "text", text: entry.because ?? "" },
			since: entry.since ?? "",
		};
	}
}

function machineNeeds(
	companion: Companion,
	statements: readonly Statement[],
	installs: Statement | null,
): MachineNeeds {
	const { imageServer = null, bridge = null, images = imagesNeeded(statements) } = companion;
	return {
		installs: installs?.id ?? null,
		imageServer: imageServer && { ...imageServer, aliases: [...imageServer.aliases] },
		bridge,
		images: [...images],
	};
}

/** Why a statement is not to be run; null where it is. */
function skipReason(
	statement: Statement,
	entry: StatementEntry | null,
	instead: string | undefined,
	missing: string | null,
): Reason | null {
	return (
		textReason(entry?.skip ? entry.because : statement.marks?.skip) ??
		(instead === undefined ? null : { code: "another-way", taken: instead }) ??
		reasonFor(statement) ??
		missingReason(missing)
	);
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
