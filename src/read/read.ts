import { VFile } from "vfile";
import { mostDepth, mostWords, tooDeepAt, tooLongAt } from "../markdown/depth.js";
import { parserFor } from "../markdown/parser.js";
import { sourceOf } from "../markdown/source.js";
import type { Point } from "../model/position.js";
import type { Finding } from "../model/problem.js";
import { type Reading, type ReadOptions, readTree } from "./script.js";

/**
 * Reads a document: the first stage of charla. Pure; it touches neither files nor machines.
 * @param markdown the document's text, or its bytes in UTF-8
 * @param path what the document is called in the script
 * @returns the script, and the problems of the document; one that is `fatal` says that it cannot be run as it is
 */
export function read(markdown: string | Uint8Array, path = "", options: ReadOptions = {}): Reading {
	const file = new VFile({ value: markdown, ...(path === "" ? {} : { path }) });
	const text = String(file);
	const deep = tooDeepAt(text);
	if (deep !== null)
		return unreadable({ rule: "nested-too-deep", data: { most: mostDepth } }, sourceOf(text).point(deep), path);
	const long = tooLongAt(text);
	if (long !== null)
		return unreadable({ rule: "line-too-long", data: { most: mostWords } }, sourceOf(text).point(long), path);
	return readTree(parserFor(file).parse(file), file, options);
}

/** A document that no parser can read: nothing of it is known. */
function unreadable(finding: Finding, place: Point, path: string): Reading {
	const file = new VFile({ value: "", ...(path === "" ? {} : { path }) });
	const { script } = readTree(parserFor(file).parse(file), file);
	return {
		script,
		problems: [{ ...finding, file: "document", place, fatal: true }],
	};
}
