import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { VFile } from "vfile";

/** Parses Markdown without front matter. */
export const plain = unified().use(remarkParse).use(remarkGfm).freeze();

const withFrontMatter = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();

/**
 * The parser for a document: one for front matter only where there is some.
 *
 * remark-frontmatter 5 loses the first quote or list of a document that begins with a rule (`---`) and has no front matter.
 */
export function parserFor(file: VFile): typeof plain {
	const hasFrontMatter = /^\uFEFF?(---|\+\+\+)[ \t]*[\r\n](?:.*?[\r\n])?\1[ \t]*(?:[\r\n]|$)/s.test(String(file));
	return hasFrontMatter ? withFrontMatter : plain;
}
