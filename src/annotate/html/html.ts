import type { Element, ElementContent, Root } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { documentPath } from "../../compare/shown/document-path.js";
import { asShown } from "../../compare/shown/shown.js";
import { parseMarkdown } from "../../markdown/source-tree.js";
import { machinePath, noteWords } from "../../messages/page.js";
import type { Report } from "../../model/report.js";
import type { Language } from "../../model/words.js";
import { type Note, notesOf } from "../notes.js";
import { claimElement } from "./claim.js";
import { closingSections } from "./closing.js";
import { reportData } from "./data.js";
import { documentTree } from "./document.js";
import { headElement } from "./head.js";
import { contentsList, type Entry, levelHeadings } from "./headings.js";
import { stepElements } from "./step.js";
import { style } from "./style.js";

/**
 * Renders the document and the results of its run as one HTML page. The page loads nothing, has no script, and works in light
 * and dark and on paper. It contains the report, so that the next `annotate` can keep what did not change.
 * @param document the text that the report is of
 * @param language what the notes are written in; the reasons in a report stay as they are
 * @param documentLanguage what the document itself is written in
 */
export function annotateHtml(
	document: string,
	report: Report,
	language: Language = report.language,
	documentLanguage: string = report.language,
): string {
	const shown = asShown(report, machinePath[report.language]);
	const tree = documentTree(parseMarkdown(document), notesOf(shown), {
		head: headElement(shown, language),
		notes: (notes) => noteElements(notes, language),
	});
	const headings = levelHeadings(tree);
	const closing = closingSections(shown, language);
	const title = headings[0]?.text ?? documentPath(report);
	const body = h(
		"body",
		h("a", { class: "skip", href: "#text" }, noteWords(language).skip),
		h(
			"div",
			{ class: "layout" },
			contents(headings, closing, language),
			h("main", { id: "text" }, h("article", { lang: documentLanguage }, tree.children.filter(isContent)), ...closing),
		),
		h("template", { id: "charla-report" }),
	);
	const root: Root = {
		type: "root",
		children: [{ type: "doctype" }, h("html", { lang: language }, head(title, language), body)],
	};
	const page = toHtml(root);
	return `${page.replace('<template id="charla-report">', (tag) => `${tag}${reportData(shown)}`)}\n`;
}

function isContent(node: { type: string }): node is ElementContent {
	return node.type !== "doctype";
}

function head(title: string, language: Language): Element {
	return h(
		"head",
		h("meta", { charSet: "utf-8" }),
		h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
		h("meta", { name: "color-scheme", content: "light dark" }),
		h("meta", {
			httpEquiv: "Content-Security-Policy",
			content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
		}),
		h("link", { rel: "icon", href: "data:," }),
		h("title", `${title} · ${noteWords(language).annotated}`),
		h("style", style),
	);
}

function contents(headings: readonly Entry[], closing: readonly Element[], language: Language): Element {
	const say = noteWords(language);
	const [first, ...rest] = headings;
	const sections = first?.level === 1 ? rest : headings;
	const measured = closing.map((section): Entry => {
		const [title] = section.children;
		const text = title?.type === "element" && title.children[0]?.type === "text" ? title.children[0].value : "";
		return { id: String(section.properties.id), text, level: 1 };
	});
	return h(
		"nav",
		{ ariaLabel: say.contents, class: "contents" },
		h("p", { class: "contents-title" }, say.contents),
		contentsList(sections),
		h("p", { class: "contents-title ours" }, say.measured),
		contentsList(measured),
	);
}

/** Renders the notes of one block: first its steps, then its claims. */
function noteElements(notes: readonly Note[], language: Language): ElementContent[] {
	const steps = notes.flatMap((note) => (note.kind === "step" ? stepElements(note.note, language) : []));
	const claims = notes.flatMap((note) => (note.kind === "claim" ? [claimElement(note.claim, language)] : []));
	const lang = { lang: language };
	return [
		...(steps.length > 0 ? [h("div", { class: "note", ...lang }, h("ol", { class: "steps" }, steps))] : []),
		...(claims.length > 0 ? [h("div", { class: "note claims", ...lang }, h("ul", { class: "steps" }, claims))] : []),
	];
}
