import type { Language } from "../model/words.js";

/**
 * The language to speak where no document says one: the one asked for, or that of the user's locale, or English.
 *
 * `LC_ALL` counts before `LC_MESSAGES`, and that before `LANG`; an empty one does not count (POSIX, “Environment Variables”).
 * @param asked by `--lang`
 */
export function userLanguage(asked?: Language, env: NodeJS.ProcessEnv = process.env): Language {
	const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
	return asked ?? (/^es(?:[_.@-]|$)/i.test(locale) ? "es" : "en");
}
