import { randomInt } from "node:crypto";
import type { PlaceholderValue, Unfilled } from "../../companion/definition.js";

/** Four characters that tell this run's names from another's; a letter first, none that are easily confused. */
export function newRunId(): string {
	const letters = "abcdefghjkmnpqrstuvwxyz";
	const all = `${letters}23456789`;
	const pick = (from: string) => from.charAt(randomInt(from.length));
	return pick(letters) + pick(all) + pick(all) + pick(all);
}

/** A placeholder's value in a section of the document. */
export function nameIn(value: Exclude<PlaceholderValue, Unfilled>, heading: readonly string[], runId: string): string {
	if (typeof value === "string") return `${value}-${runId}`;
	if ("exactly" in value) return value.exactly;
	return [value.perSection, slug(heading.at(-1) ?? ""), runId].filter((part) => part !== "").join("-");
}

/** Whether the engines take it as the name of an instance, a snapshot or an image. */
export function isGoodName(name: string): boolean {
	return /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(name);
}

function slug(text: string): string {
	return text
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
}
