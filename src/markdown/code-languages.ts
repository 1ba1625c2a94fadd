/** Info strings whose blocks are typed into a shell, and whether they show a session: prompts, and output below them. */
const shellLanguages: Record<string, { session: boolean }> = {
	bash: { session: false },
	sh: { session: false },
	shell: { session: false },
	zsh: { session: false },
	console: { session: true },
	"shell-session": { session: true },
	shellsession: { session: true },
	"sh-session": { session: true },
	session: { session: true },
	terminal: { session: true },
	"{terminal}": { session: true },
};

/** Directives of MyST whose language is their argument. */
const codeDirectives = new Set(["{code-block}", "{code}", "{sourcecode}", "{prompt}", "{code-cell}", "{code-tab}"]);

/**
 * A block's language, from the first word of its info string: `bash`, also of `bash{1,3}` and `{.bash}`; of a directive that
 * shows code its argument (`{code-block} bash`); null for none.
 */
export function blockLanguage(info: string | null | undefined, rest?: string | null): string | null {
	const word = info?.trim() ?? "";
	if (isDirective(word)) return rest?.trim().split(/\s+/)[0] || word;
	const language = /^\{\s*\.([\w-]+)/.exec(word)?.[1] ?? /^[^{,:]+/.exec(word)?.[0] ?? word;
	return language === "" ? null : language;
}

/** Whether a block is to be typed into a shell. One without a language is, as long as it parses. */
export function isShell(language: string | null): boolean {
	return language === null || Object.hasOwn(shellLanguages, language.toLowerCase());
}

/** Whether a block's language says that it shows a session. */
export function isSession(language: string | null): boolean {
	const row = language?.toLowerCase() ?? "";
	return Object.hasOwn(shellLanguages, row) && shellLanguages[row]?.session === true;
}

/** Whether a block is a directive of MyST that shows code. */
export function isDirective(info: string | null | undefined): boolean {
	return codeDirectives.has(info?.trim() ?? "");
}
