import type { Lane } from "./timeline.js";

/** Renders the lanes as a Mermaid gantt chart, one bar for each section. */
export function ganttOf(lanes: readonly Lane[], title: string): string {
	return [
		"gantt",
		`  accTitle: ${plain(title)}`,
		"  dateFormat x",
		"  axisFormat %S s",
		...lanes.map(
			({ name, startMs, endMs }) =>
				`  ${plain(name)} : ${Math.round(startMs)}, ${Math.max(Math.round(startMs) + 1, Math.round(endMs))}`,
		),
	].join("\n");
}

function plain(text: string): string {
	return text
		.replace(/[:#;,{}<>"`%]/g, " ")
		.replace(/\s+/g, " ")
		.trim();
}
