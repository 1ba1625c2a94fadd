import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { fixtureDocument, fixtureReport, print } from "../../../test/report.fixture.js";
import { withoutNotes } from "./assemble.js";
import { annotateMarkdown } from "./markdown.js";

const made = annotateMarkdown(fixtureDocument, fixtureReport());

describe("the document's own text", () => {
	test("comes back to the letter where the notes are taken away", () => {
		expect(withoutNotes(made)).toBe(fixtureDocument);
	});

	test.each([
		["Windows line endings", fixtureDocument.replace(/\n/g, "\r\n")],
		["a byte order mark", `\uFEFF${fixtureDocument}`],
		["front matter and no title", `---\ntitle: x\n---\n\n${fixtureDocument.replace(/^# .*\n/, "")}`],
		["a list right before a block", fixtureDocument.replace("#### UTS\n\n", "#### UTS\n- a\n- b\n")],
		["no line ending at its end", `${fixtureDocument}\nlast`],
	])("comes back with %s", (_, document) => {
		const report = fixtureReport();
		report.steps.length = 3;
		expect(withoutNotes(annotateMarkdown(document, report)).trimEnd()).toBe(document.trimEnd());
	});

	test("comes back where an output imitates the notes", () => {
		const report = fixtureReport();
		print(report, 2, "<!-- /charla-note -->\n```\n~~~\n</details>\n");
		expect(withoutNotes(annotateMarkdown(fixtureDocument, report))).toBe(fixtureDocument);
	});
});

describe("the notes", () => {
	test("stand after the block that they are about", () => {
		expect(made).toContain(
			'`/bin/cat /etc/hostname`\n\n<!-- charla-note -->\n\n> - <a id="s3"></a>✓ **tal cual** · ■ host · `/bin/cat /etc/hostname`',
		);
	});

	test("show an adaptation with its reason and its difference", () => {
		expect(made).toContain("**Por qué:** ese servidor dejó de hablar la API de LXD (desde 2021).");
		expect(made).toContain(
			">   - lxc remote add lxc-img images.linuxcontainers.org\n>   + lxc remote add lxc-img https://127.0.0.1:8443 --public",
		);
	});

	test("show preparations, claims with their evidence, and comparisons", () => {
		expect(made).toContain("↑ **Preparación** · `lxc stop --force demo-gqpn`");
		expect(made).toContain("✓ **se cumple** · «Ambos contenedores tienen nombres diferentes.»");
		expect(made).toContain("✗ **refutada**, como se declara · «Esa imagen");
		expect(made).toContain("host: `debian12`");
		expect(made).toContain(">   - debian12\n>   + demo-gqpn");
	});

	test("end with pictures of what was measured, drift, isolation, coverage and how to reproduce it", () => {
		const { children } = unified().use(remarkParse).use(remarkGfm).parse(made);
		const mermaid = children.flatMap((node) => (node.type === "code" && node.lang === "mermaid" ? [node.value] : []));
		expect(mermaid.map((text) => text.split("\n")[0])).toEqual(["flowchart TB", "flowchart LR", "gantt"]);
		expect(mermaid[0]).toContain('"veth8b2a173f<br>veth · 17"');
		expect(mermaid[1]).toContain('"uts 4026532181"');
		expect(made).toContain("| [8](#s1) | `lxc remote add lxc-img images.linuxcontainers.org` |");
		expect(made).toContain("**✗ refutada**");
		expect(made).toContain("npx charla verify docs/ubuconla-lxd/README.md");
	});

	test("are in English where that is asked for", () => {
		const english = annotateMarkdown(fixtureDocument, fixtureReport(), "en");
		expect(english).toContain("✓ **as written** · ■ host");
		expect(withoutNotes(english)).toBe(fixtureDocument);
	});

	test("show hidden characters and drop escapes", () => {
		const report = fixtureReport();
		print(report, 2, "\u001b[31mred\u001b[0m \u202egnirts\n<script>x</script>");
		const text = annotateMarkdown(fixtureDocument, report);
		expect(text).toContain(">   red ⟨U+202E⟩gnirts\n>   <script>x</script>");
		for (const character of ["\u001b", "\u202e"]) expect(text).not.toContain(character);
	});
});
