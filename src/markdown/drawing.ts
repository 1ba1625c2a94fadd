/** Arrows, the parts of boxes and trees, blocks and triangles; arrows of ASCII that stand alone. */
const drawn = /[\u2190-\u21ff\u2500-\u25ff]|(?<=^|\s)(?:<?[-=]+>|<[-=]+)(?=\s|$)/m;

/** What shell may have of them: strings, and comments. */
const quoted = /"(?:\\.|[^"\\])*"|'[^']*'|(?<=^|\s)#[^\n]*/gm;

/**
 * Whether a block without a language is a drawing: a diagram, or the tree of a folder. Shell has arrows and boxes in strings
 * and comments only; a drawing has them bare. What a program prints below a prompt is output, and is not asked about.
 */
export function isPicture(text: string): boolean {
	return drawn.test(text.replace(quoted, ""));
}
