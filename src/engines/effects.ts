import type { EngineCall } from "../model/script.js";
import { engineOf } from "./engines.js";
import { type Arguments, type Effects, nothing, type Verb } from "./names.js";
import { firstWord, parseOptions } from "./options.js";

/**
 * What a call of an engine's client does to names: those that exist after it, and those that must exist before it.
 *
 * Names are as written, without `local:`; those on another remote keep it (`far:web`). What is not in the table has no effects.
 */
export function effects(call: EngineCall): Effects {
	const analysis = analyse(call);
	return analysis ? analysis.verb(analysis.arguments) : nothing();
}

/** The verb of a call and what it is applied to. */
function analyse({ client, words }: EngineCall): { verb: Verb; arguments: Arguments } | null {
	const verbs = engineOf(client)?.verbs ?? {};
	const start = firstWord(words);
	for (const length of [3, 2, 1]) {
		const path = words.slice(start, start + length);
		const name = path.join(" ");
		const verb = path.length === length && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
		if (verb) return { verb, arguments: parseOptions(words.slice(start + length), name) };
	}
	return null;
}
