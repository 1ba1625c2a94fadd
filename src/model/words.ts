/** Every closed list of words in charla, once. The types, the checks and the schemas are made from these. */

/** The languages that charla speaks. */
export const languages = ["es", "en"] as const;
export type Language = (typeof languages)[number];

/** Where a statement runs; `elsewhere` is a machine that the document reaches and this run does not have. */
export const placeKinds = ["host", "container", "elsewhere"] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** The rule that decided a statement's place, strongest first. */
export const placeRules = ["mark", "shell", "prompt", "engine", "cue", "default"] as const;
export type PlaceRule = (typeof placeRules)[number];

/** What a block, or a part of one, is that nobody types into a shell. */
export const untypedKinds = [
	"output",
	"configuration",
	"file",
	"code",
	"data",
	"markup",
	"repl",
	"url",
	"path",
	"drawing",
	"prose",
	"syntax",
	"unclear",
] as const;
export type UntypedKind = (typeof untypedKinds)[number];

/** How that is known: the fence's language; the sentence before it; the statement before it; its lines; its prompt; a mark. */
export const untypedReasons = ["language", "sentence", "statement", "lines", "prompt", "mark"] as const;
export type UntypedReason = (typeof untypedReasons)[number];

/** Why output that a document shows is not compared: it is said to be similar only; parts of it are left out; it has placeholders. */
export const looseReasons = ["similar", "elided", "placeholders"] as const;
export type LooseReason = (typeof looseReasons)[number];

/**
 * How shown output is read. `exact`: line by line, where a line that is only `...` stands for any lines. `glob`: the same, with
 * `*` and `?` in lines. `regex`: each line a pattern for a whole line. `json`: the same data; `"..."` stands for anything.
 */
export const expectationKinds = ["exact", "glob", "regex", "json"] as const;
export type ExpectationKind = (typeof expectationKinds)[number];

/** What may differ from run to run and mean nothing. */
export const volatileNames = ["pid", "ip", "mac", "date", "uuid", "size", "duration", "fingerprint"] as const;
export type VolatileName = (typeof volatileNames)[number];

/** A state of an instance that can be waited for. `booted`: its init is done; `addressed`: it has a global IPv4 address. */
export const instanceStates = ["stopped", "running", "booted", "addressed"] as const;
export type InstanceState = (typeof instanceStates)[number];

/** The namespaces of a container by their names in /proc/PID/ns, in the order in which they are shown. */
export const namespaceTypes = ["mnt", "pid", "uts", "net", "ipc", "user", "cgroup"] as const;
export type NamespaceType = (typeof namespaceTypes)[number];

/** What a machine has only so much of. */
export const machineLimits = ["memory", "processes", "disk"] as const;
export type MachineLimit = (typeof machineLimits)[number];

/** What can be said of a step. */
export const stepVerdicts = ["as-written", "adapted", "failed", "skipped"] as const;
export type StepVerdict = (typeof stepVerdicts)[number];

/** What can be said of a claim. */
export const claimVerdicts = ["holds", "refuted", "inconclusive", "untestable"] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** Seconds that a statement may be given at most: a day. Timers count milliseconds in 31 bits. */
export const longestSeconds = 86_400;
