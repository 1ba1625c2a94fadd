import type { Report } from "../../model/report.js";
import { type Normaliser, volatileValues } from "../volatile.js";
import { volatileLines } from "./lines.js";
import { runNames } from "./run-names.js";

/** Text without what differs in every run. */
export type Normalise = (text: string) => string;

/** The normalisers for texts of these reports: the named ones, and the names that their runs gave. */
export function normaliserFor(...reports: readonly Report[]): Normalise {
	const normalisers: Normaliser[] = [runNames(...reports), ...volatileLines, ...volatileValues];
	return (text) => {
		const clean = normalisers.reduce((so, { apply }) => apply(so), text.replace(/[ \t]+$/gm, ""));
		// Columns are as wide as their widest value: gaps are one space, and the rules of tables three dashes.
		return clean.replace(/(?<=\S)[ \t]+/g, " ").replace(/[-+=]{3,}/g, "---");
	};
}
