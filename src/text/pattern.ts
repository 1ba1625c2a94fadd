import { createContext, Script } from "node:vm";

/** Milliseconds that a pattern may take on one text: one that needs longer has gone astray among its own repetitions. */
const LIMIT_MS = 250;

const context = createContext({ pattern: /(?:)/, text: "" });
const script = new Script("pattern.test(text)");
const astray = new Set<string>();

/**
 * Whether a document's or a companion's pattern is found in a text. One that does not come to an end is not found, there and
 * from then on: `(a+)+b` on forty times `a` would take centuries, in which nothing else is done.
 */
export function found(pattern: RegExp, text: string): boolean {
	const name = String(pattern);
	if (astray.has(name)) return false;
	Object.assign(context, { pattern, text });
	try {
		return script.runInContext(context, { timeout: LIMIT_MS }) === true;
	} catch {
		astray.add(name);
		return false;
	}
}
