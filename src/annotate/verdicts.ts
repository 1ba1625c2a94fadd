import { noteWords } from "../messages/page.js";
import type { Report, ReportedClaim, ReportedStep } from "../model/report.js";
import type { ClaimVerdict, Language, PlaceKind, StepVerdict } from "../model/words.js";

/** A shape for each verdict, so that colour is never the only difference. */
export const stepShape: Record<StepVerdict, string> = { "as-written": "✓", adapted: "≈", failed: "✗", skipped: "–" };

export const claimShape: Record<ClaimVerdict, string> = {
	holds: "✓",
	refuted: "✗",
	inconclusive: "?",
	untestable: "∅",
};

/** A shape for each place: the host is square, a container is round, another machine is a triangle. */
export const placeShape: Record<PlaceKind, string> = { host: "■", container: "●", elsewhere: "▲" };

/** The place of a step, in words. */
export function placeWords({ place, container, machine }: ReportedStep, language: Language): string {
	const say = noteWords(language);
	if (place === "host") return say.onHost;
	return place === "container" ? say.inContainer(container ?? "") : say.onMachine(machine ?? "");
}

/** What is not as the document says: adapted steps, and claims that are declared not to hold. */
export function driftOf(report: Report): { steps: ReportedStep[]; claims: ReportedClaim[] } {
	return {
		steps: report.steps.filter(({ verdict }) => verdict === "adapted"),
		claims: report.claims.filter(({ verdict }) => verdict !== "holds"),
	};
}

/** What is not as the companion declares. */
export function surprisesOf(report: Report): { steps: ReportedStep[]; claims: ReportedClaim[] } {
	return {
		steps: report.steps.filter(({ verdict, declared }) => verdict !== declared),
		claims: report.claims.filter(({ verdict, declared }) => verdict !== declared),
	};
}
