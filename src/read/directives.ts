import type { Entry } from "./session.js";
import type { CodeLine } from "./typed.js";

/** Directives of MyST and Sphinx whose content is prose and blocks, and not code. */
const withMarkdown = new Set(
	(
		"note tip hint important warning caution attention danger error seealso admonition topic sidebar margin aside dropdown " +
		"details collapse card grid grid-item grid-item-card tab-set tab-item tabs tab container div only versionadded versionchanged deprecated"
	).split(" "),
);

/** Whether a fenced block is a directive in which there is Markdown: ```` ```{note} ````. */
export function holdsMarkdown(info: string | null | undefined): boolean {
	const name = /^\{([\w-]+)\}$/.exec(info?.trim() ?? "")?.[1];
	return name !== undefined && withMarkdown.has(name);
}

/** Whether a paragraph opens an admonition of Python-Markdown's (`!!! note "Title"`, `??? tip`) or a tab (`=== "Title"`), whose content is indented. */
export function opensAdmonition(text: string): boolean {
	return /^(?:(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+.*)?|={3}[!+]?\s+".*"\s*|\/{3}\s+[\w-]+.*)$/.test(text);
}

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
