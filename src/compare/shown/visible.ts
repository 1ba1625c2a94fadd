/** Characters that change how text reads without being seen: bidirectional controls and spaces of no width. */
const hidden = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Control characters that no page should get; line feeds, tabs and escapes (for colours) are handled elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that are looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/g;

/** Text in which characters that would be invisible can be seen: U+202E as ⟨U+202E⟩, the bell as ␇. */
export function visible(text: string): string {
	return text
		.replace(hidden, (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`)
		.replace(control, (character) => {
			const code = character.charCodeAt(0);
			return code === 0x7f ? "␡" : String.fromCharCode(0x2400 + code);
		});
}
