import { Trouble } from "../look/obstacle.js";
import type { Reason } from "../model/reason.js";
import { NoShell } from "./shell/no-shell.js";

/** The reason that an error carries; the words of any other error. */
export function reasonOf(error: unknown): Reason {
	if (error instanceof Trouble || error instanceof NoShell) return error.reason;
	return { code: "text", text: error instanceof Error ? error.message : String(error) };
}
