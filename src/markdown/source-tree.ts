import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** A document's text between its byte order mark and its line endings, and its tree. */
export interface MarkdownSource {
	/** With line feeds only, without a byte order mark. */
	text: string;
	tree: Root;
	/** Gives a text that was made from it the byte order mark and the line endings of the document. */
	restore: (text: string) => string;
}

/** Parses Markdown as GitHub reads it. */
export function parseMarkdown(document: string): MarkdownSource {
	const mark = document.startsWith("\uFEFF") ? "\uFEFF" : "";
	const windows = /\r\n/.test(document) && !/(?<!\r)\n/.test(document);
	const text = document.slice(mark.length).replace(/\r\n/g, windows ? "\n" : "\r\n");
	return {
		text,
		tree: unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).parse(text),
		restore: (made) => mark + (windows ? made.replace(/\n/g, "\r\n") : made),
	};
}
