import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { directiveName } from "./directives.js";
import type { Source } from "./source.js";

/** A tab: one of several ways of which a reader takes one. */
export interface Tab {
	/** Tabs of one group stand side by side. */
	group: number;
	label: string;
}

/**
 * Tells, of the children of one node in their order, which tab each stands in: MyST's `{group-tab}`, `{tab-item}`, `{tab}` and
 * `{code-tab}`, also between colons; MkDocs' `=== "Title"`; Docusaurus' `<TabItem>`.
 */
export class Tabs {
	#group: number | null = null;
	/** A tab that goes on until something ends it: its label, and what ends it. */
	#open: { label: string; until: string } | null = null;
	readonly #newGroup: () => number;
	readonly #source: Source;

	constructor(newGroup: () => number, source: Source) {
		this.#newGroup = newGroup;
		this.#source = source;
	}

	/** The tab that the next child stands in, or null. */
	of(node: Nodes): Tab | null {
		const label = this.#label(node);
		if (label === null) {
			if (!isComment(node)) this.#group = null;
			return null;
		}
		this.#group ??= this.#newGroup();
		return { group: this.#group, label };
	}

	#label(node: Nodes): string | null {
		const text = this.#text(node);
		if (node.type === "html") this.#html(text);
		else if (node.type === "paragraph" && text.startsWith(":::")) this.#colons(text);
		else if (node.type === "paragraph" && /^={3}[!+]?\s+"/.test(text)) {
			this.#open = { label: /"(.*?)"/.exec(text)?.[1] ?? "", until: "===" };
		} else if (node.type === "code" && tabDirectives.has(directiveName(node.lang) ?? "")) {
			return directiveName(node.lang) === "code-tab" ? codeTabLabel(node.meta ?? "") : (node.meta ?? "");
		} else if (this.#open?.until === "===" && !(node.type === "code" && !node.lang)) this.#open = null;
		return this.#open?.label ?? null;
	}

	#html(text: string): void {
		for (const [tag] of text.matchAll(/<\/?TabItem\b[^>]*>/g)) {
			const label = /\blabel="([^"]*)"/.exec(tag)?.[1] ?? /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? "";
			this.#open = tag.startsWith("</") ? null : { label, until: "</TabItem>" };
		}
	}

	#colons(text: string): void {
		for (const line of text.split(/\r\n|\n|\r/)) {
			const [, colons, name, label = ""] = /^\s*(:{3,})\s*(?:\{?([\w-]+)\}?)?\s*(.*)$/.exec(line) ?? [];
			if (colons === undefined) continue;
			if (name === undefined && this.#open?.until === colons) this.#open = null;
			else if (name !== undefined && tabDirectives.has(name)) this.#open = { label: label.trim(), until: colons };
		}
	}

	#text(node: Nodes): string {
		const { start, end } = node.position ?? {};
		if (start?.offset === undefined || end?.offset === undefined) return textOf(node);
		return this.#source.text.slice(start.offset + this.#source.shift, end.offset + this.#source.shift);
	}
}

const tabDirectives = new Set(["group-tab", "tab-item", "tab", "code-tab"]);

/** `{code-tab} bash Debian`: the title after the language; the language where there is no title. */
function codeTabLabel(meta: string): string {
	const [language = "", ...title] = meta.trim().split(/\s+/);
	return title.length > 0 ? title.join(" ") : language;
}

/** What stands between two tabs and does not divide them: HTML and MyST comments. */
function isComment(node: Nodes): boolean {
	if (node.type === "html") return /^<!--|^<\/?Tab/.test(node.value);
	return node.type === "paragraph" && /^(?:%|:{3,}\s*(?:\{?tab-set|$))/.test(textOf(node));
}
