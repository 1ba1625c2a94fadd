import type { Entry } from "./session.js";
import type { CodeLine } from "./typed.js";

/** `:name: value`, an option of a MyST directive. */
const option = /^\s*:([\w-]+):(?:\s+(.*))?$/;

/** A directive's lines without its options: `:name: value` lines, or YAML between `---`, at its beginning. */
export function withoutOptions(lines: CodeLine[]): CodeLine[] {
	const first = lines[0]?.text.trim();
	const end =
		first === "---" ? lines.findIndex((line, at) => at > 0 && line.text.trim() === "---") + 1 : firstOther(lines);
	return end > 0 ? withoutBlank(lines.slice(end)) : lines;
}

function firstOther(lines: CodeLine[]): number {
	const at = lines.findIndex(({ text }) => !option.test(text));
	return at < 0 ? lines.length : at;
}

function withoutBlank(lines: CodeLine[]): CodeLine[] {
	const at = lines.findIndex(({ text }) => text.trim() !== "");
	return at < 0 ? [] : lines.slice(at);
}

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
