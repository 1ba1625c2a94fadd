import type { Lane } from "./timeline.js";

/** The lanes as Mermaid's gantt: a bar a section. */
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
