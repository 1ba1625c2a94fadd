import { z } from "zod";
import type { Cue } from "../model/cue.js";
import type { InputFault } from "../model/input-fault.js";
import type { Target } from "../model/target.js";
import {
	claimVerdicts,
	expectationKinds,
	instanceStates,
	languages,
	longestSeconds,
	namespaceTypes,
	placeKinds,
	volatileNames,
} from "../model/words.js";
import { nearest } from "../text/nearest.js";
import type { ClaimEntry, Companion, NotAClaim } from "./definition.js";
import type { AdaptationEntry, AnswerEntry, StatementEntry } from "./statement-entry.js";

/** A companion is loaded without a type check, so its shape is checked here. */

/** A field for each key of a type: the compiler asks for a key that is added to the type. */
type Fields<T> = { [K in keyof Required<T>]: z.ZodType };

const one = <T>(fields: Fields<T>) => z.strictObject(fields);
const list = (entry: z.ZodType) => z.array(entry).optional();
const pattern = z.instanceof(RegExp);
const callable = z.custom((value) => typeof value === "function", { params: { expects: "function" } });
const text = z.union([
	z.string(),
	z.strictObject(Object.fromEntries(languages.map((language) => [language, z.string()]))),
]);
const place = z.enum(placeKinds).optional();
const verdict = z.enum(claimVerdicts).optional();
const kind = z.enum(expectationKinds).optional();
const namespace = z.enum(namespaceTypes);
const volatile = z.enum(volatileNames);
const strings = z.union([z.string(), z.array(z.string())]);
const target = one<Target>({ statement: z.string(), under: strings.optional(), place });

/** As Debian writes them: policy, section 5.6.1. */
const debianPackage = z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/);

const placeholder = z.union([
	z.string(),
	z.strictObject({ perSection: z.string() }),
	z.strictObject({ exactly: z.string() }),
	z.strictObject({ fillIn: z.string() }),
]);

const preparation = z.union([
	z.strictObject({ instance: z.string(), state: z.enum(instanceStates), because: text.optional() }),
	z.strictObject({ run: z.string(), because: text.optional() }),
]);

const answer = one<AnswerEntry>({ asks: pattern, types: z.string() });

const expectation = z.union([
	z.strictObject({
		kind,
		ignoring: list(volatile),
		today: z.union([z.string(), z.strictObject({ output: z.string(), kind: z.enum(expectationKinds) })]).optional(),
	}),
	z.strictObject({ uncompared: z.literal(true) }),
]);

const statement = one<StatementEntry>({
	statement: z.string(),
	under: strings.optional(),
	place,
	prepare: z.union([preparation, z.array(preparation)]).optional(),
	adapt: one<AdaptationEntry>({
		to: z.string(),
		when: z.union([pattern, z.strictObject({ empty: z.string() })]),
	}).optional(),
	answer: z.union([answer, z.array(answer)]).optional(),
	expect: expectation.optional(),
	fails: z.union([z.literal(true), pattern]).optional(),
	timeout: z.number().positive().max(longestSeconds).optional(),
	skip: z.literal(true).optional(),
	because: text.optional(),
	since: text.optional(),
}).check(({ value, issues }) => {
	for (const { key, of } of missingReasons(value)) {
		issues.push({ code: "custom", path: [key], input: value, params: { reasonFor: of } });
	}
});

/** A reason that an entry must give and does not. */
interface MissingReason {
	key: "because" | "since";
	/** The key for which it is needed. */
	of: string;
}

/** @param entry one whose fields are of the right shape */
function missingReasons(entry: Partial<Record<keyof StatementEntry, unknown>>): MissingReason[] {
	const { prepare, adapt, expect, skip, because, since } = entry;
	const drift = adapt ? "adapt" : has(expect, "today") ? "expect.today" : null;
	const unexplained = (Array.isArray(prepare) ? prepare : [prepare]).some((one) => one && !has(one, "because"));
	const explained =
		(unexplained ? "prepare" : null) ??
		drift ??
		(has(expect, "uncompared") ? "expect.uncompared" : null) ??
		(skip ? "skip" : null);
	return [
		...(because === undefined && explained ? [{ key: "because", of: explained } as const] : []),
		...(since === undefined && drift ? [{ key: "since", of: drift } as const] : []),
	];
}

const has = (value: unknown, key: string): boolean => typeof value === "object" && value !== null && key in value;

const claim = one<ClaimEntry>({
	id: z.string(),
	quote: z.string(),
	under: z.string().optional(),
	repeated: z.boolean().optional(),
	after: target.optional(),
	declared: verdict,
	because: text.optional(),
	since: text.optional(),
	observe: callable,
	judge: callable,
	counterexample: z.union([
		z.strictObject({ because: text, change: callable }),
		z.strictObject({ because: text, without: z.union([namespace, z.array(namespace).min(1)]) }),
		z.strictObject({ because: text, falsify: callable }),
	]),
});

