import type { Report } from "../../model/report.js";

/** The host's namespaces: those that most of its steps saw, since a step that opens a container's shell sees that one's. */
export function hostNamespaces(report: Report): Record<string, string> {
	const counts = new Map<string, number>();
	for (const { place, namespaces } of report.steps) {
		if (place !== "host" || Object.keys(namespaces).length === 0) continue;
		const key = JSON.stringify(namespaces);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const [most] = [...counts].sort(([, a], [, b]) => b - a);
	const found = report.steps.find(({ namespaces }) => most && JSON.stringify(namespaces) === most[0]);
	return found?.namespaces ?? {};
}
