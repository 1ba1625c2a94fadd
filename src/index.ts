/**
 * charla as a library. The stages are one function each, pure but for `verify`:
 *
 * ```ts
 * import { prepare, toReport, verify } from "charla";
 *
 * const { plan, companion, messages } = await prepare("README.md");
 * const verdicts = await verify(plan, companion, { machine: "debian:12/lxd" });
 * const report = toReport(verdicts);
 * ```
 *
 * `read` and `bind` are what `prepare` does, for text that is in no file; `judge` is what `verify` does with a transcript.
 * A companion uses `defineCompanion`, `claim` and `stub` alone.
 */

export { type Binding, type BindOptions, bind } from "./bind/bind.js";
export type {
	ClaimEntry,
	Companion,
	Counterexample,
	Judgement,
	NotAClaim,
	Observation,
	PlaceholderValue,
	Unfilled,
} from "./companion/definition.js";
export { claim, defineCompanion, stub } from "./companion/definition.js";
export type { CompanionFile } from "./companion/load.js";
export type {
	AdaptationEntry,
	ExpectationEntry,
	PreparationEntry,
	StatementEntry,
} from "./companion/statement-entry.js";
export { judge } from "./judge/judge.js";
export { type BoundDocument, prepare } from "./library/prepare.js";
export { Interrupted, LeftBehind, type VerifyOptions, verify } from "./library/verify.js";
export type {
	ImageView,
	InstanceView,
	LinkView,
	Look,
	Mount,
	NatRule,
	Output,
	PortHold,
	Probe,
	ProcessView,
	Route,
	Socket,
} from "./look/look.js";
export { MachineUnavailable } from "./machines/machine.js";
export { inputText } from "./messages/input.js";
export { inLanguage, ProblemMessage, toMessages } from "./messages/problems.js";
export { reasonText } from "./messages/reasons.js";
export type { Cue } from "./model/cue.js";
export type { OnEvent, RunEvent } from "./model/events.js";
export { InputError, type InputFault, type InputFaultCode } from "./model/input-fault.js";
export type * from "./model/plan.js";
export type * from "./model/position.js";
export type * from "./model/problem.js";
export type * from "./model/reason.js";
export { type Report, reportSchema } from "./model/report.js";
export type * from "./model/script.js";
export type { Target } from "./model/target.js";
export type { Text } from "./model/text.js";
export type * from "./model/transcript.js";
export type * from "./model/verdicts.js";
export type * from "./model/words.js";
export { read } from "./read/read.js";
export type { Reading, ReadOptions } from "./read/script.js";
export { remarkCharla } from "./remark/remark-charla.js";
export { toReport } from "./report/report.js";
export { type ReporterName, render } from "./report/reporters/reporters.js";
export { updated } from "./update/update.js";
