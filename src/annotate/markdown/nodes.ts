import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import type {
	BlockContent,
	Blockquote,
	Code,
	DefinitionContent,
	Heading,
	Html,
	InlineCode,
	Link,
	List,
	ListItem,
	Paragraph,
	PhrasingContent,
	Strong,
	Table,
	Text,
} from "mdast";

/** Builders of mdast nodes, named after the nodes. A string stands for a text node. */
type Phrasing = PhrasingContent | string;

const phrases = (children: readonly Phrasing[]): PhrasingContent[] =>
	children.map((child) => (typeof child === "string" ? text(child) : child));

export function text(value: string): Text {
	return { type: "text", value: value.replace(/\s*\n\s*/g, " ") };
}

export function strong(...children: Phrasing[]): Strong {
	return { type: "strong", children: phrases(children) };
}

/** Inline code. Line endings in it are shown as a sign. */
export function inlineCode(value: string): InlineCode {
	return { type: "inlineCode", value: value.replace(/\s*\n\s*/g, " ⏎ ").trim() || " " };
}

export function link(url: string, ...children: Phrasing[]): Link {
	return { type: "link", url, children: phrases(children) };
}

/** A link target. GitHub keeps the id of an `<a>`. */
export function anchor(id: string): Html {
	return html(toHtml(h("a", { id })));
}

export function html(value: string): Html {
	return { type: "html", value };
}

export function paragraph(...children: Phrasing[]): Paragraph {
	return { type: "paragraph", children: phrases(children) };
}

export function code(value: string, lang: string | null = "text"): Code {
	return { type: "code", lang, value: value.replace(/\n+$/, "") };
}

export function quote(...children: (BlockContent | DefinitionContent)[]): Blockquote {
	return { type: "blockquote", children };
}

export function heading(depth: Heading["depth"], ...children: Phrasing[]): Heading {
	return { type: "heading", depth, children: phrases(children) };
}

export function list(items: readonly (readonly BlockContent[])[]): List {
	return {
		type: "list",
		ordered: false,
		spread: items.some((children) => children.length > 1),
		children: items.map(
			(children): ListItem => ({
				type: "listItem",
				spread: children.length > 1,
				children: [...children],
			}),
		),
	};
}

export function table(rows: readonly (readonly Phrasing[][])[]): Table {
	return {
		type: "table",
		align: [],
		children: rows.map((cells) => ({
			type: "tableRow",
			children: cells.map((children) => ({ type: "tableCell", children: phrases(children) })),
		})),
	};
}

/** Blocks folded under a summary (`<details>`). */
export function details(summary: string, ...children: BlockContent[]): BlockContent[] {
	return [html(`<details>\n${toHtml(h("summary", summary))}`), ...children, html("</details>")];
}
