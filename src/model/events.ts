import type { PlannedClaim, Step } from "./plan.js";
import type { Progress } from "./progress.js";
import type { Chunk, ClaimRecord, PreparationRecord, StepRecord, Transcript } from "./transcript.js";

/** What happens while a document runs, for whoever shows it. */
export type RunEvent =
	| { kind: "machine"; progress: Progress }
	| { kind: "step-started"; step: Step }
	| { kind: "output"; step: Step; chunk: Chunk }
	| { kind: "preparation"; record: PreparationRecord }
	| { kind: "step-ended"; step: Step; record: StepRecord }
	| { kind: "claim-started"; claim: PlannedClaim }
	| { kind: "claim-ended"; claim: PlannedClaim; record: ClaimRecord }
	| { kind: "ended"; transcript: Transcript };

/** Takes the events of a run; never throws, never waits. */
export type OnEvent = (event: RunEvent) => void;