const companion = one<Companion>({
	language: z.enum(languages).optional(),
	cues: list(one<Cue>({ language: z.string(), place: z.enum(placeKinds), words: z.string() })),
	tabs: list(z.string()),
	installs: target.optional(),
	imageServer: z.strictObject({ address: z.string(), aliases: z.array(z.string()), because: text }).optional(),
	bridge: z.strictObject({ name: z.string(), because: text, since: text }).optional(),
	images: list(z.string()),
	files: z.string().optional(),
	packages: list(debianPackage),
	placeholders: z.record(z.string(), placeholder).optional(),
	statements: list(statement),
	claims: list(claim),
	notClaims: list(one<NotAClaim>({ quote: strings, under: z.string().optional(), because: text })),
});

/** A fault of a companion's shape; where it is in the file is found by its path. */
type ShapeFault = WithoutPlace<InputFault<"unknown-key" | "missing-reason" | "not-a-function" | "wrong-shape">>;
type WithoutPlace<F> = F extends InputFault ? Omit<F, "place"> : never;

/** A problem of a companion's shape. */
export interface ShapeProblem {
	/** The way to it: `["statements", 2, "timeout"]`. */
	path: PropertyKey[];
	fault: ShapeFault;
}

/** Lists the problems of the shape of a companion's export. */
export function shapeProblems(value: unknown): ShapeProblem[] {
	// A message is made by a door. Here it is the number of its issue.
	const raw: z.core.$ZodRawIssue[] = [];
	const parsed = companion.safeParse(value, { error: (issue) => String(raw.push(issue) - 1) });
	return (parsed.error?.issues ?? []).flatMap((issue): ShapeProblem[] => {
		const { path, found } = closest(issue, []);
		const unknown = unknownKeys(value, path, issue.path.length);
		if (unknown.length > 0) return unknown;
		const of = raw[Number(found.message)];
		if (of === undefined) throw new RangeError(`no issue ${found.message}`);
		return [{ path, fault: faultOf(of, pathOf(path)) }];
	});
}

function faultOf(issue: z.core.$ZodRawIssue, at: string): ShapeFault {
	const params: Record<string, unknown> = (issue.code === "custom" && issue.params) || {};
	if (typeof params.reasonFor === "string") return { code: "missing-reason", at, of: params.reasonFor };
	if (params.expects === "function") return { code: "not-a-function", at };
	return { code: "wrong-shape", at, issue };
}

/** The issue of the form that a value is nearest to, where it may have several forms. */
function closest(
	issue: z.core.$ZodIssue,
	above: readonly PropertyKey[],
): { path: PropertyKey[]; found: z.core.$ZodIssue } {
	const path = [...above, ...issue.path];
	if (issue.code !== "invalid_union") return { path, found: issue };
	const [form] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
	const [inner] = form ?? [];
	return inner ? closest(inner, path) : { path, found: issue };
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.min(...issues.map(({ path }) => path.length));

/** The keys that no form has of the thing at a path, or of those around it from a depth on. */
function unknownKeys(value: unknown, path: readonly PropertyKey[], from: number): ShapeProblem[] {
	for (let length = from; length <= path.length; length++) {
		const around = path.slice(0, length);
		const known = keysAt(companion, around);
		const wrong = known.length === 0 ? [] : keysOf(around.reduce(childOf, value)).filter((key) => !known.includes(key));
		if (wrong.length > 0)
			return wrong.map((key) => ({
				path: [...around, key],
				fault: { code: "unknown-key", at: pathOf(around), key, nearest: nearest(key, known), known },
			}));
	}
	return [];
}

/** The keys that a schema knows at a path; those of all forms, where there are several. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
	if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path);
	if (schema instanceof z.ZodUnion) return [...new Set(schema.options.flatMap((form) => keysAt(form, path)))];
	const [key, ...rest] = path;
	if (schema instanceof z.ZodObject) {
		return key === undefined ? Object.keys(schema.shape) : keysAt(childOf(schema.shape, key), rest);
	}
	if (schema instanceof z.ZodArray && typeof key === "number") return keysAt(schema.element, rest);
	if (schema instanceof z.ZodRecord && key !== undefined) return keysAt(schema.valueType, rest);
	return [];
}

function keysOf(value: unknown): string[] {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function childOf(value: unknown, key: PropertyKey): unknown {
	if (typeof value !== "object" || value === null) return undefined;
	return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

function pathOf(path: readonly PropertyKey[]): string {
	return path.map((key, at) => (typeof key === "number" ? `[${key}]` : `${at > 0 ? "." : ""}${String(key)}`)).join("");
}
