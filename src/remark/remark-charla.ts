import type { Root } from "mdast";
import type { Plugin } from "unified";
import type { Script } from "../model/script.js";
import { type ReadOptions, scriptOf } from "../read/script.js";

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
	file.data.charla = scriptOf(tree, file, options);
};

/** @alias */
export default remarkCharla;
