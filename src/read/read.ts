import { VFile } from "vfile";
import { parserFor } from "../markdown/parser.js";
import { type Reading, type ReadOptions, readTree } from "./script.js";

/**
 * Reads a document: the first stage of charla. Pure; it touches neither files nor machines.
 * @param markdown the document's text, or its bytes in UTF-8
 * @param path what the document is called in the script
 * @returns the script, and the problems of the document; one that is `fatal` says that it cannot be run as it is
 */
export function read(markdown: string | Uint8Array, path = "", options: ReadOptions = {}): Reading {
	const file = new VFile({ value: markdown, ...(path === "" ? {} : { path }) });
	return readTree(parserFor(file).parse(file), file, options);
}
