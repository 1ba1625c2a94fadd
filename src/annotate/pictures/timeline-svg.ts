import type { Element } from "hast";
import { s } from "hastscript";
import { seconds } from "../../messages/page.js";
import { wordsIn } from "../../messages/summary.js";
import type { Language } from "../../model/words.js";
import { picture } from "./svg.js";
import type { Lane } from "./timeline.js";

const width = 760;
const lane = { height: 30, bar: 14 };
const below = 26;
const inset = 8;

/** Draws the lanes on one time axis: a row for each section, a bar for each step, its shape for verdict and place. */
export function timelineSvg(lanes: readonly Lane[], totalMs: number, title: string, language: Language): Element {
	const height = lanes.length * lane.height + below;
	const scale = (width - 2 * inset) / Math.max(totalMs, 1);
	const x = (ms: number): number => Math.round((inset + ms * scale) * 10) / 10;
	const description = lanes.map(
		({ name, startMs, endMs, steps }) =>
			`${name}: ${wordsIn(language).statements(steps.length)}, ${seconds(startMs, language)} – ${seconds(endMs, language)}.`,
	);
	const ticks = axisTicks(totalMs);
	return picture({ id: "timeline", title, description, width, height }, [
		...ticks.map((ms) =>
			s(
				"g",
				{ class: "tick" },
				s("path", { d: `M${x(ms)} 0V${lanes.length * lane.height}` }),
				s("text", { x: x(ms), y: height - 8, class: ms === 0 ? "first" : undefined }, `${ms / 1000} s`),
			),
		),
		...lanes.flatMap(({ name, startMs, endMs, steps }, index) => {
			const y = index * lane.height;
			const late = x(startMs) > width * 0.55;
			return [
				s("text", { class: late ? "lane before" : "lane", x: late ? x(startMs) - 8 : x(endMs) + 8, y: y + 19 }, name),
				...steps.map((step) => bar(step, { x, y, scale, language })),
			];
		}),
	]);
}

function bar(
	step: Lane["steps"][number],
	at: { x: (ms: number) => number; y: number; scale: number; language: Language },
): Element {
	const inside = step.place === "container";
	const verdict = wordsIn(at.language).verdict[step.verdict];
	const label = `${step.id} · ${verdict} · ${seconds(step.durationMs, at.language)}`;
	return s(
		"rect",
		{
			class: `bar ${step.verdict} ${step.place}`,
			x: at.x(step.startedMs),
			y: at.y + (lane.height - lane.bar) / 2 + (inside ? lane.bar / 2 : 0),
			width: Math.max(1.5, Math.round(step.durationMs * at.scale * 10) / 10),
			height: inside ? lane.bar / 2 : lane.bar,
		},
		s("title", label),
	);
}

/** About six marks at round seconds. */
function axisTicks(totalMs: number): number[] {
	const step = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600].find((candidate) => totalMs / 1000 / candidate <= 7) ?? 1800;
	return Array.from({ length: Math.floor(totalMs / 1000 / step) + 1 }, (_, index) => index * step * 1000);
}
