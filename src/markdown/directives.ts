import type { CodeLine } from "./code-lines.js";

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

/** `:name: value`, an option of a MyST directive: its name and its value. */
export const option = /^\s*:([\w-]+):(?:\s+(.*))?$/;

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

/** Lines without the blank ones before the first that is not. */
export function withoutBlank(lines: CodeLine[]): CodeLine[] {
	const at = lines.findIndex(({ text }) => text.trim() !== "");
	return at < 0 ? [] : lines.slice(at);
}
