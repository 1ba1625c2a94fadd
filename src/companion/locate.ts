import type { VFile } from "vfile";
import type { Point } from "../model/position.js";

/** Where a companion's source says a text, as a string literal or a key; undefined where it cannot be found. */
export function locate(companion: VFile, text: string): Point | undefined {
	const source = String(companion);
	const escaped = JSON.stringify(text).slice(1, -1);
	const forms = [`"${escaped}"`, `'${text.replaceAll("'", "\\'")}'`, `\`${text.replaceAll("`", "\\`")}\``, text];
	const offset = forms.map((form) => source.indexOf(form)).find((at) => at >= 0);
	if (offset === undefined) return undefined;
	const before = source.slice(0, offset).split("\n");
	return { line: before.length, column: (before.at(-1) ?? "").length + 1, offset };
}
