import { relative } from "node:path";
import type { Report } from "../schema.js";
import { type Case, casesOf } from "./cases.js";

/**
 * Commands that GitHub Actions shows beside the document's lines: an error for what is not as declared, a warning for what was
 * not run, a notice for drift that is declared.
 */
export function githubAnnotations(report: Report, workspace?: string): string {
	const { path } = report.document;
	const file = workspace && path.startsWith("/") ? relative(workspace, path) : path;
	return casesOf(report)
		.flatMap((one) => {
			const level = levelOf(one);
			if (level === null) return [];
			const properties = { file, line: one.line, col: one.column, title: one.name };
			const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
			const message = [one.message, ...(level === "error" ? [one.detail] : [])].filter(Boolean).join("\n");
			return [`::${level} ${list.join(",")}::${data(message)}\n`];
		})
		.join("");
}

function levelOf({ outcome, drift }: Case): "error" | "warning" | "notice" | null {
	if (outcome === "failed") return "error";
	if (outcome === "skipped") return "warning";
	return drift ? "notice" : null;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
