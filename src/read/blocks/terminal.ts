import type { CodeLine } from "../../markdown/code-lines.js";
import { option, withoutBlank } from "../../markdown/directives.js";
import { type Entry, notTyped } from "./entry.js";
import { surePrompt } from "./prompts.js";
import { isOpen } from "./units.js";

/**
 * What a `{terminal}` directive shows, old and new; null where its content has prompts, and is a session like any other.
 *
 * With `:input:`, each is typed, and what comes after it is output. Without, the first paragraph is typed and the rest is output;
 * all is, with `:output-only:`. The prompt is that of `:user:` and `:host:`.
 */
export function terminalEntries(lines: CodeLine[]): Entry[] | null {
	const inputs = lines.some(({ text }) => /^\s*:input:/.test(text));
	return inputs ? byInput(lines) : byParagraph(lines);
}

function byInput(lines: CodeLine[]): Entry[] {
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
	const prompt = promptFrom(values);
	return entries.map((entry) => ({ ...entry, prompt, output: withoutBlank(entry.output) }));
}

function byParagraph(lines: CodeLine[]): Entry[] | null {
	const values = new Map<string, string>();
	let from = 0;
	for (const { text } of lines) {
		const [, name, value = ""] = option.exec(text) ?? [];
		if (name === undefined) break;
		values.set(name, value);
		from++;
	}
	const content = withoutBlank(lines.slice(from));
	if (values.has("output-only")) return [notTyped(content, "output", "language")];
	if (content.some(({ text }) => surePrompt.test(text))) return null;
	const blank = content.findIndex(({ text }, at) => text.trim() === "" && !isOpen(content.slice(0, at)));
	const typed = blank < 0 ? content : content.slice(0, blank);
	const output = blank < 0 ? [] : withoutBlank(content.slice(blank));
	return typed.length === 0 ? [] : [{ lines: typed, prompt: promptFrom(values), output }];
}

function promptFrom(values: ReadonlyMap<string, string>): string {
	return [values.get("user"), values.get("host")].filter(Boolean).join("@");
}
