import type { CodeLine } from "./code-lines.js";

/** Directives of MyST and Sphinx whose content is not Markdown: code, data, drawings, options only. All others hold Markdown. */
const withoutMarkdown = new Set(
	(
		"include literalinclude code-block code sourcecode prompt code-cell code-tab terminal parsed-literal literal math mermaid graphviz " +
		"dot digraph graph plantuml uml blockdiag seqdiag nwdiag actdiag packetdiag rackdiag ditaa kroki image figure youtube vimeo video audio iframe " +
		"toctree filtered-toc csv-table list-table table raw eval-rst rst-class role default-role index contents bibliography jupyter-execute " +
		"doctest testcode testoutput testsetup exec autofunction automodule autoclass automethod autosummary click program-output command-output " +
		"highlight meta substitutions tableofcontents altair-plot ipython plot"
	).split(" "),
);

/** Whether a fenced block is a directive in which there is Markdown: ```` ```{note} ````. */
export function holdsMarkdown(info: string | null | undefined): boolean {
	const name = directiveName(info);
	return name !== null && !withoutMarkdown.has(name);
}

/** The name of a directive of MyST, from the first word of its info string; null where it is none. */
export function directiveName(info: string | null | undefined): string | null {
	return /^\{([\w-]+)\}$/.exec(info?.trim() ?? "")?.[1] ?? null;
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
