import type { Reason } from "../model/reason.js";
import type { Ground } from "./ground.js";

/** Something could not be seen or done. Its message is the reason's code and data; `messages/reasons.ts` has the words. */
export class Trouble extends Error {
	constructor(readonly reason: Reason) {
		super(Object.values(reason).filter(Boolean).join(" "));
		this.name = new.target.name;
	}
}

/** This machine does not let something be done that a claim would need: it would change the host, or root is not to be had. */
export class Obstacle extends Trouble {}

/**
 * The words before a command of charla's own that needs root.
 * @throws {Obstacle} where root is not to be had
 */
export function rootWords({ asRoot }: Ground["machine"]): readonly string[] {
	if (asRoot === undefined) return [];
	if (asRoot !== null) return asRoot;
	throw new Obstacle({ code: "namespaces-need-root" });
}
