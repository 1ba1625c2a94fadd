import type { Root } from "mdast";
import type { Plugin } from "unified";
import { toMessages } from "../messages/problems.js";
import type { Script } from "../model/script.js";
import { type ReadOptions, readTree } from "../read/script.js";

declare module "vfile" {
	interface DataMap {
		/** The document as charla reads it, after `remarkCharla`. */
		charla: Script;
	}
}

/**
 * A unified plugin that reads a document: its result is on `file.data.charla`, its problems are messages of the file.
 *
 * It changes nothing in the tree. Tables, footnotes and front matter are seen where the processor has `remark-gfm` and
 * `remark-frontmatter`.
 *
 * @example
 *     const file = await remark().use(remarkGfm).use(remarkCharla).process(markdown);
 *     file.data.charla?.statements
 */
export const remarkCharla: Plugin<[ReadOptions?], Root> = (options) => (tree, file) => {
	const { script, problems } = readTree(tree, file, options);
	file.data.charla = script;
	file.messages.push(...toMessages(problems, { document: file.path }));
};

/** @alias */
export default remarkCharla;
