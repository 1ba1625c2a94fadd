import type { Reason } from "../model/reason.js";
import type { Statement } from "../model/script.js";

/** Why a statement is not run, where the document itself says so; null where it may be run. */
export function reasonFor({ marks, place, machine, opens }: Statement): Reason | null {
	if (marks?.unparsed !== undefined) return { code: "unparsed", found: marks.unparsed };
	if (place === "elsewhere") return { code: "elsewhere", machine: machine ?? "" };
	if (opens?.machine !== undefined) return { code: "goes-elsewhere", machine: opens.machine };
	return marks?.unprompted === true ? { code: "unprompted" } : null;
}
