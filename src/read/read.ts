import { VFile } from "vfile";
import type { VFileMessage } from "vfile-message";
import { parserFor } from "../markdown/parser.js";
import type { Script } from "../model/script.js";
import { type ReadOptions, scriptOf } from "./script.js";

/** What reading a document gives: the script, and what is wrong with the document. */
export interface Reading {
	script: Script;
	messages: VFileMessage[];
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
