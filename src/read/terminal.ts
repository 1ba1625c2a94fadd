import type { CodeLine } from "../markdown/code-lines.js";
import { option, withoutBlank } from "../markdown/directives.js";
import type { Entry } from "./entry.js";

/**
 * What a `{terminal}` directive shows: each `:input:` is typed, at the prompt of its `:user:` and `:host:`; what comes after it,
 * options left out, is output. Nothing where it has no `:input:`, which is then a session like any other.
 */
export function terminalEntries(lines: CodeLine[]): Entry[] {
	const entries: Entry[] = [];
	const values = new Map<string, string>();
	for (const line of lines) {
		const [, name, value = ""] = option.exec(line.text) ?? [];
		const last = entries.at(-1);
		if (name === "input") {
			const start = line.text.length - value.length;
			entries.push({ lines: [{ text: value, offset: line.offset + start }], prompt: "", output: [] });
		} else if (name !== undefined && last?.output.every(({ text }) => text.trim() === "") !== false) {
			values.set(name, value);
		} else last?.output.push(line);
	}
	const prompt = [values.get("user"), values.get("host")].filter(Boolean).join("@");
	return entries.map((entry) => ({ ...entry, prompt, output: withoutBlank(entry.output) }));
}
