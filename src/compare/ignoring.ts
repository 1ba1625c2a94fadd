import type { VolatileName } from "../model/words.js";
import { volatileValues } from "./volatile.js";

/** Which rows of the table of volatile values a name means, and what it means beyond them: any address, not only a lease. */
const meanings: Record<VolatileName, { rows: string[]; further?: RegExp }> = {
	pid: { rows: ["pid"], further: /(?<![\w.:-])[1-9]\d{0,6}(?![\w.:-])/g },
	ip: {
		rows: [],
		further:
			/(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[0-9a-f:]*::)[0-9a-f:]{3,})(?![\w.:])/gi,
	},
	mac: { rows: ["mac"] },
	date: {
		rows: ["date", "time"],
		further:
			/\b\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [-+]\d{4}|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?: \d{4})?(?: \d{2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: [A-Z]{3,4})?)?(?: \d{4})?/g,
	},
	uuid: { rows: [], further: /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi },
	size: { rows: ["speed", "size"] },
	duration: { rows: ["duration"] },
	fingerprint: { rows: ["fingerprint"] },
};

/** The names in the order in which they are applied: what a later one would tear apart comes first. */
const order: VolatileName[] = ["uuid", "fingerprint", "mac", "ip", "date", "size", "duration", "pid"];

/** Text in which every value that the names know stands as ⟨name⟩, and gaps are one space, since columns move with the values. */
export function ignoring(names: readonly VolatileName[]): (text: string) => string {
	const wanted = order.filter((name) => names.includes(name));
	if (wanted.length === 0) return (text) => text;
	return (text) => wanted.reduce((clean, name) => replace(clean, name), text).replace(/[ \t]+|[-+=]{3,}/g, fold);
}

function replace(text: string, name: VolatileName): string {
	const { rows, further } = meanings[name];
	const known = volatileValues.filter((row) => rows.includes(row.name));
	const clean = further ? text.replace(further, `⟨${name}⟩`) : text;
	return known.reduce((value, { apply }) => apply(value), clean);
}

/** The line below a table head is as long as the widest value. */
function fold(gap: string): string {
	return /^[ \t]/.test(gap) ? " " : gap.slice(0, 3);
}
