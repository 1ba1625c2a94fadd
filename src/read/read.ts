import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import type { Script } from "../model.js";
import { type ReadOptions, scriptOf } from "./script.js";

/** What reading a document gives: the script, and what is wrong with the document. */
export interface Reading {
	script: Script;
	messages: VFileMessage[];
}

const plain = unified().use(remarkParse).use(remarkGfm).freeze();
const withFrontMatter = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]).freeze();

/**
 * The parser for a document: one for front matter only where there is some.
 *
 * remark-frontmatter 5 loses the first quote or list of a document that begins with a rule (`---`) and has no front matter.
 */
function parserFor(file: VFile): typeof plain {
	const hasFrontMatter = /^\uFEFF?(---|\+\+\+)[ \t]*[\r\n](?:.*?[\r\n])?\1[ \t]*(?:[\r\n]|$)/s.test(String(file));
	return hasFrontMatter ? withFrontMatter : plain;
}

/**
 * Reads a document: the first stage of charla. Pure; it touches neither files nor machines.
 *
 * `markdown` is the document's text or bytes, or a `VFile`, to which the messages are then added too. A message with
 * `fatal: true` says that the document cannot be run as it is.
 */
export function read(markdown: string | Uint8Array | VFile, path?: string, options: ReadOptions = {}): Reading {
	const file = markdown instanceof VFile ? markdown : new VFile({ value: markdown });
	if (path !== undefined) file.path = path;
	const script = scriptOf(parserFor(file).parse(file), file, options);
	return { script, messages: file.messages };
}
