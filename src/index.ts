/**
 * charla as a library. The stages are one function each, pure but for `verify`:
 *
 * ```ts
 * import { prepare, toReport, verify } from "charla";
 *
 * const { plan, companion, messages } = await prepare("README.md");
 * const verdicts = await verify(plan, companion?.talk ?? null, { machine: "debian:12/lxd" });
 * const report = toReport(verdicts);
 * ```
 *
 * `read` and `bind` are what `prepare` does, for text that is in no file; `judge` is what `verify` does with a transcript.
 * A companion uses `defineTalk`, `claim` and `stub` alone.
 */

export { type Binding, type BindOptions, bind } from "./bind/bind.js";
export type {
	Held,
	ImageView,
	InstanceView,
	Listening,
	Look,
	Mount,
	NatRule,
	Probe,
	ProcessView,
	Route,
	Said,
	SeenLink,
} from "./companion/look.js";
export type {
	AdaptationEntry,
	ClaimEntry,
	Counterexample,
	ExpectEntry,
	FailsEntry,
	Judgement,
	NotAClaim,
	Observation,
	PlaceholderValue,
	PreparationEntry,
	Talk,
	Target,
	Text,
	Unfilled,
} from "./companion/talk.js";
export { claim, defineTalk, stub } from "./companion/talk.js";
export { judge } from "./judge/judge.js";
export type * from "./model.js";
export { type Prepared, prepare } from "./prepare.js";
export { inLanguage, Problem, type RuleId } from "./problem.js";
export type { Cue } from "./read/cues.js";
export { type Reading, read } from "./read/read.js";
export { remarkCharla } from "./read/remark-charla.js";
export type { ReadOptions } from "./read/script.js";
export { toReport } from "./report/report.js";
export { type ReporterName, render } from "./report/reporters/reporters.js";
export { type Report, reportSchema } from "./report/schema.js";
export { updated } from "./report/update.js";
export type { OnEvent, RunEvent } from "./run/events.js";
export { MachineUnavailable } from "./run/machine/machine.js";
export { Interrupted, type VerifyOptions, verify } from "./verify.js";
