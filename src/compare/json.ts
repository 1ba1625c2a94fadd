const anything = "...";

/**
 * Whether two texts are the same data: white space and the order of keys do not matter. The string `"..."` stands for any
 * value, as the last element of a list for any further ones, and as a key for any further keys.
 */
export function sameJson(shown: string, printed: string): boolean {
	const [wanted, found] = [parse(shown), parse(printed)];
	return wanted !== undefined && found !== undefined && same(wanted.data, found.data);
}

/** A text of JSON with its keys in order and a value a line, so that a diff shows what differs; other texts as they are. */
export function prettyJson(text: string): string {
	const parsed = parse(text);
	return parsed ? JSON.stringify(sorted(parsed.data), null, 2) : text;
}

function parse(text: string): { data: unknown } | undefined {
	try {
		return { data: JSON.parse(text) };
	} catch {
		return undefined;
	}
}

function same(shown: unknown, printed: unknown): boolean {
	if (shown === anything) return true;
	if (Array.isArray(shown)) return Array.isArray(printed) && sameList(shown, printed);
	if (isObject(shown)) return isObject(printed) && sameObject(shown, printed);
	return Object.is(shown, printed);
}

function sameList(shown: unknown[], printed: unknown[]): boolean {
	const open = shown.at(-1) === anything;
	const wanted = open ? shown.slice(0, -1) : shown;
	if (open ? printed.length < wanted.length : printed.length !== wanted.length) return false;
	return wanted.every((value, at) => same(value, printed[at]));
}

function sameObject(shown: Record<string, unknown>, printed: Record<string, unknown>): boolean {
	const wanted = Object.keys(shown).filter((key) => key !== anything);
	if (!Object.hasOwn(shown, anything) && Object.keys(printed).length !== wanted.length) return false;
	return wanted.every((key) => Object.hasOwn(printed, key) && same(shown[key], printed[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
