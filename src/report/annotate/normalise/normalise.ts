import { type Normaliser, volatileValues } from "../../../volatile.js";
import type { Report } from "../../schema.js";
import { volatileLines } from "./lines.js";
import { runNames } from "./run-names.js";

/** Text without what differs in every run. */
export type Normalise = (text: string) => string;

/** The normalisers for texts of these reports: the named ones, and the names that their runs gave. */
export function normaliserFor(...reports: readonly Report[]): Normalise {
	const normalisers: Normaliser[] = [runNames(...reports), ...volatileLines, ...volatileValues];
	return (text) => normalisers.reduce((clean, { apply }) => apply(clean), text.replace(/[ \t]+$/gm, ""));
}
