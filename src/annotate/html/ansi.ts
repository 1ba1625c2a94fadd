import { createAnsiSequenceParser, type ParseToken } from "ansi-sequence-parser";
import type { ElementContent } from "hast";
import { h } from "hastscript";

type Color = NonNullable<ParseToken["foreground"]>;

/** Renders ANSI colours as spans. A colour that one piece of output sets stays on for the next one. */
export function ansiRenderer(): (text: string) => ElementContent[] {
	const parser = createAnsiSequenceParser();
	return (text) => parser.parse(text).map(spanOf);
}

function spanOf({ value, foreground, background, decorations }: ParseToken): ElementContent {
	const classes = [...decorations].map((decoration) => `ansi-${decoration}`);
	const styles: string[] = [];
	if (foreground) classes.push(...named(foreground, "ansi"));
	if (background) classes.push(...named(background, "ansi-on"));
	if (foreground && foreground.type !== "named") styles.push(`color:${cssColor(foreground)}`);
	if (background && background.type !== "named") styles.push(`background:${cssColor(background)}`);
	if (classes.length === 0 && styles.length === 0) return { type: "text", value };
	return h("span", { class: classes, ...(styles.length > 0 ? { style: styles.join(";") } : {}) }, value);
}

function named(color: Color, prefix: string): string[] {
	return color.type === "named"
		? [`${prefix}-${color.name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`]
		: [];
}

/** The CSS colour of an xterm palette index (16 to 255) or of an RGB value; `inherit` for the named ones. */
function cssColor(color: Color): string {
	if (color.type === "rgb") return `rgb(${color.rgb.join(" ")})`;
	if (color.type === "named" || color.index < 16) return "inherit";
	if (color.index >= 232) {
		const grey = 8 + (color.index - 232) * 10;
		return `rgb(${grey} ${grey} ${grey})`;
	}
	const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
	const cube = color.index - 16;
	return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level).join(" ")})`;
}
