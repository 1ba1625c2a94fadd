import { blockLanguage, isSession, isShell } from "../markdown/code-languages.js";
import { type Prose, proseOf } from "../markdown/prose.js";
import type { Source } from "../markdown/source.js";
import { surePrompt } from "./blocks/prompts.js";
import type { Part } from "./document.js";
import { languageOf } from "./language.js";

/** What is to be known of a whole document before its first block can be read. */
export interface Survey {
	/** The language of the prose; null where nothing tells. */
	language: string | null;
	/** Programs that are surely typed: at a prompt, or in a block that says that it is shell. */
	programs: Set<string>;
	/** Whether a block that may be shell uses a variable. */
	expands: (name: string) => boolean;
	/** Whether it is a guide to a server that its reader has somewhere. */
	ofServer: boolean;
	/** The words of each paragraph and cell. */
	proses: ReadonlyMap<Part, Prose>;
}

/** Looks through a document's parts. */
export function surveyOf(parts: readonly Part[], source: Source, frontMatter: string): Survey {
	const proses = new Map<Part, Prose>();
	const programs = new Set<string>();
	const expanded = new Set<string>();
	for (const part of parts) {
		if (part.type === "prose") proses.set(part, proseOf(part.nodes, source));
		if (part.type !== "code") continue;
		const language = blockLanguage(part.node.lang, part.node.meta);
		if (!isShell(language)) continue;
		const code = part.node.value;
		for (const [, name = ""] of code.matchAll(/\$\{?([A-Za-z_]\w*)/g)) expanded.add(name);
		for (const line of code.split("\n")) {
			const prompt = surePrompt.exec(line)?.[0];
			if (prompt === undefined && (language === null || isSession(language))) continue;
			const program = /^\s*(?:sudo\s+)?([a-z][\w.+-]*)(?:\s|$)/.exec(line.slice(prompt?.length ?? 0))?.[1];
			if (program !== undefined) programs.add(program);
		}
	}
	const text = [...proses.values()].map((prose) => prose.text).join(" ");
	return {
		proses,
		language: languageOf(frontMatter, [], text),
		programs,
		expands: (name) => expanded.has(name),
		ofServer:
			/\b(?:your (?:new )?(?:server|VPS|droplet)|tu (?:nuevo )?(?:servidor|VPS|droplet)|su (?:servidor|VPS)|seu (?:servidor|VPS))\b/i.test(
				text,
			),
	};
}
