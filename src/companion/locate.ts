import type { VFile } from "vfile";
import { location } from "vfile-location";
import type { Point } from "../model/position.js";

/** Where a companion's source says a text, as a string literal or a key; undefined where it cannot be found. */
export function locate(companion: VFile, text: string): Point | undefined {
	const source = String(companion);
	const escaped = JSON.stringify(text).slice(1, -1);
	const forms = [`"${escaped}"`, `'${text.replaceAll("'", "\\'")}'`, `\`${text.replaceAll("`", "\\`")}\``, text];
	const offset = forms.map((form) => source.indexOf(form)).find((at) => at >= 0);
	if (offset === undefined) return undefined;
	const point = location(companion).toPoint(offset);
	return point && { ...point, offset };
}
