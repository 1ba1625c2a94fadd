import type { Report } from "../../model/report.js";

/** The document's path as the report may say it to anybody: not where it lay on the machine that ran it. */
export function documentPath({ document }: Report): string {
	const { path } = document;
	return /^(?:\/|[A-Za-z]:|~|\.\.)/.test(path) ? (path.split(/[\\/]/).at(-1) ?? path) : path;
}
